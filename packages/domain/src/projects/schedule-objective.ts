/** What a schedule is judged by when it is not by length alone: costs of delay, and how far it strays from the plan in force. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { checkCurve, delayCost, type DelayCurve } from "../priority/sequencing/cost-of-delay.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

export interface ObjectiveOptions {
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
  constructor(problem: ScheduleProblem, { lengthRate = 0, previous = {}, stability = 0 }: ObjectiveOptions) {
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
    this.previous = Int32Array.from(activities, ({ name }) => previous[name] ?? -1);
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

  /** What a whole schedule costs. */
  total(starts: Int32Array, length: number): number {
    let sum = this.#lengthRate * length;
    for (let j = 0; j < starts.length; j++) sum += this.costOf(j, starts[j]!);
    return sum;
  }
}
