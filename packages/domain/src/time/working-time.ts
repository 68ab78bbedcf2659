/**
 * Counting with a working calendar. Instants and durations are milliseconds; every function is O(log n) in the
 * calendar's stretches and defined for every finite instant. "Work clock" below means the working time elapsed since
 * the calendar's own origin: it stands still outside working hours.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { type Stretches, WEEK, type WorkingCalendar } from "./working-calendar.ts";

/** Working milliseconds from `from` to `to`; negative when `to` is the earlier. */
export function workingTimeBetween(calendar: WorkingCalendar, from: number, to: number): number {
  return workClock(calendar, to) - workClock(calendar, from);
}

/**
 * The instant at which `duration` of work that begins at `instant` is done. The end of a shift, not the start of the
 * next one, when it falls on both. A negative duration counts back: the latest instant from which `−duration` of work
 * ends at `instant`. Zero gives `instant` itself, working or not.
 */
export function addWorkingTime(calendar: WorkingCalendar, instant: number, duration: number): number {
  if (!Number.isFinite(duration)) {
    throw new RefusedInput("not_finite", `A duration must be a finite number of milliseconds; it is ${duration}.`);
  }
  if (duration === 0) return instant;
  const reading = workClock(calendar, instant) + duration;
  return duration > 0 ? earliestAt(calendar, reading) : latestAt(calendar, reading);
}

/** `instant` when it is working time (the start of a stretch is, its end is not), else the start of the next stretch. */
export function nextWorkingInstant(calendar: WorkingCalendar, instant: number): number {
  return Math.max(instant, latestAt(calendar, workClock(calendar, instant)));
}

/** `instant` when work can end there (the end of a stretch can, its start cannot), else the end of the stretch before. */
export function previousWorkingInstant(calendar: WorkingCalendar, instant: number): number {
  return Math.min(instant, earliestAt(calendar, workClock(calendar, instant)));
}

/** Whether work goes on at `instant` (the start of a stretch counts, its end does not). */
export function isWorkingInstant(calendar: WorkingCalendar, instant: number): boolean {
  return nextWorkingInstant(calendar, instant) === instant;
}

/**
 * The work clock's reading at an instant, in milliseconds of working time since the calendar's origin (negative before
 * it). Useful where many differences are taken: each is then one subtraction.
 */
export function workClock(calendar: WorkingCalendar, instant: number): number {
  if (!Number.isFinite(instant)) {
    throw new RefusedInput("not_finite", `An instant must be a finite number of milliseconds; it is ${instant}.`);
  }
  const { from, until, core, week } = calendar;
  if (instant >= from && instant < until) return elapsed(core, instant);
  const anchor = instant < from ? from : until;
  const weeks = Math.floor((instant - anchor) / WEEK);
  const base = instant < from ? 0 : total(core);
  return base + weeks * total(week) + elapsed(week, instant - anchor - weeks * WEEK);
}

/** The first instant at which the work clock shows `reading`: the end of a stretch at the border of two. */
export function earliestAt(calendar: WorkingCalendar, reading: number): number {
  const { from, until, core, week } = calendar;
  const whole = total(core);
  if (reading > 0 && reading <= whole) {
    const i = countBelow(core.before, reading) - 1;
    return core.starts[i]! + reading - core.before[i]!;
  }
  const [anchor, base] = reading <= 0 ? [from, 0] : [until, whole];
  const span = total(week);
  const weeks = Math.ceil((reading - base) / span) - 1;
  const rest = reading - base - weeks * span;
  const i = Math.max(0, Math.min(countBelow(week.before, rest), week.starts.length) - 1);
  return anchor + weeks * WEEK + week.starts[i]! + rest - week.before[i]!;
}

/** The last instant at which the work clock shows `reading`: the start of a stretch at the border of two. */
export function latestAt(calendar: WorkingCalendar, reading: number): number {
  const { from, until, core, week } = calendar;
  const whole = total(core);
  if (reading >= 0 && reading < whole) {
    const i = countUpTo(core.before, reading) - 1;
    return core.starts[i]! + reading - core.before[i]!;
  }
  const [anchor, base] = reading < 0 ? [from, 0] : [until, whole];
  const span = total(week);
  const weeks = Math.floor((reading - base) / span);
  const rest = reading - base - weeks * span;
  const i = Math.max(0, Math.min(countUpTo(week.before, rest), week.starts.length) - 1);
  return anchor + weeks * WEEK + week.starts[i]! + rest - week.before[i]!;
}

function total(stretches: Stretches): number {
  return stretches.before[stretches.starts.length]!;
}

function elapsed({ starts, ends, before }: Stretches, instant: number): number {
  const i = countUpTo(starts, instant) - 1;
  return i < 0 ? 0 : before[i]! + Math.min(instant, ends[i]!) - starts[i]!;
}

/** How many of the ascending numbers are ≤ x. */
function countUpTo(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers are < x. */
function countBelow(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
