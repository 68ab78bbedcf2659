/** A stretch of time that metrics are taken over, and instants that cut time into buckets. */
import { RefusedInput } from "../numbers/refused-input.ts";

/** From `from` up to, not including, `to`; epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Refuses a window that is not finite or has no length. */
export function requireWindow({ from, to }: Window): void {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    throw new RefusedInput("not_finite", `A window needs two instants in epoch milliseconds; it is ${from} to ${to}.`);
  }
  if (from >= to) throw new RefusedInput("empty_range", `A window must end after it starts; it is ${from} to ${to}.`);
}

/** Refuses instants that are not finite or not rising, naming the first that is not. */
export function requireRising(instants: ArrayLike<number>, least = 1): void {
  if (instants.length < least) {
    throw new RefusedInput("empty", `At least ${least} instants are needed; there are ${instants.length}.`);
  }
  for (let i = 0; i < instants.length; i++) {
    if (!Number.isFinite(instants[i])) {
      throw new RefusedInput("not_finite", `Instant ${i} must be in epoch milliseconds; it is ${instants[i]}.`, i);
    }
    if (i > 0 && instants[i]! <= instants[i - 1]!) {
      throw new RefusedInput(
        "unsorted_instants",
        `Instants must rise; number ${i} does not come after the one before.`,
        i,
      );
    }
  }
}

/** How many of the rising instants are at or before `at`; O(log n). */
export function countUpTo(instants: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the rising instants are before `at`; O(log n). */
export function countBefore(instants: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
