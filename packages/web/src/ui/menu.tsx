import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Header } from "react-aria-components/Header";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  type MenuProps as AriaMenuProps,
} from "react-aria-components/Menu";
import type { PopoverProps as AriaPopoverProps } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";
import { PopoverSurface } from "./popover.tsx";

export type MenuProps = Omit<AriaMenuProps<object>, "children" | "className" | "style" | "items"> & {
  /** The button that opens it. */
  trigger: ReactElement;
  /** Read aloud when it opens. */
  label: string;
  /** `MenuItem`, `MenuSection`, `MenuRule`. */
  children: ReactNode;
  placement?: AriaPopoverProps["placement"];
};

/** Deeds or choices behind a button. Arrow keys, type-ahead and Esc work. */
export function Menu({ trigger, label, children, placement = "bottom start", ...props }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <PopoverSurface placement={placement} className="min-w-44">
        <AriaMenu {...props} aria-label={label} className="max-h-96 overflow-auto p-1 outline-none scroll-thin">
          {children}
        </AriaMenu>
      </PopoverSurface>
    </MenuTrigger>
  );
}

export type MenuItemProps = Omit<AriaMenuItemProps, "className" | "style" | "children"> & {
  children: string;
  icon?: ReactNode;
  hint?: string;
  keys?: string;
  /** For what cannot be undone. */
  isDanger?: boolean;
};

/** One deed. Give `href` to go somewhere, `onAction` to do something. */
export function MenuItem({ children, icon, hint, keys, isDanger, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={classNames(
        "flex min-h-7 cursor-default items-center gap-2 rounded-small px-2 py-1 text-dense outline-none data-disabled:text-faint data-focused:bg-hover pointer-coarse:min-h-10",
        isDanger ? "text-bad data-focused:bg-bad-tint" : "text-ink",
      )}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode === "none" ? null : (
            <span className="flex size-4 items-center text-accent">
              {isSelected ? <Icon of={Check} size={14} /> : null}
            </span>
          )}
          {icon === undefined ? null : <span className="flex text-muted">{icon}</span>}
          <span className="min-w-0 flex-1 truncate">
            {children}
            {hint === undefined ? null : <span className="block text-small text-faint">{hint}</span>}
          </span>
          {keys === undefined ? null : <KeyHint keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

/** Items under a heading; a section may carry its own selection (`selectionMode`, `selectedKeys`). */
export function MenuSection({
  title,
  children,
  ...props
}: { title: string; children: ReactNode } & Pick<
  AriaMenuProps<object>,
  "selectionMode" | "selectedKeys" | "onSelectionChange"
>) {
  return (
    <AriaMenuSection {...props} className="not-first:mt-1 not-first:border-t not-first:border-rule not-first:pt-1">
      <Header className="px-2 pt-1 pb-0.5 text-small text-faint">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuRule() {
  return <Separator className="my-1 border-t border-rule" />;
}
