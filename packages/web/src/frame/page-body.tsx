import type { ReactNode } from "react";
import { classNames } from "../ui/class-names.ts";

export type PageBodyProps = {
  children: ReactNode;
  /** `flush` fills the column edge to edge and leaves scrolling to what is inside (table, board); `text` keeps a reading measure. */
  measure?: "flush" | "wide" | "text";
};

/** What stands under the page's head. */
export function PageBody({ children, measure = "wide" }: PageBodyProps) {
  if (measure === "flush") return <div className="flex min-h-0 flex-1 flex-col">{children}</div>;
  return (
    // What scrolls must be reachable by keyboard, even with nothing to press in it.
    <div
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto print:overflow-visible px-4 py-4 outline-none scroll-thin focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus md:px-5"
    >
      <div className={classNames(measure === "text" ? "max-w-170" : "max-w-320")}>{children}</div>
    </div>
  );
}
