import { Refused } from "@throughline/contract/client";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ErrorState } from "../ui/error-state.tsx";

/** A page that could not be shown: what went wrong, and a way on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const problem = error instanceof Refused ? error.problem : null;
  return (
    <ErrorState
      title={problem?.title ?? "This page could not be shown"}
      onRetry={retry}
      {...(problem?.request ? { reference: problem.request } : {})}
    >
      {problem?.detail ??
        "The server did not answer, or the app was updated meanwhile. Try again; nothing you saved is lost."}
    </ErrorState>
  );
}
