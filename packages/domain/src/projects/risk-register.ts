/**
 * The risk register of a project as numbers: how likely each risk is, and what it does to durations and costs of which
 * activities. D. Hulett, "Integrated Cost-Schedule Risk Analysis" (2011), the risk driver method: one risk may touch many
 * activities, and is what makes them late together. See docs/methods/project-risk.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { ThreePoints } from "../numbers/triangular.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import type { ActivityNetwork } from "./activity-network.ts";

/** What a risk does where it strikes. Within one risk everything is drawn at the same quantile: bad is bad everywhere. */
export interface RiskEffect {
  /** Activities by name, `all` of them, or the `project` once, as a whole. */
  readonly on: readonly string[] | "all" | "project";
  /** What durations are multiplied by, as least, likely, most; below 1 is a chance rather than a threat. Not on `project`. */
  readonly durationTimes?: ThreePoints;
  /** What is added to durations, in their unit; on `project`, to the finish. */
  readonly durationPlus?: ThreePoints;
  /** What costs are multiplied by. */
  readonly costTimes?: ThreePoints;
  /** What is added to the cost of each activity, or once to that of the project. */
  readonly costPlus?: ThreePoints;
}

export interface ProjectRisk {
  readonly name: string;
  /** 0 to 1. A risk that is certain (1) is an uncertainty with a name. */
  readonly likelihood: number;
  readonly effects: readonly RiskEffect[];
}

export interface ActivityCost {
  /** Whatever it takes long or short; one number, or an estimate. */
  readonly fixed?: number | ThreePoints;
  /** Per unit of the activity's duration: what people and machines cost while it goes on. */
  readonly rate?: number;
}

export interface RiskPlan {
  readonly network: ActivityNetwork;
  /** Durations that are uncertain by themselves, by activity; the others are as planned. */
  readonly estimates?: ReadonlyMap<string, ThreePoints>;
  readonly costs?: ReadonlyMap<string, ActivityCost>;
  /** Cost per unit of the time from the plan's start to the finish: what goes on until the project ends. */
  readonly overheadRate?: number;
  readonly risks: readonly ProjectRisk[];
  /** In whose working time a delay of the whole project is counted; around the clock when absent. */
  readonly calendar?: WorkingCalendar;
}

export type RiskRefusal =
  | "unknown_name"
  | "duplicate_name"
  | "not_probability"
  | "no_effect"
  | "bad_effect"
  | "bad_duration"
  | "bad_cost"
  | "unordered"
  | "not_finite"
  | "not_count"
  | "too_many";

/** Most risks of a register. */
const MOST_RISKS = 1_000;

/**
 * Refuses what cannot be drawn: names unknown or twice, likelihoods outside 0 to 1, a risk without effect (`no_effect`),
 * factors below zero or on the project's own duration (`bad_effect`), costs below zero (`bad_cost`), durations below
 * zero (`bad_duration`). Whether the points of an estimate are in order is checked where they are tabulated.
 */
export function checkRisks({ network, estimates, costs, overheadRate = 0, risks }: RiskPlan): void {
  if (risks.length > MOST_RISKS) refuse("too_many", `A register holds at most ${MOST_RISKS} risks.`);
  const known = new Set(network.names);
  for (const [name, points] of estimates ?? []) {
    if (!known.has(name)) refuse("unknown_name", `There is no activity "${name}" to estimate.`);
    if (points.least < 0) refuse("bad_duration", `The least duration of "${name}" is below zero: ${points.least}.`);
  }
  for (const [name, { fixed = 0, rate = 0 }] of costs ?? []) {
    if (!known.has(name)) refuse("unknown_name", `There is no activity "${name}" to cost anything.`);
    const least = typeof fixed === "number" ? fixed : fixed.least;
    for (const cost of [least, rate]) {
      if (!(cost >= 0 && cost < Infinity))
        refuse("bad_cost", `Costs of "${name}" must be zero or more; one is ${cost}.`);
    }
  }
  if (!(overheadRate >= 0 && overheadRate < Infinity)) {
    refuse("bad_cost", `What the project costs per unit of time must be zero or more; it is ${overheadRate}.`);
  }
  const names = new Set<string>();
  for (const [i, risk] of risks.entries()) {
    if (names.has(risk.name)) refuse("duplicate_name", `Two risks are named "${risk.name}".`, i);
    names.add(risk.name);
    if (!(risk.likelihood >= 0 && risk.likelihood <= 1)) {
      refuse("not_probability", `The likelihood of "${risk.name}" must be from 0 to 1; it is ${risk.likelihood}.`, i);
    }
    if (risk.effects.length === 0) refuse("no_effect", `"${risk.name}" has no effect: say on what, and how much.`, i);
    for (const effect of risk.effects) checkEffect(effect, risk.name, known, i);
  }
}

function checkEffect(effect: RiskEffect, risk: string, known: ReadonlySet<string>, at: number): void {
  const { on, durationTimes, durationPlus, costTimes, costPlus } = effect;
  if (typeof on !== "string") {
    for (const name of on)
      if (!known.has(name)) refuse("unknown_name", `"${risk}" strikes "${name}", which is no activity.`, at);
    if (on.length === 0) refuse("no_effect", `An effect of "${risk}" names no activity.`, at);
  }
  if (!durationTimes && !durationPlus && !costTimes && !costPlus) {
    refuse("no_effect", `An effect of "${risk}" changes neither duration nor cost.`, at);
  }
  for (const factor of [durationTimes, costTimes]) {
    if (factor && factor.least < 0)
      refuse("bad_effect", `"${risk}" multiplies by less than zero: ${factor.least}.`, at);
  }
  if (on === "project" && durationTimes) {
    refuse("bad_effect", `"${risk}" multiplies the project's duration: let it strike "all" activities instead.`, at);
  }
}

function refuse(code: RiskRefusal, message: string, at?: number): never {
  throw new RefusedInput<RiskRefusal>(code, message, at);
}
