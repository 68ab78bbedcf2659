/** Items and stays as lifetimes for Kaplan and Meier: what finished, and what had not yet when the window closed. */
import type { FlowHistory } from "./history.ts";
import type { Lifetime } from "./kaplan-meier.ts";
import { eachSpell, wallTime, type Clock, type Elapsed } from "./spells.ts";

/**
 * What is looked at: only what happened from `from` (all history unless told) up to `to`, usually now. Items already in
 * progress at `from` enter late, at the age they had, so that a recent stretch is judged by its own pace alone.
 */
export interface Observation {
  readonly from?: number;
  readonly to: number;
  readonly elapsed?: Elapsed;
}

/**
 * One lifetime per item seen in progress. Ages run on the clock from its start, done time left out. An item dropped is
 * one last seen unfinished: the curve tells how long work takes, supposing it is not dropped.
 */
export function itemLifetimes(history: FlowHistory, clock: Clock, observation: Observation): Lifetime[] {
  const { from = -Infinity, to, elapsed = wallTime } = observation;
  const lifetimes: Lifetime[] = [];
  for (const flow of history.items) {
    let before = 0;
    let inside = 0;
    let seen = false;
    eachSpell(flow, clock, (start, end) => {
      if (start > to) return;
      const last = Math.min(end, to);
      if (last < from) {
        before += elapsed(start, last);
        return;
      }
      seen = true;
      if (start < from) before += elapsed(start, from);
      inside += elapsed(Math.max(start, from), last);
    });
    if (!seen) continue;
    const finished = flow.finishedAt !== undefined && flow.finishedAt <= to;
    lifetimes.push({ time: before + inside, finished, since: before });
  }
  return lifetimes;
}

/** One lifetime per stay in the stage: it ends when the item goes on, to any other stage. Dropped: last seen there. */
export function stayLifetimes(history: FlowHistory, stage: string, observation: Observation): Lifetime[] {
  const { from = -Infinity, to, elapsed = wallTime } = observation;
  const lifetimes: Lifetime[] = [];
  for (const { stays } of history.items) {
    for (let i = 0; i < stays.length; i++) {
      const stay = stays[i]!;
      if (stay.stage.id !== stage || stay.from > to || (stay.to !== undefined && stay.to < from)) continue;
      const wentOn = stay.to !== undefined && stay.to <= to && stays[i + 1]?.from === stay.to;
      const since = stay.from < from ? elapsed(stay.from, from) : 0;
      lifetimes.push({ time: elapsed(stay.from, Math.min(stay.to ?? to, to)), finished: wentOn, since });
    }
  }
  return lifetimes;
}
