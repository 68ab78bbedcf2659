/** Quantiles of observed values. */
import { RefusedInput, requireProbability } from "./refused-input.ts";

/** The values in rising order as a new array; refuses an empty list and anything but finite numbers. */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  if (values.length === 0) throw new RefusedInput("empty", "There are no values to take a quantile of.");
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RefusedInput("not_finite", `Every value must be a finite number; number ${i} is ${values[i]}.`, i);
    }
  }
  return Float64Array.from(values).sort();
}

/**
 * The p-quantile by linear interpolation between order statistics: position (n − 1) p
 * (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996). Any order of values; O(n log n).
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(sortedValues(values), p);
}

/** The same of values already in rising order (trusted, not checked); O(1). */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  requireProbability(p, "The probability of a quantile");
  const n = sorted.length;
  if (n === 0) throw new RefusedInput("empty", "There are no values to take a quantile of.");
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}

/**
 * The p-quantile of weighted values: linear interpolation with each value at the middle of its share of the total
 * weight, the ends held. With equal weights it is type 5 of Hyndman and Fan. Weights of zero count for nothing.
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number {
  requireProbability(p, "The probability of a quantile");
  if (values.length !== weights.length) {
    throw new RefusedInput("length", `Give one weight per value: ${values.length} values, ${weights.length} weights.`);
  }
  const order: number[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!;
    if (!Number.isFinite(values[i])) {
      throw new RefusedInput("not_finite", `Every value must be a finite number; number ${i} is ${values[i]}.`, i);
    }
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RefusedInput(
        "negative",
        `A weight must be a finite number of zero or more; number ${i} is ${weight}.`,
        i,
      );
    }
    total += weight;
    if (weight > 0) order.push(i);
  }
  if (order.length === 0) throw new RefusedInput("empty", "There are no values with weight to take a quantile of.");
  order.sort((i, j) => values[i]! - values[j]!);
  const target = p * total;
  let before = 0;
  let lastPosition = 0;
  let last = values[order[0]!]!;
  for (const i of order) {
    const position = before + weights[i]! / 2;
    if (position >= target) {
      return before === 0
        ? values[i]!
        : last + ((target - lastPosition) / (position - lastPosition)) * (values[i]! - last);
    }
    before += weights[i]!;
    lastPosition = position;
    last = values[i]!;
  }
  return last;
}
