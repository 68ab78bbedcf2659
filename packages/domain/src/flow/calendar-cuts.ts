/** Where the calendar of a zone cuts time into days, weeks and months. */
import { DAY, dayNumber, weekday, writtenDate } from "../time/civil-date.ts";
import { instantAt, localTime, type ZoneOffsets } from "../time/zone-offsets.ts";
import { requireWindow, type Window } from "./window.ts";

export type Cut = "day" | "week" | "month";

/**
 * Rising instants that begin the buckets covering a window, and one that ends the last: local midnights, those of
 * Mondays, or those of firsts of the month. The first lies at or before `from`, the last at or after `to`. O(buckets).
 */
export function calendarCuts(zone: ZoneOffsets, window: Window, cut: Cut): number[] {
  requireWindow(window);
  const day = Math.floor(localTime(zone, window.from) / DAY);
  let local = cut === "day" ? day : cut === "week" ? day - weekday(day) : monthStart(day, 0);
  const cuts = [instantAt(zone, local * DAY)];
  while (cuts.at(-1)! < window.to) {
    local = cut === "day" ? local + 1 : cut === "week" ? local + 7 : monthStart(local, 1);
    const next = instantAt(zone, local * DAY);
    // A zone that skipped a whole day has no midnight of its own there.
    if (next > cuts.at(-1)!) cuts.push(next);
  }
  return cuts;
}

/** The day number of the first of the month a day is in, or of one `later`. */
function monthStart(day: number, later: 0 | 1): number {
  const first = dayNumber(`${writtenDate(day).slice(0, 7)}-01`);
  return later === 0 ? first : dayNumber(`${writtenDate(first + 31).slice(0, 7)}-01`);
}

/** The finest cut, from the one asked for on, that takes at most `most` buckets; months where even those are more. */
export function cutFor(window: Window, asked: Cut, most: number): Cut {
  const days = (window.to - window.from) / DAY;
  if (asked === "day" && days + 1 <= most) return "day";
  return asked !== "month" && days / 7 + 1 <= most ? "week" : "month";
}
