/** Shares of several causes in one change, and whole shares that still add up. */
import { RefusedInput } from "./refused-input.ts";

/** Causes at most: every set of them is looked at. */
const MOST = 12;

/**
 * Shapley values (L. S. Shapley, "A value for n-person games", 1953): what each of `players` adds to the value, on average
 * over all orders in which they could come in. `value` is asked once for each set, given as bits: bit i set, player i is in.
 * The shares add up to value(all) − value(none). O(2^players · players).
 */
export function shapleyValues(players: number, value: (set: number) => number): number[] {
  if (!Number.isInteger(players) || players < 0 || players > MOST) {
    throw new RefusedInput("not_count", `Shares can be told for 0 to ${MOST} causes; there are ${players}.`);
  }
  const values = Float64Array.from({ length: 2 ** players }, (_, set) => value(set));
  // The weight of a set of size s before player i comes in: s! (n − 1 − s)! / n!.
  const weights: number[] = [];
  for (let size = 0; size < players; size++) {
    weights.push(size === 0 ? 1 / players : (weights[size - 1]! * size) / (players - size));
  }
  return Array.from({ length: players }, (_, player) => {
    let share = 0;
    for (let set = 0; set < values.length; set++) {
      if (set & (1 << player)) continue;
      share += weights[bits(set)]! * (values[set | (1 << player)]! - values[set]!);
    }
    return share;
  });
}

/** Whole numbers near the shares whose sum is the shares' sum, rounded: the largest remainders are rounded up. */
export function wholeShares(shares: readonly number[]): number[] {
  // Nine decimals: a hair of rounding must not decide between equal remainders; then the first goes up.
  const exact = shares.map((share) => Math.round(share * 1e9) / 1e9);
  const down = exact.map((share) => Math.floor(share));
  const total = Math.round(exact.reduce((sum, share) => sum + share, 0));
  let left = total - down.reduce((sum, share) => sum + share, 0);
  const order = exact
    .map((share, i) => ({ i, rest: Math.round((share - down[i]!) * 1e9) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (left <= 0) break;
    down[i]! += 1;
    left -= 1;
  }
  return down;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
