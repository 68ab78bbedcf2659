/** Instants across a window for drawing what changes in it. */
import { DAY } from "../time/civil-date.ts";
import { instantAt, localTime, type ZoneOffsets } from "../time/zone-offsets.ts";
import { calendarCuts } from "./calendar-cuts.ts";
import { requireWindow, type Window } from "./window.ts";

const MINUTE = DAY / 1440;
const minutes = [1, 5, 15, 30, 60, 120, 180, 360, 720] as const;

/**
 * At most about `most` rising instants from `from` to `to`, both included: every so many minutes or hours, or local midnights every
 * so many days, so that each reads as a time people know.
 */
export function evenInstants(zone: ZoneOffsets, window: Window, most: number): number[] {
  requireWindow(window);
  const { from, to } = window;
  const wanted = (to - from) / Math.max(1, most - 2);
  const step = minutes.find((each) => each * MINUTE >= wanted);
  const inside: number[] = [];
  if (step !== undefined) {
    // Counted on the wall clock: six o'clock in the zone, not in Greenwich.
    const length = step * MINUTE;
    for (let local = Math.ceil(localTime(zone, from) / length) * length; ; local += length) {
      const at = instantAt(zone, local);
      if (at >= to) break;
      if (at > (inside.at(-1) ?? from)) inside.push(at);
    }
  } else {
    const every = Math.ceil(wanted / DAY);
    for (const [index, at] of calendarCuts(zone, window, "day").entries()) if (index % every === 0) inside.push(at);
  }
  return [from, ...inside.filter((at) => at > from && at < to), to];
}
