/**
 * Little's law over a finite window: L = λ W holds exactly, with no assumption at all, when L is the average number in
 * progress, λ the number of items seen per time and W the average time each spent inside the window
 * (Little, "Little's law as viewed on its 50th anniversary", Operations Research 59, 2011; Stidham 1974).
 * Computed on two independent ways, through time and through items, the gap shows faulty data or a faulty sweep.
 */
import type { FlowHistory } from "./history.ts";
import { eachSpell, type Clock } from "./spells.ts";
import { requireWindow, type Window } from "./window.ts";
import { crossings, workInProgress } from "./work-in-progress.ts";

export interface LittleGauge {
  /** L: average number in progress, from the sweep through time. */
  readonly inProgress: number;
  /** λ: spells that touch the window, per millisecond. */
  readonly rate: number;
  /** W: average milliseconds a spell spends inside the window, from the items. */
  readonly time: number;
  /** |L − λ W| / max(L, λ W); zero for nothing in progress. Above 1e-9 the history contradicts itself. */
  readonly error: number;
  /**
   * Throughput times average whole time of what ended in the window, over L. Near 1 when the flow is steady; far below
   * when work piles up unfinished, far above when old work is cleared. Undefined when nothing ended or L is zero.
   */
  readonly steadiness: number | undefined;
}

export function littleGauge(history: FlowHistory, clock: Clock, window: Window): LittleGauge {
  requireWindow(window);
  const { from, to } = window;
  let inside = 0;
  let seen = 0;
  let ended = 0;
  let whole = 0;
  for (const flow of history.items) {
    eachSpell(flow, clock, (spellFrom, spellTo) => {
      if (spellTo < from || spellFrom >= to) return;
      seen += 1;
      inside += Math.min(spellTo, to) - Math.max(spellFrom, from);
      if (spellTo < to) {
        ended += 1;
        whole += spellTo - spellFrom;
      }
    });
  }
  const { mean: inProgress } = workInProgress(crossings(history, clock), window);
  const rate = seen / (to - from);
  const time = seen === 0 ? 0 : inside / seen;
  const largest = Math.max(inProgress, rate * time);
  return {
    inProgress,
    rate,
    time,
    error: largest === 0 ? 0 : Math.abs(inProgress - rate * time) / largest,
    steadiness: ended === 0 || inProgress === 0 ? undefined : whole / (to - from) / inProgress,
  };
}
