import type { ReactNode, RefAttributes } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { classNames } from "./class-names.ts";
import { Tooltip, type TooltipProps } from "./tooltip.tsx";

export type IconButtonProps = Omit<AriaButtonProps, "className" | "style" | "children" | "aria-label"> &
  RefAttributes<HTMLButtonElement> & {
    /** What it does, as a verb; read aloud and shown as its tooltip. */
    label: string;
    icon: ReactNode;
    keys?: string;
    size?: "small" | "medium";
    /** For a button that stays down, such as a toggle. */
    isOn?: boolean;
    tooltipPlacement?: TooltipProps["placement"];
    className?: string;
  };

/** A square button with an icon only, which always carries a name and a tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  size = "medium",
  isOn,
  tooltipPlacement = "bottom",
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} placement={tooltipPlacement}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(isOn === undefined ? {} : { "aria-pressed": isOn })}
        className={classNames(
          "inline-flex shrink-0 cursor-default items-center justify-center rounded text-muted select-none",
          "data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed aria-expanded:bg-hover aria-pressed:bg-accent-tint aria-pressed:text-accent data-disabled:opacity-50",
          size === "small" ? "size-6 pointer-coarse:size-8" : "size-8 pointer-coarse:size-10",
          className,
        )}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
