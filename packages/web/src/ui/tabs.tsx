import type { ReactNode } from "react";
import {
  Tab as AriaTab,
  TabList as AriaTabList,
  TabPanel as AriaTabPanel,
  Tabs as AriaTabs,
} from "react-aria-components/Tabs";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";

const tabLook =
  "relative -mb-px flex h-8 min-w-6 shrink-0 cursor-default items-center justify-center gap-1.5 border-b-2 text-dense font-medium whitespace-nowrap pointer-coarse:h-10";
const tabOn = "border-accent-mark text-ink";
const tabOff = "border-transparent text-muted hover:text-ink";

export type TabsProps = {
  label: string;
  tabs: readonly { id: string; title: ReactNode; content: ReactNode }[];
  selected?: string;
  onSelect?: (id: string) => void;
  className?: string;
};

/** Parts of one thing, one shown at a time, switched in place. For pages with their own URL use TabLinks. */
export function Tabs({ label, tabs, selected, onSelect, className }: TabsProps) {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
      className={className ?? ""}
    >
      <AriaTabList aria-label={label} className="flex gap-5 overflow-x-auto border-b border-rule scroll-thin">
        {tabs.map((tab) => (
          <AriaTab
            key={tab.id}
            id={tab.id}
            className={({ isSelected }) => classNames(tabLook, isSelected ? tabOn : tabOff)}
          >
            {tab.title}
          </AriaTab>
        ))}
      </AriaTabList>
      {tabs.map((tab) => (
        <AriaTabPanel key={tab.id} id={tab.id} className="pt-3">
          {tab.content}
        </AriaTabPanel>
      ))}
    </AriaTabs>
  );
}

export type TabLinksProps = {
  label: string;
  links: readonly { href: string; title: ReactNode; isCurrent: boolean }[];
  className?: string;
};

/** The pages of one thing, each with its own URL, looking like tabs. */
export function TabLinks({ label, links, className }: TabLinksProps) {
  return (
    <nav aria-label={label} className={classNames("flex gap-5 overflow-x-auto scroll-thin", className)}>
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          tone="bare"
          aria-current={link.isCurrent ? "page" : undefined}
          className={classNames(tabLook, link.isCurrent ? tabOn : tabOff)}
        >
          {link.title}
        </Link>
      ))}
    </nav>
  );
}
