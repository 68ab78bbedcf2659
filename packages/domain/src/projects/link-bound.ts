/**
 * How one link holds one activity to another, forward and back. Times are readings: of the activity's own work clock
 * (working milliseconds since its calendar's origin), or plain instants for milestones and activities without calendar.
 * Where both keep the same calendar a link is one addition (`isDirect`); only between calendars is there anything to look up.
 */
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { addWorkingTime, earliestAt, latestAt, workClock } from "../time/working-time.ts";
import type { LinkKind } from "./network-plan.ts";

/** One end of a link: the clock its readings are of (undefined: around the clock) and the calendar lags count in. */
export interface LinkEnd {
  readonly clock: WorkingCalendar | undefined;
  readonly calendar: WorkingCalendar | undefined;
}

export interface BoundLink {
  readonly kind: LinkKind;
  readonly lag: number;
  readonly elapsed: boolean;
}

/**
 * Whether both ends read one clock and the lag counts on it, too. Then the link demands no more than a distance between
 * the two starts, and the two functions below are not needed.
 */
export function isDirect(lag: number, elapsed: boolean, from: LinkEnd, to: LinkEnd): boolean {
  if (from.clock !== to.clock) return false;
  return lag === 0 || (to.clock ? !elapsed : elapsed || !to.calendar);
}

/** The least reading at which the successor may start when the predecessor starts at reading `start`. */
export function earliestStart(
  link: BoundLink,
  from: LinkEnd,
  to: LinkEnd,
  start: number,
  fromDuration: number,
  toDuration: number,
): number {
  const { kind, lag, elapsed } = link;
  const fromFinish = kind === "FS" || kind === "FF";
  const source = fromFinish ? start + fromDuration : start;
  const held = kind === "FF" || kind === "SF" ? toDuration : 0;
  let instant = source;
  // Work ends at the end of a shift and begins at the start of one, though the clock reads the same at both.
  if (from.clock) instant = fromFinish ? earliestAt(from.clock, source) : latestAt(from.clock, source);
  if (elapsed || !to.calendar) instant += lag;
  else if (lag !== 0) instant = addWorkingTime(to.calendar, instant, lag);
  return (to.clock ? workClock(to.clock, instant) : instant) - held;
}

/** The greatest reading at which the predecessor may start so that the successor can start at reading `start`. */
export function latestStart(
  link: BoundLink,
  from: LinkEnd,
  to: LinkEnd,
  start: number,
  fromDuration: number,
  toDuration: number,
): number {
  const { kind, lag, elapsed } = link;
  const target = kind === "FF" || kind === "SF" ? start + toDuration : start;
  const held = kind === "FS" || kind === "FF" ? fromDuration : 0;
  let instant: number;
  if (elapsed || !to.calendar) instant = (to.clock ? latestAt(to.clock, target) : target) - lag;
  else if (to.clock) instant = latestAt(to.clock, target - lag);
  else instant = lag === 0 ? target : latestAt(to.calendar, workClock(to.calendar, target) - lag);
  return (from.clock ? workClock(from.clock, instant) : instant) - held;
}
