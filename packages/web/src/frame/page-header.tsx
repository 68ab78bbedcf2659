import type { ReactNode } from "react";
import { classNames } from "../ui/class-names.ts";

export type PageHeaderProps = {
  title: ReactNode;
  /** Where this page belongs, before the title: a link to the team. */
  path?: ReactNode;
  /** A quiet line or count after the title. */
  note?: ReactNode;
  /** Buttons, right. At most one primary. */
  actions?: ReactNode;
  /** TabLinks under the title. */
  tabs?: ReactNode;
  /** Filters and view settings, on a line of their own. */
  toolbar?: ReactNode;
};

/** The head of every page: what this is, and what can be done here. Its title is the page's h1. */
export function PageHeader({ title, path, note, actions, tabs, toolbar }: PageHeaderProps) {
  return (
    <header className="shrink-0 border-b border-rule">
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 md:px-5">
        <div className="flex min-w-0 flex-1 basis-32 items-baseline gap-2.5">
          {path === undefined ? null : (
            <span className="max-w-[45%] shrink-0 truncate text-dense text-muted">{path}</span>
          )}
          <h1 className="min-w-0 truncate text-title font-semibold">{title}</h1>
          {note === undefined ? null : <span className="shrink-0 text-dense text-muted">{note}</span>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs === undefined ? null : <div className="px-4 md:px-5 print:hidden">{tabs}</div>}
      {toolbar === undefined ? null : (
        <div
          className={classNames(
            // On a phone the filters are one line that scrolls, so that the rows keep the screen.
            "relative flex items-center gap-2 px-4 print:hidden py-1.5 max-md:overflow-x-auto max-md:*:shrink-0 scroll-thin md:flex-wrap md:px-5",
            tabs !== undefined && "border-t border-rule",
          )}
        >
          {toolbar}
        </div>
      )}
    </header>
  );
}
