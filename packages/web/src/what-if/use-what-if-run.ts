import { whatIfCost, type Alternative, type WhatIfAnswer } from "@throughline/domain/simulation/what-if/what-if-run";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { simulateHere } from "./simulate-here.ts";
import { simulateThere } from "./simulate-there.ts";
import type { WhatIfBase, WhatIfScope } from "./what-if-base.ts";

/**
 * What a browser simulates itself: about ten seconds' work on an ordinary machine, counted in changes of state. What is
 * longer is asked of the server, and only when somebody says so.
 */
const hereAtMost = 12_000_000;
/** Typing and stepping settle before a simulation begins. */
const settleMs = 350;

export type RunState =
  | { readonly kind: "waiting" }
  | { readonly kind: "running"; readonly share: number; readonly where: "here" | "there" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "done" };

export interface WhatIfRunning {
  readonly state: RunState;
  /** The latest answer, which may be to an earlier question. */
  readonly answer: WhatIfAnswer | undefined;
  readonly isCurrent: boolean;
  /** Whether this one runs on the server, once it is asked to. */
  readonly isLong: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

interface Asked {
  readonly base: WhatIfBase;
  readonly scope: WhatIfScope;
  readonly alternatives: readonly Alternative[];
  readonly runs: number;
  readonly weeks: number;
}

/** Simulates what is asked whenever it changes: a short one at once and in this browser, a long one on the server and on demand. */
export function useWhatIfRun(asked: Asked): WhatIfRunning {
  const { base, alternatives, runs, weeks } = asked;
  const question = useMemo(
    () => JSON.stringify([base.asOf, base.model.until, alternatives, runs, weeks]),
    [base, alternatives, runs, weeks],
  );
  const isLong = whatIfCost(base.check.changesPerWeek, alternatives.length, { runs, weeks }) > hereAtMost;
  const [held, setHeld] = useState<{ question: string; state: RunState } | undefined>();
  const [answered, setAnswered] = useState<{ question: string; answer: WhatIfAnswer } | undefined>();
  const running = useRef<AbortController | null>(null);
  const latest = useRef(asked);
  useEffect(() => {
    latest.current = asked;
  });

  const setState = useCallback((state: RunState) => setHeld({ question, state }), [question]);

  const start = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const now = latest.current;
    const { signal } = controller;
    const where = isLong ? "there" : "here";
    const options = { runs: now.runs, weeks: now.weeks };
    const onProgress = (share: number) => {
      if (!signal.aborted) setState({ kind: "running", share, where });
    };
    onProgress(0);
    const work = isLong
      ? simulateThere(now.scope, now.alternatives, options, signal, onProgress)
      : simulateHere({ model: now.base.model, alternatives: now.alternatives, options }, signal, onProgress);
    work.then(
      (answer) => {
        if (signal.aborted) return;
        setAnswered({ question, answer });
        setState({ kind: "done" });
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ kind: "failed", error });
      },
    );
  }, [question, isLong, setState]);

  const stop = useCallback(() => {
    running.current?.abort();
    setState({ kind: "stopped" });
  }, [setState]);

  useEffect(() => {
    if (isLong) return () => running.current?.abort();
    const timer = setTimeout(start, settleMs);
    return () => {
      clearTimeout(timer);
      running.current?.abort();
    };
  }, [start, isLong]);

  return {
    state: held?.question === question ? held.state : { kind: "waiting" },
    answer: answered?.answer,
    isCurrent: answered?.question === question,
    isLong,
    start,
    stop,
  };
}
