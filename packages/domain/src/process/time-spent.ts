import { quantileOfSorted } from "../numbers/quantile.ts";
import type { EventLog } from "./event-log.ts";

/** How long it took from the beginning of an activity at `from` until `to`, milliseconds: a clock that may stand still at night. */
export type TimeBetween = (activity: number, from: number, to: number) => number;

/** The clock on the wall. */
export const elapsed: TimeBetween = (_activity, from, to) => to - from;

/** Time from a case's first event to its last, by the clock of whatever it was at meanwhile; milliseconds. */
export function caseTime(log: EventLog, c: number, timeBetween: TimeBetween = elapsed): number {
  let sum = 0;
  for (let i = log.offsets[c]!; i + 1 < log.offsets[c + 1]!; i++)
    sum += timeBetween(log.activity[i]!, log.at[i]!, log.at[i + 1]!);
  return sum;
}

/** How long cases were at an activity, milliseconds; stays that have not ended are left out. */
export interface TimeSpent {
  readonly stays: number;
  readonly mean: number;
  readonly median: number;
  readonly p85: number;
}

/**
 * Time from entering each activity until the next one of the case, by number of the activity; undefined where no case ever
 * went on. The last activity of a case has not been left, so it counts for nothing here. O(events) and a sort for each.
 */
export function timeSpent(log: EventLog, timeBetween: TimeBetween = elapsed): (TimeSpent | undefined)[] {
  const times: number[][] = log.activities.map(() => []);
  for (let c = 0; c < log.cases.length; c++)
    for (let i = log.offsets[c]!; i + 1 < log.offsets[c + 1]!; i++) {
      const activity = log.activity[i]!;
      times[activity]!.push(timeBetween(activity, log.at[i]!, log.at[i + 1]!));
    }
  return times.map((own) => {
    if (own.length === 0) return undefined;
    const sorted = Float64Array.from(own).sort();
    return {
      stays: own.length,
      mean: own.reduce((sum, time) => sum + time, 0) / own.length,
      median: quantileOfSorted(sorted, 0.5),
      p85: quantileOfSorted(sorted, 0.85),
    };
  });
}
