/** How full a stage was over a window. */
import type { FlowHistory } from "./history.ts";
import { requireWindow, type Window } from "./window.ts";
import { workInProgress } from "./work-in-progress.ts";

export interface StageLoad {
  /** Items in the stage, time average over the window. */
  readonly mean: number;
  readonly most: number;
  /** At the window's end. */
  readonly last: number;
  /** Share of the time in which it held its limit or more, 0 to 1; undefined without a limit. */
  readonly full: number | undefined;
}

/** One sweep over the stage's entries and exits; O(n log n). `limit` is one or more. */
export function stageLoad(history: FlowHistory, stage: string, window: Window, limit?: number): StageLoad {
  requireWindow(window);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { stays } of history.items) {
    for (const stay of stays) {
      if (stay.stage.id !== stage) continue;
      starts.push(stay.from);
      if (stay.to !== undefined) ends.push(stay.to);
    }
  }
  const crossings = { starts: Float64Array.from(starts).sort(), ends: Float64Array.from(ends).sort() };
  const { mean, most } = workInProgress(crossings, window);
  const before = (times: Float64Array) => times.reduce((count, at) => count + (at < window.to ? 1 : 0), 0);
  return {
    mean,
    most,
    last: before(crossings.starts) - before(crossings.ends),
    full: limit === undefined ? undefined : shareAtLeast(crossings, window, limit),
  };
}

function shareAtLeast(
  { starts, ends }: { starts: Float64Array; ends: Float64Array },
  { from, to }: Window,
  limit: number,
): number {
  let i = 0;
  let j = 0;
  let at = from;
  let full = 0;
  while (at < to) {
    while (i < starts.length && starts[i]! <= at) i += 1;
    while (j < ends.length && ends[j]! <= at) j += 1;
    const next = Math.min(starts[i] ?? Infinity, ends[j] ?? Infinity, to);
    if (i - j >= limit) full += next - at;
    at = next;
  }
  return full / (to - from);
}
