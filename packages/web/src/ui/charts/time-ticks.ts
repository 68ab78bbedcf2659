import type { Tick } from "./ticks.ts";
import { instantOf, wallClock, type WallClock } from "./zone-clock.ts";

type Unit = "minute" | "hour" | "day" | "week" | "month" | "year";
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps people cut time by, short to long, with their usual length. */
const steps: readonly (readonly [Unit, number, number])[] = [
  ["minute", 1, minute],
  ["minute", 5, 5 * minute],
  ["minute", 15, 15 * minute],
  ["minute", 30, 30 * minute],
  ["hour", 1, hour],
  ["hour", 3, 3 * hour],
  ["hour", 6, 6 * hour],
  ["hour", 12, 12 * hour],
  ["day", 1, day],
  ["day", 2, 2 * day],
  ["week", 1, 7 * day],
  ["week", 2, 14 * day],
  ["month", 1, 30.4 * day],
  ["month", 2, 61 * day],
  ["month", 3, 91.3 * day],
  ["month", 6, 182.6 * day],
  ["year", 1, 365.25 * day],
  ["year", 2, 2 * 365.25 * day],
  ["year", 5, 5 * 365.25 * day],
  ["year", 10, 10 * 365.25 * day],
  ["year", 50, 50 * 365.25 * day],
];

/**
 * At most about `count` instants inside [from, to] where the calendar of the zone turns: full hours, midnights, Mondays,
 * firsts of the month or the year. The year (of days and months) and the day (of hours) are said where they change.
 */
export function timeTicks(from: number, to: number, count: number, zone: string): Tick[] {
  if (!(Number.isFinite(from) && Number.isFinite(to)) || to < from) return [];
  const wanted = (to - from) / Math.max(1, count);
  const [unit, every] = steps.find(([, , length]) => length >= wanted) ?? ["year", 100, 0];
  const ticks: Tick[] = [];
  let context = "";
  let at = startOf(from, unit, every, zone);
  for (let guard = 0; at <= to && guard < 500; guard += 1) {
    if (at >= from) {
      const clock = wallClock(at, zone);
      const around = contextOf(clock, unit);
      ticks.push({ value: at, text: textOf(clock, unit), ...(around === context ? {} : { context: around }) });
      context = around;
    }
    const next = after(at, unit, every, zone);
    if (next <= at) break;
    at = next;
  }
  return ticks;
}

/** The last turn of the unit at or before an instant. */
function startOf(at: number, unit: Unit, every: number, zone: string): number {
  const clock = wallClock(at, zone);
  const { year, month, day: date } = clock;
  const down = (value: number) => value - (value % every);
  switch (unit) {
    case "minute":
      return instantOf({ ...clock, minute: down(clock.minute) }, zone);
    case "hour":
      return instantOf({ ...clock, hour: down(clock.hour), minute: 0 }, zone);
    case "day":
      return instantOf({ year, month, day: 1 + down(date - 1) }, zone);
    case "week": {
      // Counted from a Monday long ago, so that every second week stays the same one wherever the axis begins.
      const days = Math.floor(Date.UTC(year, month - 1, date) / day) + 3;
      return instantOf({ year, month, day: date - (days % (7 * every)) }, zone);
    }
    case "month":
      return instantOf({ year, month: 1 + down(month - 1) }, zone);
    default:
      return instantOf({ year: down(year), month: 1 }, zone);
  }
}

function after(at: number, unit: Unit, every: number, zone: string): number {
  const clock = wallClock(at, zone);
  const { year, month, day: date } = clock;
  switch (unit) {
    case "minute":
      return at + every * minute;
    case "hour":
      // Half a step further lands in the next one even where the clocks change between.
      return startOf(at + every * 1.5 * hour, "hour", every, zone);
    case "day": {
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
      // Every second day starts anew on the first, which is more worth naming than an even spacing.
      return date + every > last
        ? instantOf({ year, month: month + 1 }, zone)
        : instantOf({ year, month, day: date + every }, zone);
    }
    case "week":
      return instantOf({ year, month, day: date + 7 * every }, zone);
    case "month":
      return instantOf({ year, month: month + every }, zone);
    default:
      return instantOf({ year: year + every, month: 1 }, zone);
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function textOf({ year, month, day: date, hour: h, minute: m }: WallClock, unit: Unit): string {
  if (unit === "year") return `${year}`;
  const name = months[month - 1] ?? "";
  if (unit === "month") return name;
  if (unit === "day" || unit === "week") return `${date} ${name}`;
  return `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
}

function contextOf({ year, month, day: date }: WallClock, unit: Unit): string {
  if (unit === "year") return "";
  return unit === "hour" || unit === "minute" ? `${date} ${months[month - 1] ?? ""}` : `${year}`;
}
