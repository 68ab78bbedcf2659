import { Refused } from "@throughline/contract/client";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";

export type FiguresProblemProps = {
  error: Error;
  /** Of what: "The process could not be worked out". */
  title: string;
  onRetry: () => void;
  /** Takes away what the address narrows by. */
  onClear: () => void;
};

/** Why figures are not there, and what to do about it. */
export function FiguresProblem({ error, title, onRetry, onClear }: FiguresProblemProps) {
  const problem = error instanceof Refused ? error.problem : undefined;
  if (problem?.code === "not_found" || problem?.code === "invalid_input")
    return (
      <EmptyState
        title="This address asks for something that is not there"
        action={<Button onPress={onClear}>Show everything</Button>}
      >
        {problem.detail ?? problem.title}
      </EmptyState>
    );
  return (
    <ErrorState title={title} onRetry={onRetry}>
      {problem?.detail ?? problem?.title ?? "The server did not answer. Nothing is lost."}
    </ErrorState>
  );
}
