import type { ReactNode } from "react";
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from "react-aria-components/Switch";
import { classNames } from "./class-names.ts";

export type SwitchProps = Omit<AriaSwitchProps, "children" | "className" | "style"> & {
  children: ReactNode;
  className?: string;
};

/** A setting that takes effect at once. */
export function Switch({ children, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={classNames(
        // Holds its hidden input, which would otherwise stand outside what scrolls and drag the page along when focused.
        "group relative inline-flex min-h-6 items-start gap-2.5 py-0.5 text-dense text-ink data-disabled:text-faint",
        className,
      )}
    >
      <span
        className={classNames(
          "mt-0.5 flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-raised p-0.5 transition-colors duration-100",
          "group-data-selected:border-solid group-data-selected:bg-solid group-data-disabled:opacity-50",
          "group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-focus",
        )}
      >
        <span className="size-2.5 rounded-full bg-edge transition-transform duration-100 group-data-selected:translate-x-3 group-data-selected:bg-on-solid" />
      </span>
      <span className="min-w-0">{children}</span>
    </AriaSwitch>
  );
}
