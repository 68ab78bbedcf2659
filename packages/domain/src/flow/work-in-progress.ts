/** How much work was in progress, at any instant and on average: one sweep over starts and ends. */
import type { FlowHistory } from "./history.ts";
import { eachSpell, type Clock } from "./spells.ts";
import { requireRising, requireWindow, type Window } from "./window.ts";

/** The starts and the ends of all spells in progress, each in rising order; an end of ∞ is left out. O(n log n). */
export interface Crossings {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Collects where the number of items in progress changes. */
export function crossings(history: FlowHistory, clock: Clock): Crossings {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const flow of history.items) {
    eachSpell(flow, clock, (from, to) => {
      starts.push(from);
      if (to !== Infinity) ends.push(to);
    });
  }
  return { starts: Float64Array.from(starts).sort(), ends: Float64Array.from(ends).sort() };
}

/** Items in progress at each of the rising instants; an item that ends at an instant is no longer counted there. */
export function workInProgressAt({ starts, ends }: Crossings, instants: ArrayLike<number>): Int32Array {
  requireRising(instants);
  const counts = new Int32Array(instants.length);
  let started = 0;
  let ended = 0;
  for (let i = 0; i < instants.length; i++) {
    const at = instants[i]!;
    while (started < starts.length && starts[started]! <= at) started += 1;
    while (ended < ends.length && ends[ended]! <= at) ended += 1;
    counts[i] = started - ended;
  }
  return counts;
}

export interface WorkInProgress {
  /** Time average over the window. */
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Item-milliseconds: the area under the curve. */
  readonly area: number;
}

/** The average and the ends of work in progress over a window. */
export function workInProgress({ starts, ends }: Crossings, window: Window): WorkInProgress {
  requireWindow(window);
  const { from, to } = window;
  let started = 0;
  let ended = 0;
  while (started < starts.length && starts[started]! <= from) started += 1;
  while (ended < ends.length && ends[ended]! <= from) ended += 1;
  let at = from;
  let count = started - ended;
  let least = count;
  let most = count;
  let area = 0;
  for (;;) {
    const next = Math.min(starts[started] ?? Infinity, ends[ended] ?? Infinity, to);
    area += count * (next - at);
    at = next;
    if (at >= to) break;
    // Starts and ends at one instant count together, so that a replacement is no dip and no peak.
    while (started < starts.length && starts[started] === at) started += 1;
    while (ended < ends.length && ends[ended] === at) ended += 1;
    count = started - ended;
    least = Math.min(least, count);
    most = Math.max(most, count);
  }
  return { mean: area / (to - from), least, most, area };
}
