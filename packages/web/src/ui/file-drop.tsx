import { Upload } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components/Button";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Icon } from "./icon.tsx";

export type FileDropProps = {
  label: string;
  /** What may be given: "XES or CSV, up to 200 MB". */
  hint?: ReactNode;
  onFiles: (files: readonly File[]) => void;
  /** File name endings or types the chooser offers: `[".csv", ".xes"]`. */
  accept?: readonly string[];
  isMultiple?: boolean;
  /** In bytes; larger files are refused here with a sentence. */
  maxBytes?: number;
  isDisabled?: boolean;
};

/** Takes files by drop, paste or choice. */
export function FileDrop({
  label,
  hint,
  onFiles,
  accept,
  isMultiple = false,
  maxBytes,
  isDisabled = false,
}: FileDropProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = (files: readonly File[]) => {
    const offered = isMultiple ? files : files.slice(0, 1);
    const tooLarge = offered.find((file) => maxBytes !== undefined && file.size > maxBytes);
    setRefusal(
      tooLarge === undefined
        ? null
        : `${tooLarge.name} is ${megabytes(tooLarge.size)}; up to ${megabytes(maxBytes ?? 0)} can be taken.`,
    );
    if (tooLarge === undefined && offered.length > 0) onFiles(offered);
  };
  return (
    <div>
      <DropZone
        aria-label={label}
        isDisabled={isDisabled}
        onDrop={async (drop) => {
          const files = drop.items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []));
          take(await Promise.all(files));
        }}
        className="relative flex flex-wrap items-center gap-x-3 gap-y-1 rounded border border-dashed border-edge bg-sunk px-4 py-3 text-dense text-muted data-drop-target:border-focus data-drop-target:bg-accent-tint data-focus-visible:outline-2 data-focus-visible:outline-focus"
      >
        <Icon of={Upload} className="text-faint" />
        <span className="min-w-0 flex-1">
          <span className="text-ink">{label}</span>
          {hint === undefined ? null : <span className="block text-small text-faint">{hint}</span>}
        </span>
        <FileTrigger
          allowsMultiple={isMultiple}
          {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
          onSelect={(files) => take([...(files ?? [])])}
        >
          <Button
            isDisabled={isDisabled}
            className="h-8 rounded border border-rule-strong bg-raised px-3 text-dense font-medium text-ink data-hovered:border-edge data-disabled:opacity-50"
          >
            Choose {isMultiple ? "files" : "a file"}
          </Button>
        </FileTrigger>
      </DropZone>
      {refusal === null ? null : (
        <p role="alert" className="mt-1 text-small text-bad">
          {refusal}
        </p>
      )}
    </div>
  );
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}
