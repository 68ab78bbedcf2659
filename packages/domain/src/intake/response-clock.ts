/**
 * The clock of a request: the working time of the team that has it, from its arrival until triage decides. It stands still
 * outside working hours and while the requester has been asked something. All instants and durations in milliseconds.
 */
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { addWorkingTime, workingTimeBetween } from "../time/working-time.ts";
import { isOpen, type RequestState } from "./triage.ts";

export interface ResponseClock {
  readonly state: RequestState;
  readonly createdAt: number;
  /** Working time already spent waiting for the requester. */
  readonly paused: number;
  readonly firstResponseHours: number;
}

const HOUR = 3_600_000;

/** The instant by which triage should have decided; null while the requester is asked, and once it is decided. */
export function respondBy(clock: ResponseClock, calendar: WorkingCalendar): number | null {
  if (clock.state !== "new") return null;
  return addWorkingTime(calendar, clock.createdAt, clock.firstResponseHours * HOUR + clock.paused);
}

/** Working time a request has waited for the team until `until`, pauses taken off. */
export function waited(
  clock: Pick<ResponseClock, "createdAt" | "paused"> & { readonly askedAt: number | null },
  calendar: WorkingCalendar,
  until: number,
): number {
  const end = clock.askedAt === null ? until : Math.min(until, clock.askedAt);
  return Math.max(0, workingTimeBetween(calendar, clock.createdAt, end) - clock.paused);
}

/** What a pause that ends now adds to `paused`. */
export function pauseEnded(
  calendar: WorkingCalendar,
  askedAt: number | null,
  now: number,
  state: RequestState,
): number {
  return askedAt === null || !isOpen(state) ? 0 : Math.max(0, workingTimeBetween(calendar, askedAt, now));
}
