import { DAY } from "../../time/civil-date.ts";
import type { CalendarPlan, Shift } from "../../time/working-calendar.ts";
import { localTime, type ZoneOffsets } from "../../time/zone-offsets.ts";

const HOUR = 3_600_000;
/** Monday, 5 January 1970 in local time. */
const MONDAY = 4 * DAY;

/** A week in which every hour is working time. */
export const allHours = (zone: ZoneOffsets): CalendarPlan => ({
  zone,
  week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
  exceptions: [],
});

/**
 * The hours of the week in which things were seen to happen: the busiest ones that hold `share` of the instants together, as
 * a calendar. Undefined where these are most of the week, or where there are too few instants to tell (under 60).
 */
export function seenHours(instants: readonly number[], zone: ZoneOffsets, share: number): CalendarPlan | undefined {
  if (instants.length < 60) return undefined;
  const counts = new Float64Array(168);
  for (const at of instants) {
    const hour = Math.floor((localTime(zone, at) - MONDAY) / HOUR) % 168;
    counts[hour < 0 ? hour + 168 : hour]! += 1;
  }
  const byCount = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const chosen = new Set<number>();
  let held = 0;
  for (const hour of byCount) {
    if (held >= share * instants.length) break;
    chosen.add(hour);
    held += counts[hour]!;
  }
  // Taken for all hours where they are two thirds of the week: an hour left out by chance would stop everything for it.
  if (chosen.size > 112) return undefined;
  const week = Array.from({ length: 7 }, (_, day) => {
    const shifts: Shift[] = [];
    for (let hour = 0; hour < 24; hour++) {
      if (!chosen.has(day * 24 + hour)) continue;
      const last = shifts.at(-1);
      if (last?.to === hour * 60) shifts[shifts.length - 1] = { from: last.from, to: last.to + 60 };
      else shifts.push({ from: hour * 60, to: hour * 60 + 60 });
    }
    return shifts;
  });
  return { zone, week, exceptions: [] };
}
