import type { ReactNode, RefAttributes } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { classNames } from "./class-names.ts";

export type ButtonTone = "plain" | "primary" | "quiet" | "danger";

export type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> &
  RefAttributes<HTMLButtonElement> & {
    children: ReactNode;
    /** One primary button on a screen; danger only for what cannot be undone. */
    tone?: ButtonTone;
    size?: "small" | "medium" | "large";
    /** Shown before the words, usually an `<Icon>`. */
    icon?: ReactNode;
    /** Shown after the words, usually a `<KeyHint>`. */
    after?: ReactNode;
    className?: string;
  };

const tones: Record<ButtonTone, string> = {
  plain:
    "border-rule-strong bg-raised text-ink data-hovered:border-edge data-hovered:bg-hover data-pressed:bg-pressed aria-expanded:bg-hover",
  primary: "border-solid bg-solid text-on-solid data-hovered:bg-solid-hover data-hovered:border-solid-hover",
  quiet:
    "border-transparent text-muted data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed aria-expanded:bg-hover",
  danger: "border-bad-mark bg-raised text-bad data-hovered:bg-bad-tint data-pressed:bg-bad-tint",
};

const sizes = {
  small: "h-6 gap-1 px-2 text-small pointer-coarse:h-8",
  medium: "h-8 gap-1.5 px-3 text-dense pointer-coarse:h-10",
  large: "h-10 gap-2 px-4 text-base",
};

/** A button with a verb on it. While `isPending` it keeps its width and focus and takes no second press. */
export function Button({ tone = "plain", size = "medium", icon, after, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={classNames(
        "inline-flex shrink-0 cursor-default items-center justify-center rounded border font-medium whitespace-nowrap select-none",
        "data-disabled:opacity-50 data-pending:opacity-70 forced-colors:data-disabled:text-[GrayText]",
        tones[tone],
        sizes[size],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {after}
    </AriaButton>
  );
}
