import type { ReactNode } from "react";
import { classNames } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import { RailCollapsedContext } from "./rail-collapsed.ts";
import { Tooltip } from "../ui/tooltip.tsx";

/** One place to go. */
export type RailEntry = {
  readonly href: string;
  readonly title: string;
  /** An icon or a mark, 16 px. */
  readonly mark?: ReactNode;
  /** What waits there; not shown at 0. */
  readonly count?: number;
  /** The shortcut that goes there, such as `"g m"`. */
  readonly keys?: string;
  readonly isCurrent: boolean;
};

export type RailSection = {
  /** Left out for the first places, which need no heading. */
  readonly title?: string;
  readonly entries: readonly RailEntry[];
  /** A small deed beside the heading: add a team. */
  readonly action?: ReactNode;
};

export type RailProps = {
  /** The organization switch. */
  head: ReactNode;
  sections: readonly RailSection[];
  /** The reader: account menu, theme, help. */
  foot?: ReactNode;
  isCollapsed: boolean;
  /** Called when a place is chosen; the drawer closes on it. */
  onGo?: () => void;
};

/** The left rail: where one can go and what waits there. The thread marks where one is. */
export function Rail({ head, sections, foot, isCollapsed, onGo }: RailProps) {
  return (
    <RailCollapsedContext value={isCollapsed}>
      <div className="flex h-full min-h-0 flex-col">
        <div className={classNames("flex h-12 shrink-0 items-center", isCollapsed ? "justify-center" : "px-2")}>
          {head}
        </div>
        <nav aria-label="Places" className="min-h-0 flex-1 overflow-y-auto py-1 scroll-thin">
          {sections.map((section, at) => (
            <section key={section.title ?? at} className={at === 0 ? "" : "mt-4"}>
              {section.title === undefined ? null : isCollapsed ? (
                <hr className="mx-3 mb-2 border-rule" aria-label={section.title} />
              ) : (
                <div className="flex h-7 items-center justify-between pr-2 pl-4">
                  <h2 className="text-small text-faint">{section.title}</h2>
                  {section.action}
                </div>
              )}
              <ul>
                {section.entries.map((entry) => (
                  <li key={entry.href}>
                    <Place entry={entry} isCollapsed={isCollapsed} {...(onGo === undefined ? {} : { onGo })} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        {foot === undefined ? null : (
          <div
            className={classNames(
              "flex shrink-0 items-center gap-1 border-t border-rule p-2",
              isCollapsed && "flex-col",
            )}
          >
            {foot}
          </div>
        )}
      </div>
    </RailCollapsedContext>
  );
}

function Place({ entry, isCollapsed, onGo }: { entry: RailEntry; isCollapsed: boolean; onGo?: () => void }) {
  const waiting =
    entry.count === undefined || entry.count === 0 ? null : entry.count > 99 ? "99+" : String(entry.count);
  const link = (
    <Link
      href={entry.href}
      tone="bare"
      aria-current={entry.isCurrent ? "page" : undefined}
      aria-label={isCollapsed ? (waiting === null ? entry.title : `${entry.title}, ${waiting} waiting`) : undefined}
      onClick={onGo}
      className={classNames(
        "relative flex h-8 items-center gap-2.5 rounded-none text-dense pointer-coarse:h-10",
        "before:absolute before:inset-y-1 before:left-0 before:w-0.5",
        isCollapsed ? "justify-center" : "pr-3 pl-4",
        entry.isCurrent
          ? "font-medium text-ink before:bg-accent-mark"
          : "text-muted hover:bg-pressed/50 hover:text-ink",
      )}
    >
      <span className="relative flex size-4 shrink-0 items-center justify-center">
        {entry.mark}
        {isCollapsed && waiting !== null ? (
          <span className="absolute -top-1 -right-1 size-1.5 rounded-full bg-accent-mark" />
        ) : null}
      </span>
      {isCollapsed ? null : (
        <>
          <span className="min-w-0 flex-1 truncate">{entry.title}</span>
          {waiting === null ? null : <span className="text-small text-muted tabular-nums">{waiting}</span>}
        </>
      )}
    </Link>
  );
  return isCollapsed ? (
    <Tooltip text={entry.title} keys={entry.keys} placement="right" delay={200}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}
