import type { ReactElement, ReactNode } from "react";
import {
  Focusable,
  Tooltip as AriaTooltip,
  TooltipTrigger,
  type TooltipProps as AriaTooltipProps,
} from "react-aria-components/Tooltip";
import { KeyHint } from "./key-hint.tsx";

export type TooltipProps = {
  /** One focusable element: a button, a link, or anything with a tab stop. */
  children: ReactElement;
  text: ReactNode;
  /** The shortcut that does the same, such as `"mod+k"` or `"g b"`. */
  keys?: string | undefined;
  placement?: AriaTooltipProps["placement"];
  /** Milliseconds of hovering before it shows; focus shows it at once. */
  delay?: number;
};

/** A short explanation on hover and focus. Never the only place where something is said. */
export function Tooltip({ children, text, keys, placement = "bottom", delay = 500 }: TooltipProps) {
  return (
    <TooltipTrigger delay={delay} closeDelay={0}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="flex max-w-72 items-center gap-2 rounded bg-solid px-2 py-1 text-small text-on-solid"
      >
        <span>{text}</span>
        {keys === undefined ? null : <KeyHint keys={keys} tone="on-solid" />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** Makes a plain element (a mark, a truncated text) a tab stop that can carry a tooltip. @public */
export { Focusable as TooltipTarget };
