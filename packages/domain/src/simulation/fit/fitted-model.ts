/** An organisation read out of its history, as plain data: what a server sends and a browser simulates. */
import type { CalendarPlan } from "../../time/working-calendar.ts";
import type { Duration } from "../durations.ts";
import type { ServiceClass, SimulatedTeam } from "../organisation.ts";
import type { ItemUnderWay } from "../simulation.ts";

/** Names of teams, stages and classes are the ids they have in the history. Times in milliseconds. */
export interface FittedModel {
  /** What of the history it was fitted to; `until` is where a what-if begins. */
  readonly from: number;
  readonly until: number;
  readonly calendars: readonly CalendarPlan[];
  readonly teams: readonly FittedTeam[];
  readonly stages: readonly FittedStage[];
  readonly channels: readonly FittedChannel[];
  readonly classes: readonly ServiceClass[];
  readonly interruptions: readonly FittedInterruptions[];
  readonly underWay: readonly ItemUnderWay[];
  /** Items that have stood longer in a stage than any that left it: they stay there and take nobody's time. */
  readonly standing: readonly { readonly stage: string; readonly count: number }[];
}

export interface FittedTeam {
  readonly id: string;
  /** As told; 0 where nobody was. */
  readonly members: number;
  /** How many are simulated; fewer than the members where history shows that fewer work on this at once. */
  readonly people: number;
  /** How many items went on at once when there were many: a person with several takes turns. */
  readonly atOnce: number;
  /** Most items that were being worked on at once. */
  readonly most: number;
  /** Whether more work than that was seen not to go on any faster. */
  readonly isLimitSeen: boolean;
  /** Share of each person's working time for this work. */
  readonly share: number;
  /** Index into `calendars`. */
  readonly calendar: number;
  /** Whose hours: the team's own, those in which things were seen to happen, or all hours. */
  readonly hours: "set" | "seen" | "all";
  readonly order: NonNullable<SimulatedTeam["order"]>;
  readonly pull: NonNullable<SimulatedTeam["pull"]>;
}

export interface FittedStage {
  readonly id: string;
  readonly kind: "queue" | "active" | "done";
  readonly team?: string | undefined;
  /** Visits that ended in the time it was fitted to. */
  readonly visits: number;
  /** Lengths of a visit without blocks and answers, in the team's working time, each as likely. */
  readonly stay: readonly number[];
  /** A visit takes this share of its length as somebody's work, and lies still for that share of it. */
  readonly effort: number;
  readonly rest: number;
  readonly limit?: number | undefined;
  /** Whose limit: the stage's own, or the most the team was seen to hold there. */
  readonly limitIs?: "set" | "seen" | undefined;
  readonly next: readonly { readonly stage: string; readonly share: number }[];
  readonly acceptance?:
    | { readonly wait: readonly number[]; readonly declined: number; readonly count: number }
    | undefined;
  readonly blocks?: { readonly share: number; readonly wait: readonly number[] } | undefined;
  /** Time average of items in it. */
  readonly meanWip: number;
}

export interface FittedChannel {
  readonly id: string;
  /** As told of its items. */
  readonly channel: string;
  readonly stage: string;
  readonly count: number;
  readonly perWeek: number;
  readonly between: Duration;
  readonly calendar: number;
  readonly classes: Readonly<Record<string, number>>;
}

export interface FittedInterruptions {
  readonly team: string;
  readonly perWeek: number;
  /** Of one of them. */
  readonly length: number;
}
