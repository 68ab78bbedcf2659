/** Days as a team has them: where each begins, and how much of it is worked. Days count from 1970-01-01. */
import { DAY } from "../time/civil-date.ts";
import { instantAt, localTime, type ZoneOffsets } from "../time/zone-offsets.ts";

export interface TeamDays {
  /** The instant at which a day begins. */
  readonly start: (day: number) => number;
  /** The day an instant falls on. */
  readonly of: (at: number) => number;
  /** How much of a usual day is worked: 0 on a holiday, 1 as usual. The shape of the week is no part of it. */
  readonly share: (day: number) => number;
}

/** Days of a zone; every day is worked as usual unless told. */
export function teamDays(zone: ZoneOffsets, share: (day: number) => number = () => 1): TeamDays {
  return {
    start: (day) => instantAt(zone, day * DAY),
    of: (at) => Math.floor(localTime(zone, at) / DAY),
    share,
  };
}
