import { RefusedInput } from "../numbers/refused-input.ts";

/** One thing that was done to one case; `at` in epoch milliseconds. */
export interface LogEvent {
  readonly case: string;
  readonly activity: string;
  readonly at: number;
}

/**
 * A history in columns: the events of case c are those from `offsets[c]` to `offsets[c + 1]`, in order of time.
 * Everything in this folder reads this; 260,000 events take about 4 MB.
 */
export interface EventLog {
  readonly activities: readonly string[];
  readonly cases: readonly string[];
  readonly offsets: Uint32Array;
  /** Index into `activities`, per event. */
  readonly activity: Uint16Array;
  /** Epoch milliseconds, per event. */
  readonly at: Float64Array;
}

export type LogRefusal = "empty_log" | "not_finite" | "empty_name" | "too_many_activities" | "too_many_events";

const MOST_ACTIVITIES = 65_535;

/**
 * Columns from events in any order: grouped by case in order of first mention, each case sorted by time, equal times
 * left in the order given. Refuses an empty log, a time that is no number and a nameless case or activity, by index.
 */
export function eventLog(events: readonly LogEvent[]): EventLog {
  if (events.length === 0) throw new RefusedInput<LogRefusal>("empty_log", "The history has no events.");
  const caseNumbers = new Map<string, number>();
  const activityNumbers = new Map<string, number>();
  const caseOf = new Uint32Array(events.length);
  const given = new Uint16Array(events.length);
  const sizes: number[] = [];
  for (let i = 0; i < events.length; i++) {
    const event = events[i]!;
    if (!Number.isFinite(event.at)) {
      throw new RefusedInput<LogRefusal>(
        "not_finite",
        `Event ${i} of case ${event.case} needs a time in epoch milliseconds; it is ${event.at}.`,
        i,
      );
    }
    if (event.case === "" || event.activity === "") {
      throw new RefusedInput<LogRefusal>("empty_name", `Event ${i} needs the name of its case and of its activity.`, i);
    }
    let c = caseNumbers.get(event.case);
    if (c === undefined) {
      c = caseNumbers.size;
      caseNumbers.set(event.case, c);
      sizes.push(0);
    }
    let a = activityNumbers.get(event.activity);
    if (a === undefined) {
      a = activityNumbers.size;
      if (a > MOST_ACTIVITIES)
        throw new RefusedInput<LogRefusal>(
          "too_many_activities",
          `The history names more than ${MOST_ACTIVITIES} activities; choose a coarser name for them.`,
          i,
        );
      activityNumbers.set(event.activity, a);
    }
    caseOf[i] = c;
    given[i] = a;
    sizes[c]!++;
  }
  const offsets = new Uint32Array(sizes.length + 1);
  for (let c = 0; c < sizes.length; c++) offsets[c + 1] = offsets[c]! + sizes[c]!;
  const next = offsets.slice();
  const order = new Uint32Array(events.length);
  for (let i = 0; i < events.length; i++) order[next[caseOf[i]!]!++] = i;
  sortCases(order, offsets, events);
  const activity = new Uint16Array(events.length);
  const at = new Float64Array(events.length);
  for (let i = 0; i < events.length; i++) {
    activity[i] = given[order[i]!]!;
    at[i] = events[order[i]!]!.at;
  }
  return { activities: [...activityNumbers.keys()], cases: [...caseNumbers.keys()], offsets, activity, at };
}

/** Stable insertion sort for the usual short and almost sorted case, the engine's own sort for long unsorted ones. */
function sortCases(order: Uint32Array, offsets: Uint32Array, events: readonly LogEvent[]): void {
  for (let c = 0; c + 1 < offsets.length; c++) {
    const from = offsets[c]!;
    const to = offsets[c + 1]!;
    if (to - from > 64) {
      order.subarray(from, to).sort((a, b) => events[a]!.at - events[b]!.at || a - b);
      continue;
    }
    for (let i = from + 1; i < to; i++) {
      const moving = order[i]!;
      const time = events[moving]!.at;
      let j = i;
      for (; j > from && events[order[j - 1]!]!.at > time; j--) order[j] = order[j - 1]!;
      order[j] = moving;
    }
  }
}
