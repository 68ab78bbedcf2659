/**
 * Working calendars: a weekly pattern, days that differ from it, and a zone, turned once into sorted stretches of
 * working time with prefix sums, so that every question afterwards is a binary search (see `working-time.ts`).
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { DAY, dayNumber, MINUTE, weekday } from "./civil-date.ts";
import { checkZone, instantAt, type ZoneOffsets } from "./zone-offsets.ts";

/** Minutes after local midnight, `from` in [0, 1440), `to` in (from, from + 1440]: 1320–1800 is a night shift. */
export interface Shift {
  readonly from: number;
  readonly to: number;
}

export interface CalendarPlan {
  readonly zone: ZoneOffsets;
  /** Seven days, Monday first; each lists its shifts in order. A shift belongs to the day on which it begins. */
  readonly week: readonly (readonly Shift[])[];
  /** Days that differ: a holiday has no shifts, a special working day has its own. */
  readonly exceptions: readonly { readonly date: string; readonly shifts: readonly Shift[] }[];
}

/**
 * Stretches of working time in order; `before[i]` is the working time ahead of stretch i, and one more entry at the
 * end holds their sum. Milliseconds throughout.
 */
export interface Stretches {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
}

/**
 * `core` covers [from, until), the weeks in which a holiday, a special day or a change of the clocks occurs. On either
 * side the plain `week` repeats without end, its stretches counted from local Monday midnight.
 */
export interface WorkingCalendar {
  readonly zone: ZoneOffsets;
  readonly from: number;
  readonly until: number;
  readonly core: Stretches;
  readonly week: Stretches;
}

export const WEEK = 7 * DAY;

/**
 * Builds a calendar. Cost and size are proportional to the weeks between the first and the last irregularity (ten
 * years of two shifts a day: about 7,000 stretches).
 *
 * Refuses: `bad_week` (not seven days), `bad_shift` (outside its bounds, or overlapping the one before),
 * `no_working_time` (the week has none), `bad_date`, `duplicate_date`, `bad_zone`, `calendar_too_long` (over 200 years).
 */
export function workingCalendar(plan: CalendarPlan): WorkingCalendar {
  checkZone(plan.zone);
  if (plan.week.length !== 7) {
    throw new RefusedInput("bad_week", `A week has seven days, Monday first; this one has ${plan.week.length}.`);
  }
  for (const [day, shifts] of plan.week.entries()) checkShifts(shifts, `Day ${day} of the week`);
  const exceptions = new Map<number, readonly Shift[]>();
  for (const { date, shifts } of plan.exceptions) {
    const day = dayNumber(date);
    checkShifts(shifts, date);
    if (exceptions.has(day)) throw new RefusedInput("duplicate_date", `${date} is listed twice in the calendar.`);
    exceptions.set(day, shifts);
  }
  const week = plainWeek(plan.week);
  if (week.before.at(-1) === 0) {
    throw new RefusedInput("no_working_time", "The week has no working time: give at least one day a shift.");
  }
  const [first, last] = irregularWeeks(exceptions, plan.zone);
  if (last - first > 200 * 366) {
    throw new RefusedInput(
      "calendar_too_long",
      "A calendar holds at most 200 years between its first and last change.",
    );
  }
  const from = instantAt(plan.zone, first * DAY);
  const until = instantAt(plan.zone, last * DAY);
  const core: [number, number][] = [];
  for (let day = first - 1; day < last; day++) {
    for (const shift of exceptions.get(day) ?? plan.week[weekday(day)]!) {
      const start = instantAt(plan.zone, day * DAY + shift.from * MINUTE);
      const end = instantAt(plan.zone, day * DAY + shift.to * MINUTE);
      core.push([Math.max(start, from), Math.min(end, until)]);
    }
  }
  return { zone: plan.zone, from, until, core: stretches(core), week };
}

function checkShifts(shifts: readonly Shift[], where: string): void {
  let previous = 0;
  for (const { from, to } of shifts) {
    if (!(from >= previous && from < 1440 && to > from && to <= from + 1440)) {
      const message = `${where}: the shift from minute ${from} to ${to} is empty, out of order or longer than a day.`;
      throw new RefusedInput("bad_shift", message);
    }
    previous = to;
  }
}

/** The pattern on a wall clock that never changes; what runs past Sunday midnight comes back on Monday. */
function plainWeek(days: readonly (readonly Shift[])[]): Stretches {
  const pieces: [number, number][] = [];
  for (const [day, shifts] of days.entries()) {
    for (const shift of shifts) {
      const start = day * DAY + shift.from * MINUTE;
      const end = day * DAY + shift.to * MINUTE;
      pieces.push([start, Math.min(end, WEEK)]);
      if (end > WEEK) pieces.push([0, end - WEEK]);
    }
  }
  return stretches(pieces);
}

/** Mondays (day numbers) before the first and after the last irregularity, with a plain week of margin on each side. */
function irregularWeeks(exceptions: ReadonlyMap<number, unknown>, zone: ZoneOffsets): [number, number] {
  const days = [...exceptions.keys(), ...zone.transitions.map(({ at }) => Math.floor(at / DAY))];
  if (days.length === 0) return [4, 4];
  let low = Infinity;
  let high = -Infinity;
  for (const day of days) {
    low = Math.min(low, day);
    high = Math.max(high, day);
  }
  return [low - weekday(low) - 7, high - weekday(high) + 14];
}

/** Sorts, drops what is empty and joins what touches or overlaps. */
function stretches(pieces: [number, number][]): Stretches {
  pieces.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [start, end] of pieces) {
    if (end <= start) continue;
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  const before = new Float64Array(joined.length + 1);
  for (const [i, [start, end]] of joined.entries()) before[i + 1] = before[i]! + end - start;
  return {
    starts: Float64Array.from(joined, ([start]) => start),
    ends: Float64Array.from(joined, ([, end]) => end),
    before,
  };
}
