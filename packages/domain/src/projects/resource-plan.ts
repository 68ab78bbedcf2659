/** What a resource schedule is made of: activities that need people or machines, of whom there are only so many. */
import type { DelayCurve } from "../priority/sequencing/cost-of-delay.ts";
import type { LinkKind } from "./network-plan.ts";

export interface PlannedResource {
  readonly name: string;
  /**
   * Whole units available in every period, or per period from the first on; after the last one listed its value holds
   * for ever, so the list must end with a period in which every activity could be done.
   */
  readonly capacity: number | readonly number[];
}

export interface ResourceActivity {
  readonly name: string;
  /** Whole periods, zero or more, done without interruption. */
  readonly duration: number;
  /** Units needed of each resource, by its name, in every period of the duration; whole numbers. */
  readonly needs?: Readonly<Record<string, number>>;
  /** The first period in which it may start; 0 when absent. */
  readonly notBefore?: number;
  /** The period in which it has begun, or must, whatever `notBefore` says: it is not moved, and what it needs is taken first. */
  readonly begunAt?: number;
  /** What being done late costs, over its finish; counts where the objective is cost. */
  readonly delay?: DelayCurve;
}

/** As in a network, in whole periods: the lag is at least kept, never shortened. */
export interface ResourceLink {
  readonly from: string;
  readonly to: string;
  /** FS when absent. */
  readonly kind?: LinkKind;
  /** Zero when absent; negative is a lead. */
  readonly lag?: number;
}

export interface ResourcePlan {
  readonly resources: readonly PlannedResource[];
  readonly activities: readonly ResourceActivity[];
  readonly links: readonly ResourceLink[];
}

/** Starts in periods, by activity, in the order of the plan. */
export type Starts = ArrayLike<number>;
