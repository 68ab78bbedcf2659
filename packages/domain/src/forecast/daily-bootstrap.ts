/**
 * The usual Monte Carlo forecast of teams' tools, exactly: every future day is drawn anew from the days of a window. It
 * takes the level for constant and days for independent, and so is over-confident; kept as the yardstick.
 */
import { requireCount } from "../numbers/refused-input.ts";

/** P(sum ≤ k) for k = 0, 1, … of `days` independent draws from the last `window` days, by repeated convolution. */
export function dailyBootstrap(daily: ArrayLike<number>, days: number, window = 182): Float64Array {
  requireCount(daily.length, "The number of days of history", 1);
  requireCount(days, "The number of days", 1);
  const from = Math.max(0, daily.length - window);
  let most = 0;
  for (let day = from; day < daily.length; day++) most = Math.max(most, daily[day]!);
  const single = new Float64Array(most + 1);
  for (let day = from; day < daily.length; day++) single[daily[day]!]! += 1 / (daily.length - from);
  let sum: Lattice = { start: 0, mass: Float64Array.of(1) };
  let power: Lattice = { start: 0, mass: single };
  for (let left = days; left > 0; left >>= 1) {
    if (left & 1) sum = convolve(sum, power);
    if (left > 1) power = convolve(power, power);
  }
  const cumulative = new Float64Array(sum.start + sum.mass.length);
  let total = 0;
  for (let k = 0; k < sum.mass.length; k++) {
    total += sum.mass[k]!;
    cumulative[sum.start + k] = total;
  }
  return cumulative.map((value) => Math.min(1, value / total));
}

interface Lattice {
  readonly start: number;
  readonly mass: Float64Array;
}

function convolve(a: Lattice, b: Lattice): Lattice {
  const mass = new Float64Array(a.mass.length + b.mass.length - 1);
  for (let i = 0; i < a.mass.length; i++) {
    const factor = a.mass[i]!;
    if (factor > 0) for (let j = 0; j < b.mass.length; j++) mass[i + j]! += factor * b.mass[j]!;
  }
  // Ends that cannot matter are cut, or long horizons would drag thousands of zeros along.
  let low = 0;
  let high = mass.length;
  while (low < high - 1 && mass[low]! < 1e-15) low += 1;
  while (high > low + 1 && mass[high - 1]! < 1e-15) high -= 1;
  return { start: a.start + b.start + low, mass: mass.slice(low, high) };
}
