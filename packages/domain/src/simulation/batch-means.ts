import { RefusedInput } from "../numbers/refused-input.ts";
import { studentTQuantile } from "../numbers/student-t.ts";

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A confidence interval for the mean of a long run from the means of its batches, which, when batches are much longer than
 * what ties one observation to the next, are nearly independent and normal (Law, "Simulation Modeling and Analysis", 2015,
 * section 9.5.3). Also right for the means of independent runs. Needs at least two.
 */
export function meanInterval(means: ArrayLike<number>, confidence = 0.95): MeanInterval {
  const n = means.length;
  if (n < 2)
    throw new RefusedInput(
      "too_few",
      `An interval needs the means of at least two batches or runs; there ${n === 1 ? "is one" : "are none"}.`,
    );
  if (!(confidence > 0 && confidence < 1))
    throw new RefusedInput("not_probability", `The confidence must lie between 0 and 1; it is ${confidence}.`);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(means[i]))
      throw new RefusedInput("not_finite", `Mean ${i} is ${means[i]}; every one must be a finite number.`, i);
    mean += means[i]! / n;
  }
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (means[i]! - mean) ** 2;
  const reach = studentTQuantile(0.5 + confidence / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - reach, high: mean + reach };
}

/** Means of consecutive batches of equally many observations, gathered as they come. */
export class BatchMeans {
  readonly means: number[] = [];
  readonly #size: number;
  readonly #most: number;
  #sum = 0;
  #count = 0;

  /** `most` batches of `size` observations each; later ones are ignored. */
  constructor(size: number, most: number) {
    this.#size = size;
    this.#most = most;
  }

  add(value: number): void {
    if (this.means.length === this.#most) return;
    this.#sum += value;
    if (++this.#count < this.#size) return;
    this.means.push(this.#sum / this.#size);
    this.#sum = 0;
    this.#count = 0;
  }

  get full(): boolean {
    return this.means.length === this.#most;
  }
}
