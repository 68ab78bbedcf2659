/** When an item counts as being in progress, and how its time is counted. */
import type { ItemFlow } from "./history.ts";

/** Where the clock starts: when the item arrived (lead time) or when work on it started (cycle time). */
export type Clock = "arrival" | "start";

/** Time between two instants in milliseconds, from ≤ to: wall time, or the working time of a calendar. */
export type Elapsed = (from: number, to: number) => number;

export const wallTime: Elapsed = (from, to) => to - from;

/**
 * Calls `visit(from, to)` for each stretch the item was in progress: from the clock's start to done or dropped, and again
 * from every reopening. `to` is ∞ while it lasts. An item waiting for its start has no spell on the "start" clock yet;
 * one that went from waiting straight to done has a spell of no length.
 */
export function eachSpell(flow: ItemFlow, clock: Clock, visit: (from: number, to: number) => void): void {
  const { stays } = flow;
  let from: number | undefined;
  for (let i = 0; i < stays.length; i++) {
    const { stage, from: entered, to } = stays[i]!;
    if (stage.kind === "done") {
      const already = i > 0 && stays[i - 1]!.stage.kind === "done";
      if (from !== undefined || !already) visit(from ?? entered, entered);
      from = undefined;
      continue;
    }
    // Once work has started, a return to a queue is still work in progress.
    const started = stage.kind === "active" || (flow.startedAt !== undefined && flow.startedAt < entered);
    if (from === undefined && (clock === "arrival" || started)) from = entered;
    const next = stays[i + 1];
    if (from === undefined || (next === undefined ? to === undefined : next.from === to)) continue;
    visit(from, to!);
    from = undefined;
  }
  if (from !== undefined) visit(from, Infinity);
}

/** Time in progress until `now`, summed over spells; undefined if it never was. Time spent as done is not counted. */
export function timeInProgress(
  flow: ItemFlow,
  clock: Clock,
  now: number,
  elapsed: Elapsed = wallTime,
): number | undefined {
  let total: number | undefined;
  eachSpell(flow, clock, (from, to) => {
    if (from <= now) total = (total ?? 0) + elapsed(from, Math.min(to, now));
  });
  return total;
}
