/** How long finished items took: each one, and the distribution. */
import { quantileOfSorted } from "../numbers/quantile.ts";
import type { FlowHistory, ItemFlow } from "./history.ts";
import { timeInProgress, wallTime, type Clock, type Elapsed } from "./spells.ts";
import type { Window } from "./window.ts";

export interface FinishedItem {
  readonly flow: ItemFlow;
  readonly finishedAt: number;
  /** Milliseconds in progress, by the clock and the calendar asked for. */
  readonly time: number;
}

/** Items finished inside the window (all finished ones without it), in order of finishing; O(n log n). */
export function cycleTimes(
  history: FlowHistory,
  clock: Clock,
  { window, elapsed = wallTime }: { window?: Window; elapsed?: Elapsed } = {},
): FinishedItem[] {
  const finished: FinishedItem[] = [];
  for (const flow of history.items) {
    const { finishedAt } = flow;
    if (finishedAt === undefined) continue;
    if (window !== undefined && (finishedAt < window.from || finishedAt >= window.to)) continue;
    const time = timeInProgress(flow, clock, finishedAt, elapsed);
    if (time !== undefined) finished.push({ flow, finishedAt, time });
  }
  return finished.sort((a, b) => a.finishedAt - b.finishedAt);
}

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p85: number;
  readonly p95: number;
}

/** Mean and percentiles by linear interpolation, in the unit of the values; undefined when there are none. */
export function spreadOf(values: Iterable<number>): Spread | undefined {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return undefined;
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    count: sorted.length,
    mean: sum / sorted.length,
    p50: quantileOfSorted(sorted, 0.5),
    p85: quantileOfSorted(sorted, 0.85),
    p95: quantileOfSorted(sorted, 0.95),
  };
}
