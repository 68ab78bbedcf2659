import { Search, X } from "lucide-react";
import type { Ref } from "react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from "react-aria-components/SearchField";
import { classNames } from "./class-names.ts";
import { controlBox, FieldLabel } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";

export type SearchFieldProps = Omit<AriaSearchFieldProps, "children" | "className" | "style"> & {
  label: string;
  placeholder?: string;
  /** The shortcut that puts the cursor here, shown while the field is empty. */
  keys?: string;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

/** Narrows a list or searches. Esc clears it. The label is for screen readers; the icon says it to the eye. */
export function SearchField({ label, placeholder, keys, inputRef, className, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={classNames("group min-w-0", className)}>
      <FieldLabel isHidden>{label}</FieldLabel>
      <Group className={classNames(controlBox, "flex h-8 items-center gap-1.5 pr-1 pl-2 pointer-coarse:h-10")}>
        <Icon of={Search} size={14} className="text-faint" />
        <Input
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          placeholder={placeholder ?? label}
          className="h-full min-w-0 flex-1 bg-transparent text-dense text-ink outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {keys === undefined ? null : (
          <span className="hidden group-data-empty:flex pointer-coarse:group-data-empty:hidden">
            <KeyHint keys={keys} />
          </span>
        )}
        <Button
          aria-label="Clear"
          className="flex size-6 items-center justify-center rounded-small text-faint group-data-empty:hidden data-hovered:bg-hover data-hovered:text-ink"
        >
          <Icon of={X} size={14} />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
