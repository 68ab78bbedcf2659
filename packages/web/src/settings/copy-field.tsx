import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { announce } from "../ui/announcer.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TextField } from "../ui/text-field.tsx";

/** A text to take away: a link, a secret. */
export function CopyField({ label, value, isLabelHidden }: { label: string; value: string; isLabelHidden?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Without a secure connection browsers have no clipboard; the older way still copies what is selected.
      document.execCommand("copy");
    }
    setCopied(true);
    announce(`${label} copied`);
  };
  return (
    <TextField
      label={label}
      isLabelHidden={isLabelHidden}
      value={value}
      isReadOnly
      inputRef={input}
      onFocus={() => input.current?.select()}
      after={
        <IconButton
          size="small"
          label={isCopied ? "Copied" : `Copy ${label.toLowerCase()}`}
          icon={<Icon of={isCopied ? Check : Copy} size={14} className={isCopied ? "text-good" : ""} />}
          onPress={() => void copy()}
        />
      }
    />
  );
}
