import { WEEK } from "../time/working-calendar.ts";
import type { Stretches, WorkingCalendar } from "../time/working-calendar.ts";

/**
 * When work begins and ends by a calendar, from `from` to `until` (epoch milliseconds): begin, end, begin, end … rising, stretches
 * that touch joined. The first begin may lie before `from`, when work is under way then.
 */
export function shiftBoundaries(calendar: WorkingCalendar, from: number, until: number): Float64Array {
  const bounds: number[] = [];
  const add = (start: number, end: number): void => {
    if (end <= from || start >= until) return;
    if (bounds.at(-1) === start) bounds[bounds.length - 1] = end;
    else bounds.push(start, end);
  };
  const addAll = (stretches: Stretches, anchor: number, low: number, high: number): void => {
    for (let i = 0; i < stretches.starts.length; i++) {
      const start = Math.max(stretches.starts[i]! + anchor, low);
      const end = Math.min(stretches.ends[i]! + anchor, high);
      if (start < end) add(start, end);
    }
  };
  // Before the irregular weeks and after them the plain week repeats.
  if (from < calendar.from) {
    for (
      let week = calendar.from - Math.ceil((calendar.from - from) / WEEK) * WEEK;
      week < Math.min(calendar.from, until);
      week += WEEK
    ) {
      addAll(calendar.week, week, week, calendar.from);
    }
  }
  addAll(calendar.core, 0, calendar.from, calendar.until);
  const first =
    from > calendar.until ? calendar.until + Math.floor((from - calendar.until) / WEEK) * WEEK : calendar.until;
  for (let week = first; week < until; week += WEEK) addAll(calendar.week, week, week, Infinity);
  return Float64Array.from(bounds);
}
