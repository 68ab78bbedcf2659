import type { CalendarPlan } from "../../time/working-calendar.ts";
import type { ServiceClass, SimulatedTeam } from "../organisation.ts";

/** What is known of an organization beside its history. */
export interface KnownFacts {
  readonly teams: readonly KnownTeam[];
  /** WIP limits by stage. */
  readonly limits: ReadonlyMap<string, number>;
  readonly classes: readonly ServiceClass[];
  /** How an item came in, and its class; both in words or ids that are shown again. */
  readonly channelOf: (item: string) => string;
  readonly classOf: (item: string) => string;
}

export interface KnownTeam {
  readonly id: string;
  readonly members: number;
  readonly calendar: CalendarPlan;
  readonly order: NonNullable<SimulatedTeam["order"]>;
}

export interface FitSpan {
  readonly from: number;
  readonly until: number;
}
