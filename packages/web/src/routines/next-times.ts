import { DAY, dayNumber, MINUTE, weekday, writtenDate } from "@throughline/domain/time/civil-date";
import type { Calendar } from "./calendar-rule.ts";

/** No calendar of ours looks further ahead: one that found nothing by then never comes up. */
const daysAhead = 40_000;

/**
 * The next moments at which a calendar comes up, ascending, in milliseconds since 1970; counted like the server does, so that
 * what is shown while one types is what will be.
 * @param startsOn `YYYY-MM-DD`; intervals count from it (weeks from its Monday, months from its month)
 */
export function nextTimes(calendar: Calendar, startsOn: string, zone: string, after: number, count: number): number[] {
  const start = dayNumber(startsOn);
  const first = Math.max(start, Math.floor((after + offsetAt(zone, after)) / DAY) - 1);
  const times = [...new Set(calendar.times)]
    .toSorted()
    .map((time) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE);
  const found: number[] = [];
  for (let day = first; day < first + daysAhead && found.length < count; day += 1) {
    if (!comesUp(calendar, start, day)) continue;
    for (const time of times) {
      const instant = instantOf(zone, day * DAY + time);
      // Two times may be one moment where the clocks skip an hour.
      if (instant > after && instant > (found.at(-1) ?? -Infinity) && found.length < count) found.push(instant);
    }
  }
  return found;
}

function comesUp(
  { unit, interval, days, monthBy, date, nth, ...calendar }: Calendar,
  start: number,
  day: number,
): boolean {
  switch (unit) {
    case "own":
      return false;
    case "day":
      return (day - start) % interval === 0;
    case "week": {
      const weeks = (day - weekday(day) - (start - weekday(start))) / 7;
      return weeks % interval === 0 && days.includes(weekday(day));
    }
    case "month": {
      if ((monthOf(day) - monthOf(start)) % interval !== 0) return false;
      const dateOfDay = Number(writtenDate(day).slice(8));
      if (monthBy === "date") return date === -1 ? monthOf(day + 1) !== monthOf(day) : dateOfDay === date;
      if (weekday(day) !== calendar.weekday) return false;
      return nth === -1 ? monthOf(day + 7) !== monthOf(day) : Math.ceil(dateOfDay / 7) === nth;
    }
  }
}

function monthOf(day: number): number {
  const date = writtenDate(day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

/** The day an instant falls on in a zone. */
export const dayAt = (zone: string, instant: number): string =>
  writtenDate(Math.floor((instant + offsetAt(zone, instant)) / DAY));

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds a zone's wall clock is ahead of UTC at an instant. */
function offsetAt(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(
    part["year"] ?? 1970,
    (part["month"] ?? 1) - 1,
    part["day"] ?? 1,
    part["hour"] ?? 0,
    part["minute"] ?? 0,
    part["second"] ?? 0,
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which a zone's wall clock shows `wall`: the first where it shows it twice, and where it never does, as much
 * after the change as `wall` is past it (the "compatible" rule of Temporal and RFC 5545).
 */
function instantOf(zone: string, wall: number): number {
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  if (before === after || offsetAt(zone, wall - before) === before) return wall - before;
  return offsetAt(zone, wall - after) === after ? wall - after : wall - before;
}
