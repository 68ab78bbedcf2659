import { Refused } from "@throughline/contract/client";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";

/** Why there is nothing to simulate: too little history, something that is not there, or something that went wrong. */
export function WhatIfProblem({
  error,
  organization,
  isNarrowed,
  onRetry,
  onClear,
}: {
  error: unknown;
  organization: string;
  isNarrowed: boolean;
  onRetry: () => void;
  onClear: () => void;
}) {
  const here = useHere();
  const problem = error instanceof Refused ? error.problem : undefined;
  const words = problem?.detail ?? problem?.title ?? "The server did not answer. Nothing is lost.";
  const clear = isNarrowed ? <Button onPress={onClear}>Show everything</Button> : undefined;
  if (problem?.code === "not_enough_history")
    return (
      <EmptyState
        title="There is too little history to simulate"
        action={
          clear ??
          (here.may("import.run") ? <Link href={paths.import(organization)}>Import a history</Link> : undefined)
        }
      >
        {`${words} What-if reads from it how work comes, how long it takes and where it waits, and then tells what more people, other limits or another order would change.`}
      </EmptyState>
    );
  if (problem?.code === "not_found" || problem?.code === "invalid_input")
    return (
      <EmptyState title="This address asks for something that is not there" action={clear}>
        {words}
      </EmptyState>
    );
  return (
    <ErrorState title="How work is done now could not be read" onRetry={onRetry}>
      {words}
    </ErrorState>
  );
}
