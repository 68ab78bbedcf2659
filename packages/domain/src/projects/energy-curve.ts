/**
 * How much work a schedule has done by each moment, resources weighted by how scarce they are. Two schedules' curves
 * tell where one gains on the other: the stretches that are worth taking over from it.
 */
import type { ScheduleProblem } from "./schedule-problem.ts";

export class EnergyCurves {
  /** Weight of one period of each activity's work. */
  readonly #weight: Float64Array;
  readonly #duration: Int32Array;
  /** Periods per entry, so that a curve has about a thousand however long the schedule. */
  readonly #step: number;

  constructor({ plan, units, count, duration, criticalLength }: ScheduleProblem) {
    const use = plan.resources.map(({ capacity }, k) => {
      const lasting = typeof capacity === "number" ? capacity : capacity.at(-1)!;
      return units.map((own) => (lasting > 0 ? own[k]! / lasting : 0));
    });
    // Squared, so that a resource with half the load of the scarcest counts a quarter.
    const load = use.map((share) => share.reduce((sum, s, j) => sum + s * duration[j]!, 0));
    const most = Math.max(1e-9, ...load);
    this.#weight = Float64Array.from({ length: count }, (_, j) =>
      use.reduce((sum, share, k) => sum + share[j]! * (load[k]! / most) ** 2, 0),
    );
    this.#duration = duration;
    this.#step = Math.max(1, Math.ceil(criticalLength / 500));
  }

  /** The work done before each moment of a schedule of the given length; read it with `at`. */
  of(starts: Int32Array, length: number): Float64Array {
    const step = this.#step;
    const curve = new Float64Array(Math.ceil(length / step) + 2);
    for (let j = 0; j < starts.length; j++) {
      curve[Math.floor(starts[j]! / step)]! += this.#weight[j]!;
      curve[Math.floor((starts[j]! + this.#duration[j]!) / step)]! -= this.#weight[j]!;
    }
    let rate = 0;
    let done = 0;
    for (let i = 0; i < curve.length; i++) {
      rate += curve[i]!;
      curve[i] = done;
      done += rate;
    }
    return curve;
  }

  /** The curve at period t; beyond its end, all of the work. */
  at(curve: Float64Array, t: number): number {
    return curve[Math.min(Math.floor(t / this.#step), curve.length - 1)]!;
  }
}
