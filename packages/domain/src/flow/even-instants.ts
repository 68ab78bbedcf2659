/** Instants across a window for drawing what changes in it. */
import { DAY } from "../time/civil-date.ts";
import type { ZoneOffsets } from "../time/zone-offsets.ts";
import { calendarCuts } from "./calendar-cuts.ts";
import { requireWindow, type Window } from "./window.ts";

const HOUR = DAY / 24;
const hours = [1, 2, 3, 6, 12] as const;

/**
 * At most about `most` rising instants from `from` to `to`, both included: every so many hours, or local midnights every
 * so many days, so that each reads as a time people know.
 */
export function evenInstants(zone: ZoneOffsets, window: Window, most: number): number[] {
  requireWindow(window);
  const { from, to } = window;
  const wanted = (to - from) / Math.max(1, most - 2);
  const step = hours.find((each) => each * HOUR >= wanted);
  const inside: number[] = [];
  if (step !== undefined) {
    for (let at = Math.ceil(from / (step * HOUR)) * step * HOUR; at < to; at += step * HOUR) inside.push(at);
  } else {
    const every = Math.ceil(wanted / DAY);
    for (const [index, at] of calendarCuts(zone, window, "day").entries()) if (index % every === 0) inside.push(at);
  }
  return [from, ...inside.filter((at) => at > from && at < to), to];
}
