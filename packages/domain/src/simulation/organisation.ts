import type { Duration } from "./durations.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";

/** A described organisation that can be simulated. Names are unique within their kind; all times are milliseconds. */
export interface Organisation {
  readonly teams: readonly SimulatedTeam[];
  /** In the order work goes through them. */
  readonly stages: readonly SimulatedStage[];
  readonly channels: readonly SimulatedChannel[];
  readonly classes?: readonly ServiceClass[];
  readonly interruptions?: readonly InterruptionSource[];
}

export interface SimulatedTeam {
  readonly name: string;
  readonly people: readonly SimulatedPerson[];
  /** Absent: always at work. */
  readonly calendar?: WorkingCalendar;
  /** The order in which ready items are pulled; `first_in` if absent. Ties go by the time they became ready. */
  readonly order?: "first_in" | "oldest" | "class" | "due" | "cost_of_delay";
  /** Of several stages, the later one first (finish before starting, the default), or the best item of all by `order`. */
  readonly pull?: "finish_first" | "by_order";
}

export interface SimulatedPerson {
  readonly name: string;
  readonly skills?: readonly string[];
  /** Share of working time given to this work, above 0 to 1; 1 if absent. */
  readonly capacity?: number;
  /** Absent: the team's. */
  readonly calendar?: WorkingCalendar;
}

export interface SimulatedStage {
  readonly name: string;
  /** `queue`: items wait until the next stage has room. `active`: people of the team work on them. `done`: the end. */
  readonly kind: "queue" | "active" | "done";
  /** Whose stage it is; needed for active stages. A move to another team's stage is a hand-off. */
  readonly team?: string;
  /** Work one visit takes, in time of one person at work; needed for active stages. */
  readonly effort?: Duration;
  /**
   * How long a visit lies still by itself, in the team's working time (in clock time where it is nobody's): in a queue
   * before it may go on, in an active stage at some point of the work, while nobody is busy with it. Drawn by the same chance as
   * the effort: what takes much work lies still for long.
   */
  readonly rest?: Duration;
  /** Only people with this skill can do it. */
  readonly skill?: string;
  /** Most items in the stage at once, whether waiting, worked on, blocked or unable to move on. Work that comes back from a later stage is let in regardless. */
  readonly wipLimit?: number;
  /** Where items go from here, by chance; shares sum to 1. Not for done stages. An earlier stage is rework. */
  readonly next?: readonly { readonly stage: string; readonly share: number }[];
  /**
   * How a hand-off into this stage is answered. Absent: accepted at once. Until then the giver still has it, and a place
   * is kept for it; with `keepsPlace` false none is, and it is accepted when it has waited and there is room. What is declined
   * goes back to the giver for `redo` (a quarter if absent) of its effort, and is offered again.
   */
  readonly acceptance?: {
    readonly wait: Duration;
    readonly declined?: number;
    readonly redo?: number;
    readonly keepsPlace?: boolean;
  };
  /** Share of visits that are blocked at some point of the work, and for how long. */
  readonly blocks?: { readonly share: number; readonly wait: Duration };
}

export interface SimulatedChannel {
  readonly name: string;
  /** Time between two arrivals; with a calendar, working time. */
  readonly between: Duration;
  readonly calendar?: WorkingCalendar;
  /** The stage at which its work enters. */
  readonly stage: string;
  /** What happens while that stage is full: wait outside (the default), or be turned away. */
  readonly whenFull?: "wait" | "turned_away";
  /** Shares of classes of service, summing to 1; absent: the first class. */
  readonly classes?: Readonly<Record<string, number>>;
}

export interface ServiceClass {
  readonly name: string;
  /** Lower comes first under the order `class`. */
  readonly rank: number;
  /** Time from arrival until it is due. */
  readonly due?: Duration | undefined;
  /** What a day's delay of one item costs, for the order `cost_of_delay`. */
  readonly delayCost?: number | undefined;
}

/** Unplanned work that pushes something aside: one person of the team drops what they do, and takes it up again after. */
export interface InterruptionSource {
  readonly name: string;
  readonly team: string;
  readonly between: Duration;
  readonly duration: Duration;
  readonly calendar?: WorkingCalendar;
}
