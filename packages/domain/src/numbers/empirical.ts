/** Drawing from what was observed: values with weights, in constant time per draw. */
import type { RandomStream } from "./random.ts";
import { RefusedInput } from "./refused-input.ts";

/** An alias table over indexes 0 … n − 1. Build once with `aliasTable`, draw with `sampleIndex`. */
export interface AliasTable {
  readonly keep: Float64Array;
  readonly alias: Int32Array;
}

/**
 * Prepares draws of an index with chance proportional to its weight; O(n).
 * Walker (1977) in Vose's form ("A linear algorithm for generating random numbers with a given distribution", 1991).
 * Refuses an empty list, a weight that is negative or not finite, and weights that are all zero.
 */
export function aliasTable(weights: ArrayLike<number>): AliasTable {
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RefusedInput(
        "negative",
        `A weight must be a finite number of zero or more; number ${i} is ${weight}.`,
        i,
      );
    }
    total += weight;
  }
  if (!(total > 0))
    throw new RefusedInput("empty", "There is nothing to draw from: give at least one weight above zero.");
  const keep = new Float64Array(n);
  const alias = new Int32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) {
    keep[i] = (weights[i]! / total) * n;
    alias[i] = i;
    (keep[i]! < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large[large.length - 1]!;
    alias[low] = high;
    keep[high] = keep[high]! + keep[low]! - 1;
    if (keep[high] < 1) small.push(large.pop()!);
  }
  // What rounding left over is certain; an index of weight zero has always found its alias.
  for (const i of large) keep[i] = 1;
  for (const i of small) if (weights[i]! > 0) keep[i] = 1;
  return { keep, alias };
}

/** One index drawn by the table's weights. */
export function sampleIndex(random: RandomStream, { keep, alias }: AliasTable): number {
  const i = random.nextInt(keep.length);
  return random.nextUniform() < keep[i]! ? i : alias[i]!;
}

/** One of `values`, each equally likely. Refuses an empty list. */
export function sampleOf<T>(random: RandomStream, values: ArrayLike<T>): T {
  if (values.length === 0) throw new RefusedInput("empty", "There is nothing to draw from: the list is empty.");
  return values[random.nextInt(values.length)] as T;
}
