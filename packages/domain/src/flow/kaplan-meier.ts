/**
 * The share still unfinished after each length of time, from items finished and items not finished yet: the product-limit
 * estimate (Kaplan and Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958), with late entry
 * and Greenwood's variance. Leaving unfinished work out would make everything look quicker than it is.
 */
import { normalQuantile } from "../numbers/normal.ts";
import { RefusedInput, requireProbability } from "../numbers/refused-input.ts";

/** What is known of one item: it lasted `time`, and then it finished, or was last seen unfinished. */
export interface Lifetime {
  /** Zero or more, any unit. */
  readonly time: number;
  readonly finished: boolean;
  /** Age at which the item came under observation, zero unless told; it says nothing about younger ages. */
  readonly since?: number;
}

export interface SurvivalCurve {
  /** Rising lengths of time at which something finished. */
  readonly times: Float64Array;
  /** Share unfinished just after each of them. */
  readonly survival: Float64Array;
  /** Greenwood's Σ d / (n (n − d)) up to each: the variance of ln S. ∞ once S is zero. */
  readonly variance: Float64Array;
  /** Items the curve was made from. */
  readonly count: number;
}

/**
 * O(n log n). At equal times, finishing comes before being lost from sight. Refuses an empty list (`empty`), a time that
 * is negative or not finite (`negative_duration`) and a late entry after its own end (`late_entry`), naming the index.
 */
export function kaplanMeier(lifetimes: readonly Lifetime[]): SurvivalCurve {
  const n = lifetimes.length;
  if (n === 0) throw new RefusedInput("empty", "There are no items to estimate from.");
  const entries = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const { time, since = 0 } = lifetimes[i]!;
    if (!(time >= 0 && time < Infinity)) {
      throw new RefusedInput("negative_duration", `An item's time must be zero or more; number ${i} is ${time}.`, i);
    }
    if (!(since <= time)) {
      throw new RefusedInput("late_entry", `Item ${i} is observed from age ${since}, after its end at ${time}.`, i);
    }
    entries[i] = since;
  }
  entries.sort();
  const byTime = [...lifetimes].sort((a, b) => a.time - b.time);
  const times: number[] = [];
  const survival: number[] = [];
  const variance: number[] = [];
  let share = 1;
  let spread = 0;
  let entered = 0;
  let gone = 0;
  for (let i = 0; i < n;) {
    const { time } = byTime[i]!;
    // Entered strictly before, so that nobody is at risk in the instant of coming under observation; age zero counts.
    while (entered < n && (entries[entered]! < time || entries[entered] === 0)) entered += 1;
    let finished = 0;
    let end = i;
    for (; end < n && byTime[end]!.time === time; end++) if (byTime[end]!.finished) finished += 1;
    const atRisk = Math.max(entered - gone, finished);
    if (finished > 0) {
      share *= 1 - finished / atRisk;
      spread += finished === atRisk ? Infinity : finished / (atRisk * (atRisk - finished));
      times.push(time);
      survival.push(share);
      variance.push(spread);
    }
    gone += end - i;
    i = end;
  }
  return {
    times: Float64Array.from(times),
    survival: Float64Array.from(survival),
    variance: Float64Array.from(variance),
    count: n,
  };
}

/** Share unfinished after `time`. */
export function survivalAt({ times, survival }: SurvivalCurve, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 1 : survival[low - 1]!;
}

/**
 * The least time by which a share `p` finishes, of those that have reached `age` unfinished (all, unless told).
 * Undefined when the curve never comes down that far: too few have lasted long enough to say.
 */
export function survivalQuantile(curve: SurvivalCurve, p: number, age = 0): number | undefined {
  requireProbability(p, "The probability of a survival quantile");
  const reached = age > 0 ? survivalAt(curve, age) : 1;
  const target = (1 - p) * reached;
  const { times, survival } = curve;
  for (let i = 0; i < times.length; i++) {
    // A hair's width for rounding: 1 − 0.85 is not quite 0.15.
    if ((times[i]! > age || age === 0) && survival[i]! <= target + 1e-12) return times[i]!;
  }
  return undefined;
}

/** An interval for the share unfinished after `time`, on the log(−log) scale, which stays inside 0 and 1. */
export function survivalInterval(curve: SurvivalCurve, time: number, level = 0.95): { low: number; high: number } {
  const share = survivalAt(curve, time);
  if (share === 1 || share === 0) return { low: share, high: share };
  let i = curve.times.length - 1;
  while (curve.times[i]! > time) i -= 1;
  const logShare = Math.log(share);
  const width = (normalQuantile((1 + level) / 2) * Math.sqrt(curve.variance[i]!)) / Math.abs(logShare);
  return { low: share ** Math.exp(width), high: share ** Math.exp(-width) };
}
