import { Refused } from "@throughline/contract/client";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";

/** What was wrong and what to do, in a sentence. */
export const refusalWords = (error: unknown): string =>
  error instanceof Refused
    ? (error.problem.detail ?? error.problem.title)
    : "The server did not answer. Nothing is lost; try again.";

/** Why there is no forecast: too little history yet, something that is not there, or something that went wrong. */
export function ForecastProblem({
  error,
  onRetry,
  onClear,
}: {
  error: unknown;
  onRetry: () => void;
  /** Goes back to all open work; absent where that is what was asked. */
  onClear: (() => void) | undefined;
}) {
  const code = error instanceof Refused ? error.code : "";
  const back = onClear ? <Button onPress={onClear}>Ask about all open work</Button> : undefined;
  if (code === "not_enough_history")
    return (
      <EmptyState title="There is too little history yet" action={back}>
        {refusalWords(error)} Until then, finish work here and the forecast comes by itself
        {onClear ? ", or ask about a larger part of the work" : ""}.
      </EmptyState>
    );
  if (code === "not_found" || code === "invalid_input")
    return (
      <EmptyState title="This cannot be forecast" action={back}>
        {refusalWords(error)}
      </EmptyState>
    );
  return (
    <ErrorState title="The forecast could not be made" onRetry={onRetry}>
      {refusalWords(error)}
    </ErrorState>
  );
}
