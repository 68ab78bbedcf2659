import { useEffect, useState } from "react";
import type { Command } from "./command-search.ts";

/** A place that is asked as one types. */
export type CommandSource = {
  readonly id: string;
  /** Rejecting counts as nothing found; the others still answer. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Command[]>;
};

const pauseMs = 120;
const none: readonly CommandSource[] = [];

/** What the sources found for a text, each shown as soon as it answers. Give the same array each time, or it asks again. */
export function useSources(
  text: string,
  sources: readonly CommandSource[] = none,
): { found: readonly Command[]; isAsking: boolean } {
  const [answers, setAnswers] = useState<{ text: string; bySource: ReadonlyMap<string, readonly Command[]> }>({
    text: "",
    bySource: new Map(),
  });
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === "" || sources.length === 0) return undefined;
    const stop = new AbortController();
    const answer = (id: string, commands: readonly Command[]) => {
      if (stop.signal.aborted) return;
      setAnswers((before) => ({
        text: wanted,
        bySource: new Map(before.text === wanted ? before.bySource : []).set(id, commands),
      }));
    };
    const timer = setTimeout(() => {
      for (const { id, search } of sources) {
        search(wanted, stop.signal).then(
          (commands) => answer(id, commands),
          () => answer(id, []),
        );
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, sources]);
  if (wanted === "" || sources.length === 0) return { found: [], isAsking: false };
  // What the last text found stays until the new one is answered: the list does not flicker.
  const isAsking = answers.text !== wanted || answers.bySource.size < sources.length;
  return { found: sources.flatMap(({ id }) => answers.bySource.get(id) ?? []), isAsking };
}
