import type { ReactNode } from "react";

export type EmptyStateProps = {
  /** What would stand here, in a few words. */
  title: string;
  /** What this is for, and the one next step. */
  children?: ReactNode;
  /** The one next step as a button or link. */
  action?: ReactNode;
  /** A drawing or mark above; keep it small. */
  mark?: ReactNode;
};

/** Nothing here yet: says what this is for and what to do next. */
export function EmptyState({ title, children, action, mark }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-104 flex-col items-start gap-1 px-4 py-12">
      <Thread>{mark}</Thread>
      <h2 className="text-lead font-semibold text-ink">{title}</h2>
      {children === undefined ? null : <div className="text-base text-muted">{children}</div>}
      {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

/** The thread with one open place on it: where something will stand. */
function Thread({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="mb-2 flex h-4 w-24 items-center gap-1.5 text-accent-mark">
      <span className="size-2 shrink-0 rounded-full border-[1.5px] border-current" />
      <span className="h-px flex-1 bg-[repeating-linear-gradient(90deg,currentColor_0_4px,transparent_4px_8px)]" />
      {children}
    </span>
  );
}
