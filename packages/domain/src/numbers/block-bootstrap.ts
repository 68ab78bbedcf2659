/**
 * How sure an average over dependent observations is: neighbours in time resemble each other, so whole blocks are
 * drawn instead of single values (Künsch 1989; circular blocks: Politis and Romano 1992).
 */
import { quantileOfSorted } from "./quantile.ts";
import { randomStream, type Seed } from "./random.ts";
import { RefusedInput, requireCount } from "./refused-input.ts";

export interface BlockBootstrap {
  /** Values per block; about the reach of the dependence. */
  readonly blockLength: number;
  /** How many resamples; 2,000 settle the ends of a 95 % interval to about a twentieth of its width. */
  readonly resamples?: number;
  /** Chance the interval should hold, 0.95 unless told. */
  readonly level?: number;
  readonly seed: Seed;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * An interval for the mean of all values of several series pooled. Each series is a stretch of time of its own; every
 * resample draws from each series, in circle, as many blocks as cover it. Percentile method.
 * Refuses when there is no value at all.
 */
export function blockBootstrapMean(series: readonly ArrayLike<number>[], options: BlockBootstrap): Interval {
  const { blockLength, resamples = 2000, level = 0.95, seed } = options;
  requireCount(blockLength, "The block length", 1);
  requireCount(resamples, "The number of resamples", 1);
  const total = series.reduce((sum, values) => sum + values.length, 0);
  if (total === 0) throw new RefusedInput("empty", "There are no values to resample.");
  const sums = series.map(circularSums);
  const random = randomStream(seed);
  const means = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    let sum = 0;
    for (const cumulative of sums) {
      const n = cumulative.length >> 1;
      for (let filled = 0; filled < n; filled += blockLength) {
        const start = random.nextInt(n);
        const length = Math.min(blockLength, n - filled);
        sum += cumulative[start + length]! - cumulative[start]!;
      }
    }
    means[b] = sum / total;
  }
  means.sort();
  return { low: quantileOfSorted(means, (1 - level) / 2), high: quantileOfSorted(means, (1 + level) / 2) };
}

/** Sums of the first 0, 1, 2 … values of the series written twice, so that a block may run over its end. */
function circularSums(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const cumulative = new Float64Array(n === 0 ? 0 : 2 * n + 1);
  for (let i = 0; i < 2 * n; i++) cumulative[i + 1] = cumulative[i]! + values[i % n]!;
  return cumulative;
}
