/** Why a forecast moved between two days, in days that add up to the whole move. */
import { shapleyValues } from "../numbers/shapley.ts";
import { standingAt } from "./known-then.ts";
import type { ForecastRecord, Point, Setting } from "./forecast-record.ts";
import { meanAWeek } from "./weekly-pace.ts";

/** What happened to what is wanted between two points. Before + added + cameBack − finished − dropped = after. */
export interface Changes {
  readonly added: readonly string[];
  /** Finished or dropped before, and open again. */
  readonly cameBack: readonly string[];
  readonly finished: readonly string[];
  readonly dropped: readonly string[];
}

/** Days by which each moved the date; later is positive. They add up to the move. */
export interface MoveParts {
  /** That time passed: nothing else changed, the date would be later by it. */
  readonly time: number;
  readonly finished: number;
  /** Added, or back again. */
  readonly added: number;
  readonly dropped: number;
  readonly pace: number;
  /** How much arrives meanwhile; only where that is counted. */
  readonly arrivals: number;
}

export interface ForecastMove {
  readonly from: number;
  readonly to: number;
  /** Undefined for a number: whatever is finished counts, and nothing is added to it. */
  readonly changes: Changes | undefined;
  readonly count: { readonly before: number; readonly after: number };
  /** Items a week, expected of the coming four weeks. */
  readonly pace: { readonly before: number; readonly after: number };
  readonly arrivals: { readonly before: number; readonly after: number } | undefined;
  /** The dates, as days; undefined where too far to tell. */
  readonly when: { readonly before: number | undefined; readonly after: number | undefined };
  /** Undefined where either date is. */
  readonly parts: MoveParts | undefined;
}

/** What happened to the wanted items between two points. */
export function changesBetween({ asked: { history, wanted, days } }: ForecastRecord, from: Point, to: Point): Changes {
  const changes = {
    added: [] as string[],
    cameBack: [] as string[],
    finished: [] as string[],
    dropped: [] as string[],
  };
  if (typeof wanted === "number") return changes;
  // As the count has it: what is finished on a point's own day is still to do there.
  const at = (flow: (typeof history.items)[number], point: Point) => {
    const { state, finishedAt } = standingAt(flow, point.at);
    return state === "finished" && finishedAt >= days.start(point.day) ? "open" : state;
  };
  for (const flow of history.items) {
    if (!wanted(flow.item)) continue;
    const before = at(flow, from);
    const after = at(flow, to);
    if (before === after) continue;
    if (before === "absent") changes.added.push(flow.item);
    else if (before !== "open" && !(before === "finished" && after === "dropped")) changes.cameBack.push(flow.item);
    if (after === "finished") changes.finished.push(flow.item);
    else if (after === "dropped" && before !== "finished") changes.dropped.push(flow.item);
  }
  return changes;
}

/**
 * Splits a move by Shapley's values over what changed: time, items finished, added, dropped, the pace, and what arrives.
 * `counts` says how many each change was about; `dayOf` gives the date of any mix of what was and what is.
 */
export function splitMove(
  before: Setting,
  after: Setting,
  counts: Readonly<Record<"added" | "finished" | "dropped", number>>,
  dayOf: (setting: Setting) => number,
): MoveParts {
  const causes: readonly { name: keyof MoveParts; is: boolean }[] = [
    { name: "time", is: before.start !== after.start },
    { name: "finished", is: counts.finished > 0 },
    { name: "added", is: counts.added > 0 },
    { name: "dropped", is: counts.dropped > 0 },
    { name: "pace", is: before.pace !== after.pace },
    { name: "arrivals", is: before.arrivals !== after.arrivals },
  ];
  const players = causes.filter(({ is }) => is).map(({ name }) => name);
  const shares = shapleyValues(players.length, (set) => {
    const has = (name: keyof MoveParts): boolean =>
      players.includes(name) && (set & (1 << players.indexOf(name))) !== 0;
    const change = (name: keyof typeof counts): number => (has(name) ? counts[name] : 0);
    return dayOf({
      start: has("time") ? after.start : before.start,
      // Finished before they were added, in some orders: less than none is none.
      count: Math.max(0, before.count + change("added") - change("finished") - change("dropped")),
      pace: has("pace") ? after.pace : before.pace,
      arrivals: has("arrivals") ? after.arrivals : before.arrivals,
    });
  });
  const part = (name: keyof MoveParts): number => shares[players.indexOf(name)] ?? 0;
  return {
    time: part("time"),
    finished: part("finished"),
    added: part("added"),
    dropped: part("dropped"),
    pace: part("pace"),
    arrivals: part("arrivals"),
  };
}

/** The move of the date at a confidence between two points. A date in between that is too far to tell counts as the furthest. */
export function forecastMove(record: ForecastRecord, from: Point, to: Point, confidence: number): ForecastMove {
  const changes = changesBetween(record, from, to);
  const before = settingAt(record, from);
  const after = settingAt(record, to);
  const when = { before: record.dayOf(before, confidence), after: record.dayOf(after, confidence) };
  const counts = {
    added: changes.added.length + changes.cameBack.length,
    finished: changes.finished.length,
    dropped: changes.dropped.length,
  };
  const isKnown = when.before !== undefined && when.after !== undefined;
  const dayOf = (setting: Setting) => record.dayOf(setting, confidence) ?? setting.start + record.reach;
  const weekly = ({ day }: Point) => meanAWeek(record.finishing(day));
  const arriving = ({ day }: Point) => meanAWeek(record.arriving(day));
  return {
    from: from.day,
    to: to.day,
    changes: typeof record.asked.wanted === "number" ? undefined : changes,
    count: { before: before.count, after: after.count },
    pace: { before: weekly(from), after: weekly(to) },
    arrivals: record.asked.growing ? { before: arriving(from), after: arriving(to) } : undefined,
    when,
    parts: isKnown ? splitMove(before, after, counts, dayOf) : undefined,
  };
}

/** Everything as it was at a point. */
export const settingAt = (record: ForecastRecord, point: Point): Setting => ({
  start: point.day,
  count: record.countAt(point),
  pace: point.day,
  // Where arrivals are not counted, nothing hangs on what was known of them.
  arrivals: record.asked.growing ? point.day : 0,
});
