import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { ShapeMark } from "./shape-mark.tsx";

export type ErrorStateProps = {
  /** What did not work: "The board could not be loaded". */
  title: string;
  /** Why, and what to do. */
  children?: ReactNode;
  onRetry?: () => void;
  /** The request's id, to be quoted when asking for help. */
  reference?: string;
};

/** Something did not work: what, why, and what to do. */
export function ErrorState({ title, children, onRetry, reference }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-104 flex-col items-start gap-1 px-4 py-12">
      <h2 className="flex items-center gap-2 text-lead font-semibold text-ink">
        <ShapeMark shape="square" className="text-bad-mark" />
        {title}
      </h2>
      {children === undefined ? null : <div className="text-base text-muted">{children}</div>}
      {reference === undefined ? null : (
        <div className="text-small text-faint">
          Reference <code className="font-mono select-all">{reference}</code>
        </div>
      )}
      {onRetry === undefined ? null : (
        <Button className="mt-3" onPress={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
