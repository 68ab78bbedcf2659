/** What a schedule is judged by when it is not by length alone: costs of delay, and how far it strays from the plan in force. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { checkCurve, delayCost, type DelayCurve } from "../priority/sequencing/cost-of-delay.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

export interface CostObjective {
  /** Cost per period of the whole schedule's length; 0 when absent. */
  readonly lengthRate?: number;
  /** Starts of the plan in force, by activity name; activities it does not name are free to move. */
  readonly previous?: Readonly<Record<string, number>>;
  /** Cost of moving an activity's start by one period from where `previous` has it; 0 when absent. */
  readonly stability?: number;
}

/** The cost of schedules of one problem, in the unit of its curves. */
export class ScheduleObjective {
  readonly #problem: ScheduleProblem;
  readonly #curves: (DelayCurve | undefined)[];
  readonly #lengthRate: number;
  readonly #stability: number;
  /** Start in the plan in force; −1 where there is none. */
  readonly previous: Int32Array;

  /** Refuses a curve that falls (`bad_curve`), and rates or earlier starts that are no sound numbers (`bad_objective`). */
  constructor(problem: ScheduleProblem, { lengthRate = 0, previous = {}, stability = 0 }: CostObjective) {
    const { activities } = problem.plan;
    for (const rate of [lengthRate, stability]) {
      if (rate >= 0 && rate < Infinity) continue;
      throw new RefusedInput("bad_objective", `A rate of an objective must be zero or more and finite; it is ${rate}.`);
    }
    this.#problem = problem;
    this.#curves = activities.map(({ delay, name }, j) => {
      if (delay) checkCurve(delay, `"${name}"`, j);
      return delay;
    });
    this.#lengthRate = lengthRate;
    this.#stability = stability;
    const names = new Set(activities.map(({ name }) => name));
    for (const [name, start] of Object.entries(previous)) {
      if (names.has(name) && Number.isSafeInteger(start) && start >= 0) continue;
      const message = `The earlier start of "${name}" must be a period of an activity in the plan; it is ${start}.`;
      throw new RefusedInput("bad_objective", message);
    }
    this.previous = Int32Array.from(activities, ({ name }) => (Object.hasOwn(previous, name) ? previous[name]! : -1));
  }

  /** Whether staying where the plan in force has an activity can be worth anything. */
  get holds(): boolean {
    return this.#stability > 0 && this.previous.some((start) => start >= 0);
  }

  /** What one activity costs when it starts in a period. */
  costOf(j: number, start: number): number {
    const curve = this.#curves[j];
    const before = this.previous[j]!;
    const moved = before >= 0 ? this.#stability * Math.abs(start - before) : 0;
    return (curve ? delayCost(curve, start + this.#problem.duration[j]!) : 0) + moved;
  }

  /** The same with what it adds to the length, when all others are done by `others`. */
  costBeside(j: number, start: number, others: number): number {
    return this.costOf(j, start) + this.#lengthRate * Math.max(0, start + this.#problem.duration[j]! - others);
  }

  /** What one activity costs at least: the least at the bends of its cost from its earliest start on. */
  #leastCostOf(j: number): number {
    const curve = this.#curves[j];
    const before = this.previous[j]!;
    const earliest = this.#problem.head[j]!;
    let least = this.costOf(j, earliest);
    if (before <= earliest || this.#problem.fixed[j] === 1) return least;
    const finishes = curve ? [curve.from, curve.until].filter(Number.isFinite) : [];
    const bends = finishes.flatMap((finish) => [Math.floor(finish), Math.ceil(finish)]);
    for (const start of [before, ...bends.map((finish) => finish - this.#problem.duration[j]!)]) {
      if (start > earliest && start <= before) least = Math.min(least, this.costOf(j, start));
    }
    return least;
  }

  /** What a schedule costs at least, given a length below which there is none. */
  leastCost(length: number): number {
    let sum = this.#lengthRate * length;
    for (let j = 0; j < this.#problem.count; j++) sum += this.#leastCostOf(j);
    return sum;
  }

  /** What a whole schedule costs. */
  total(starts: Int32Array, length: number): number {
    let sum = this.#lengthRate * length;
    for (let j = 0; j < starts.length; j++) sum += this.costOf(j, starts[j]!);
    return sum;
  }
}
