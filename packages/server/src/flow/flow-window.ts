import type { Window } from "@throughline/domain/flow/window";
import { DAY, dayNumber } from "@throughline/domain/time/civil-date";
import { instantAt, localTime } from "@throughline/domain/time/zone-offsets";
import { zoneOffsets } from "../calendars/zone-offsets.ts";

const mostDays = 30 * 366;
/** Nothing is looked at before: years of other lengths than four figures cannot be written. */
const earliest = Date.UTC(1000, 0, 1);

export interface AskedWindow {
  /** Days as written, in the zone. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** How far back where no first day is given. */
  readonly days: number;
  readonly zone: string;
  readonly firstAt: number | undefined;
  /** Where the window ends when no last day is given. */
  readonly until: number;
  readonly now: number;
}

/**
 * From midnight of the first day to the end of the last, in the zone: never beyond now, never before the day of the first
 * event where anything happened before the end, at most 30 years.
 */
export function windowOf({ from, to, days, zone, firstAt, until, now }: AskedWindow): Window {
  const midnight = (number: number) => {
    const year = new Date(number * DAY).getUTCFullYear();
    return instantAt(zoneOffsets(zone, year - 1, year + 1), number * DAY);
  };
  const dayOf = (at: number) => {
    const year = new Date(at).getUTCFullYear();
    return Math.floor(localTime(zoneOffsets(zone, year - 1, year + 1), at) / DAY);
  };
  let end = to === undefined ? until : Math.max(Math.min(midnight(dayNumber(to) + 1), now), earliest + DAY);
  const first = firstAt === undefined || firstAt >= end ? -Infinity : midnight(dayOf(firstAt));
  const wanted = from === undefined ? midnight(dayOf(end - 1) + 1 - days) : midnight(dayNumber(from));
  const start = Math.max(wanted, first, end - mostDays * DAY, earliest);
  // Days that lie ahead, or a first day after the end of what happened: an empty day is shown.
  if (end <= start) end = start + DAY;
  return { from: start, to: end };
}
