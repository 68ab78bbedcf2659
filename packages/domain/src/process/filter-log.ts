import { RefusedInput } from "../numbers/refused-input.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";

export interface LogFilter {
  /** Keep cases whose first event lies in [from, to), epoch milliseconds. */
  readonly startedFrom?: number;
  readonly startedTo?: number;
  /** Keep only these activities; cases left without events are dropped. */
  readonly activities?: readonly string[];
  /** Keep the most frequent variants until they cover at least this share of the cases, above 0 to 1. */
  readonly variantShare?: number;
}

export type FilterRefusal = "bad_share" | "unknown_activity" | "nothing_left";

/** The part of a log that passes; the filters apply in the order of their declaration. Refuses to return an empty log. */
export function filterLog(log: EventLog, filter: LogFilter): EventLog {
  let keep = Array.from(log.cases.keys()).filter((c) => {
    const first = log.at[log.offsets[c]!]!;
    return first >= (filter.startedFrom ?? -Infinity) && first < (filter.startedTo ?? Infinity);
  });
  let filtered = take(log, keep, filter.activities && activitySet(log, filter.activities));
  if (filter.variantShare !== undefined) {
    const share = filter.variantShare;
    if (!(share > 0 && share <= 1))
      throw new RefusedInput<FilterRefusal>(
        "bad_share",
        `The share of cases to keep must be above 0 and at most 1; it is ${share}.`,
      );
    keep = [];
    for (const variant of variantsOf(filtered)) {
      if (keep.length >= share * filtered.cases.length - 1e-9) break;
      keep.push(...variant.cases);
    }
    filtered = take(
      filtered,
      keep.sort((a, b) => a - b),
      undefined,
    );
  }
  return filtered;
}

function activitySet(log: EventLog, names: readonly string[]): Set<number> {
  return new Set(
    names.map((name) => {
      const a = log.activities.indexOf(name);
      if (a < 0)
        throw new RefusedInput<FilterRefusal>("unknown_activity", `No event of this history is called “${name}”.`);
      return a;
    }),
  );
}

function take(log: EventLog, cases: readonly number[], activities: Set<number> | undefined): EventLog {
  const offsets = [0];
  const kept: number[] = [];
  const names: string[] = [];
  for (const c of cases) {
    for (let i = log.offsets[c]!; i < log.offsets[c + 1]!; i++)
      if (!activities || activities.has(log.activity[i]!)) kept.push(i);
    if (kept.length === offsets.at(-1)) continue;
    offsets.push(kept.length);
    names.push(log.cases[c]!);
  }
  if (kept.length === 0) throw new RefusedInput<FilterRefusal>("nothing_left", "No case passes the filter; widen it.");
  return {
    activities: log.activities,
    cases: names,
    offsets: Uint32Array.from(offsets),
    activity: Uint16Array.from(kept, (i) => log.activity[i]!),
    at: Float64Array.from(kept, (i) => log.at[i]!),
  };
}
