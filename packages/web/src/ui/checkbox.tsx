import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components/Checkbox";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export type CheckboxProps = Omit<AriaCheckboxProps, "children" | "className" | "style"> & {
  /** The words beside it; without them give `aria-label`. */
  children?: ReactNode;
  className?: string;
};

/** On or off, sent with a form. For a setting that takes effect at once use Switch. */
export function Checkbox({ children, className, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={classNames(
        // Holds its hidden input, which would otherwise stand outside what scrolls and drag the page along when focused.
        "group relative inline-flex min-h-6 items-start gap-2 py-0.5 text-dense text-ink data-disabled:text-faint",
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            className={classNames(
              "mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-small border group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-focus",
              isSelected || isIndeterminate
                ? "border-solid bg-solid text-on-solid"
                : "border-edge bg-raised group-data-hovered:border-muted",
              "group-data-invalid:border-bad-mark group-data-disabled:opacity-50",
            )}
          >
            {isIndeterminate ? <Icon of={Minus} size={12} /> : isSelected ? <Icon of={Check} size={12} /> : null}
          </span>
          {children === undefined ? null : <span className="min-w-0">{children}</span>}
        </>
      )}
    </AriaCheckbox>
  );
}
