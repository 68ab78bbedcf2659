import { NoAnswer, Refused } from "@throughline/contract/client";
import type { Problem } from "@throughline/contract/refusals";
import { useCallback, useState } from "react";
import { announce } from "../ui/announcer.tsx";

/** Why something was not done, for the person who asked for it. */
export interface Failure {
  /** null where the messages at the fields say it all. */
  readonly sentence: string | null;
  /** One message per field by its name in the contract. */
  readonly fields: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
}

/** @throws the error itself where it is neither a refusal nor a missing answer: a fault of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NoAnswer)
    return { sentence: "The server did not answer, so this may not be done. Try again.", fields: {}, problem: null };
  if (!(error instanceof Refused)) throw error;
  const { problem } = error;
  const fields = problem.fields ?? {};
  const isAtFields = problem.code === "invalid_input" && Object.keys(fields).length > 0;
  return { sentence: isAtFields ? null : (problem.detail ?? problem.title), fields, problem };
}

/** Does something that may be refused: whether it is under way, and why it was not done. What was typed is never touched. */
export function useAttempt() {
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = useCallback(async <T>(work: () => Promise<T>): Promise<{ readonly done: T } | null> => {
    setPending(true);
    setFailure(null);
    try {
      return { done: await work() };
    } catch (error) {
      const why = failureOf(error);
      setFailure(why);
      announce(why.sentence ?? Object.values(why.fields).join(". "), "assertive");
      if (Object.keys(why.fields).length > 0) requestAnimationFrame(focusFirstWrong);
      return null;
    } finally {
      setPending(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  return { attempt, isPending, failure, clear };
}

/** The cursor goes to the first field that was not taken, in the form one is in. */
function focusFirstWrong(): void {
  const form = document.activeElement?.closest("form") ?? document.querySelector("form");
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}

/** The message for a field as fields take it. */
export const errorAt = (failure: Failure | null, name: string): { readonly error?: string } => {
  const error = failure?.fields[name];
  return error === undefined ? {} : { error };
};
