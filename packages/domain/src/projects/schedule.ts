/**
 * Schedules a project whose activities compete for people and machines: the shortest schedule, or the one that costs
 * least, with a bound below which there is none. See docs/methods/resource-schedules.md for methods and figures.
 */
import { requireCount, RefusedInput } from "../numbers/refused-input.ts";
import { randomStream, type Seed } from "../numbers/random.ts";
import { relaxedOrders } from "./relaxed-orders.ts";
import type { ResourcePlan, Starts } from "./resource-plan.ts";
import { type LengthBounds, lengthBounds } from "./schedule-bounds.ts";
import { scheduleFaults } from "./schedule-check.ts";
import { ScheduleCostSearch } from "./schedule-cost-search.ts";
import { type CostObjective, ScheduleObjective } from "./schedule-objective.ts";
import { type ScheduleProblem, scheduleProblem } from "./schedule-problem.ts";
import { ScheduleSearch } from "./schedule-search.ts";

export interface ScheduleOptions {
  readonly seed: Seed;
  /** Schedules to generate at most: the measure of effort, the same on every machine. By default about 0.1 s of them. */
  readonly budget?: number;
  /** What is made least: the length when absent; else costs of delay, of length, and of straying from the plan in force. */
  readonly objective?: CostObjective;
  /** Which of several searches of one seed this is; each goes its own way. 0 when absent. */
  readonly island?: number;
}

export interface ScheduledActivity {
  readonly name: string;
  /** The first period it takes, and the first one after it. */
  readonly start: number;
  readonly finish: number;
  /** What its finish, and its distance from the plan in force, cost under the objective; 0 without one. */
  readonly cost: number;
}

export interface ResourceSchedule {
  /** In the order of the plan. */
  readonly activities: readonly ScheduledActivity[];
  /** The same starts bare, as the checker and other islands take them. */
  readonly starts: readonly number[];
  /** Periods until everything is done. */
  readonly length: number;
  /** What the objective makes of it; without one, its length. */
  readonly cost: number;
  /** No schedule is shorter than `bounds.best`, and none costs less than `leastCost`. */
  readonly bounds: LengthBounds;
  readonly leastCost: number;
  /** How much more it costs than the least there could be, as a share of that; undefined where that is nothing. */
  readonly gap: number | undefined;
  /** Nothing better exists. */
  readonly proven: boolean;
  /** Schedules generated to find it. */
  readonly passes: number;
}

/**
 * A search in slices: `run` as often as there is time, look at `best` in between, stop whenever. The same plan and options
 * give the same schedule however it is sliced. Several, each its own `island`, can run side by side and hand each other
 * their best (`immigrate`); where that is done after fixed numbers of passes, the answer is the same every time, too.
 */
export class ScheduleRun {
  /** Schedules it may generate. */
  readonly budget: number;
  readonly #problem: ScheduleProblem;
  readonly #bounds: LengthBounds;
  readonly #leastCost: number;
  readonly #objective: ScheduleObjective | undefined;
  readonly #search: ScheduleSearch | ScheduleCostSearch;

  /**
   * Refusals: those of `scheduleProblem` (a ring of links is a `NetworkCycle` with the ring named), `bad_curve` and
   * `bad_objective` of an objective, `not_count` for a budget under one or an island under zero, `not_finite` for a seed.
   */
  constructor(plan: ResourcePlan, options: ScheduleOptions) {
    const { objective, island = 0 } = options;
    const problem = scheduleProblem(plan, latestOf(objective?.previous));
    this.budget = options.budget ?? defaultBudget(problem.count);
    requireCount(this.budget, "The number of schedules to generate", 1);
    requireCount(island, "The number of an island");
    this.#problem = problem;
    this.#bounds = lengthBounds(problem);
    const root = randomStream(options.seed);
    const random = island === 0 ? root : root.substream(`island ${island}`);
    if (!objective) {
      this.#leastCost = this.#bounds.best;
      this.#search = new ScheduleSearch(problem, random, this.budget, this.#leastCost);
      return;
    }
    this.#objective = new ScheduleObjective(problem, objective);
    this.#leastCost = this.#objective.leastCost(this.#bounds.best);
    const first = relaxedOrders(problem, random);
    if (this.#objective.holds) first.unshift(orderOf(this.#objective.previous));
    this.#search = new ScheduleCostSearch(problem, this.#objective, random, this.budget, this.#leastCost, first);
  }

  /** Schedules generated so far. */
  get passes(): number {
    return this.#search.passes;
  }

  /** Whether the budget is spent or nothing better exists. */
  get done(): boolean {
    return this.passes >= this.budget || this.#search.proven;
  }

  /** Generates `passes` more schedules (two more at most), fewer where it is done before. */
  run(passes: number): void {
    requireCount(passes, "The number of schedules of a slice", 1);
    this.#search.run(passes);
  }

  /**
   * Takes in starts found elsewhere, in the order of the plan, for a pass or two of the budget. Refuses (`bad_schedule`)
   * starts that do not keep the plan.
   */
  immigrate(starts: Starts): void {
    const [fault] = scheduleFaults(this.#problem.plan, starts);
    if (fault !== undefined) throw new RefusedInput("bad_schedule", `This schedule does not keep the plan: ${fault}.`);
    this.#search.immigrate(starts);
  }

  /** The best schedule so far; undefined before the first slice. */
  get best(): ResourceSchedule | undefined {
    if (this.passes === 0) return undefined;
    const { starts, length } = this.#search.best;
    const objective = this.#objective;
    const cost = objective ? objective.total(starts, length) : length;
    const least = this.#leastCost;
    return {
      activities: this.#problem.plan.activities.map(({ name, duration }, j) => {
        const start = starts[j]!;
        return { name, start, finish: start + duration, cost: objective?.costOf(j, start) ?? 0 };
      }),
      starts: [...starts],
      length,
      cost,
      bounds: this.#bounds,
      leastCost: least,
      gap: cost <= least ? 0 : least > 0 ? cost / least - 1 : undefined,
      proven: this.#search.proven,
      passes: this.passes,
    };
  }
}

/** The best schedule found within the budget, all at once. Refusals as of `ScheduleRun`. */
export function schedule(plan: ResourcePlan, options: ScheduleOptions): ResourceSchedule {
  const run = new ScheduleRun(plan, options);
  run.run(run.budget);
  return run.best!;
}

/** 5,000 for up to about a hundred activities, 200 for thousands. */
function defaultBudget(count: number): number {
  return Math.max(200, Math.min(5000, Math.round(500_000 / Math.max(1, count))));
}

/** The last period that the plan in force starts anything in; what is no period is refused later. */
function latestOf(previous: CostObjective["previous"] = {}): number {
  const periods = Object.values(previous).filter(Number.isSafeInteger);
  return periods.reduce((latest, period) => Math.max(latest, period), 0);
}

/** Activities by their starts in the plan in force, those it does not have last. */
function orderOf(previous: Int32Array): Int32Array {
  const place = (j: number) => (previous[j]! < 0 ? Infinity : previous[j]!);
  const order = Int32Array.from(previous, (_, j) => j);
  return order.sort((a, b) => (place(a) === place(b) ? a - b : place(a) - place(b)));
}
