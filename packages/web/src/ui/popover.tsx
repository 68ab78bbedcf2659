import type { ReactElement, ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from "react-aria-components/Popover";
import { classNames } from "./class-names.ts";

/** The look of anything that floats above the page. */
export const floating = "rounded-large bg-raised text-ink shadow-lift outline-none forced-colors:border";

export type PopoverSurfaceProps = Omit<AriaPopoverProps, "className" | "style"> & { className?: string };

/** A floating surface, for components that bring their own trigger and content. */
export function PopoverSurface({ className, offset = 4, ...props }: PopoverSurfaceProps) {
  return <AriaPopover {...props} offset={offset} className={classNames(floating, className)} />;
}

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  /** Read aloud when it opens. */
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: AriaPopoverProps["placement"];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
};

/** A small form or explanation beside its trigger; Esc or a click elsewhere closes it. */
export function Popover({ trigger, label, children, placement = "bottom start", className, ...state }: PopoverProps) {
  return (
    <DialogTrigger {...state}>
      {trigger}
      <PopoverSurface placement={placement} className={classNames("max-w-96", className)}>
        <Dialog aria-label={label} className="p-3 outline-none">
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </PopoverSurface>
    </DialogTrigger>
  );
}
