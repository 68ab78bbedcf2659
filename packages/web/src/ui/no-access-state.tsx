import type { ReactNode } from "react";

export type NoAccessStateProps = {
  /** What is closed: "this project". */
  what: string;
  /** Who can open it, as names or links. */
  grantedBy: ReactNode;
  action?: ReactNode;
};

/** Says that something is closed to the reader and who can open it. */
export function NoAccessState({ what, grantedBy, action }: NoAccessStateProps) {
  return (
    <div className="mx-auto flex max-w-104 flex-col items-start gap-1 px-4 py-12">
      <h2 className="text-lead font-semibold text-ink">You have no access to {what}</h2>
      <p className="text-base text-muted">It can be granted by {grantedBy}.</p>
      {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
