/** What an activity network is made of, and how a plan that cannot be computed is refused. */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";

/**
 * What must come before what: finish-to-start, start-to-start, finish-to-finish, start-to-finish. The first letter is
 * the point of the predecessor, the second that of the successor, which may not come earlier.
 */
export type LinkKind = "FS" | "SS" | "FF" | "SF";

export interface PlannedActivity {
  readonly name: string;
  /**
   * Zero (a milestone) or more: working milliseconds in its calendar, or any unit where the plan has no calendars and
   * its times are in that unit too.
   */
  readonly duration: number;
  /** Around the clock when absent. */
  readonly calendar?: WorkingCalendar;
  /** It may not start before this instant. */
  readonly notBefore?: number;
  /** It must finish by this instant; where it cannot, float is negative by as much. */
  readonly mustFinishBy?: number;
}

export interface PlannedLink {
  readonly from: string;
  readonly to: string;
  /** FS when absent. */
  readonly kind?: LinkKind;
  /** Working time in the successor's calendar between the two points; negative is a lead. Zero when absent. */
  readonly lag?: number;
  /** Count the lag around the clock instead (concrete cures on Sunday, too). */
  readonly elapsed?: boolean;
}

export interface NetworkPlan {
  /** The instant before which nothing starts. */
  readonly start: number;
  readonly activities: readonly PlannedActivity[];
  readonly links: readonly PlannedLink[];
}

export type NetworkRefusal =
  | "cycle"
  | "duplicate_name"
  | "unknown_name"
  | "bad_duration"
  | "bad_lag"
  | "bad_date"
  | "too_many";

/** Thrown when activities wait for each other in a ring: `cycle` names them in order, the first again at the end. */
export class NetworkCycle extends RefusedInput<NetworkRefusal> {
  readonly cycle: readonly string[];

  constructor(cycle: readonly string[]) {
    super("cycle", `These activities wait for each other: ${cycle.join(" → ")}. Take one of these links away.`);
    this.cycle = cycle;
  }
}

/** Refuses a duration that is negative or no number. */
export function checkDuration(duration: number, name: string): void {
  if (duration >= 0 && duration < Infinity) return;
  const message = `The duration of "${name}" must be zero or more and finite; it is ${duration}.`;
  throw new RefusedInput<NetworkRefusal>("bad_duration", message);
}

/** Refuses an instant that is no number; `undefined`, no constraint, passes. */
export function checkDate(instant: number | undefined, what: string): void {
  if (instant === undefined || Number.isFinite(instant)) return;
  throw new RefusedInput<NetworkRefusal>("bad_date", `${what} must be an instant in milliseconds; it is ${instant}.`);
}

/** Refuses a lag that is no number. */
export function checkLag(link: PlannedLink): void {
  if (Number.isFinite(link.lag ?? 0)) return;
  const message = `The lag from "${link.from}" to "${link.to}" must be finite; it is ${link.lag}.`;
  throw new RefusedInput<NetworkRefusal>("bad_lag", message);
}
