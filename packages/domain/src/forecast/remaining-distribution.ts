/** How long an item may still take, as a quantile function: straight between known quantiles, exponential above the last. */
import { requireProbability } from "../numbers/refused-input.ts";
import { calibrated, type Calibration } from "./calibration.ts";

export interface RemainingDistribution {
  /** Rising probabilities inside (0, 1), and the milliseconds within which the item finishes with each. */
  readonly probabilities: readonly number[];
  readonly times: ArrayLike<number>;
  /** Correction of the probabilities by past outcomes; none for a distribution taken as it is. */
  readonly correction?: Calibration | undefined;
}

/** Milliseconds within which the item finishes with probability p. ∞ at 1. */
export function remainingQuantile(distribution: RemainingDistribution, p: number): number {
  requireProbability(p, "The probability");
  const { correction } = distribution;
  return plainQuantile(distribution, correction === undefined ? p : uncorrected(correction, p));
}

/** P(the item finishes within `time` milliseconds). */
export function chanceWithin(distribution: RemainingDistribution, time: number): number {
  const plain = plainChance(distribution, time);
  return distribution.correction === undefined ? plain : calibrated(distribution.correction, plain);
}

/** The same before correction. */
export function plainChance({ probabilities, times }: RemainingDistribution, time: number): number {
  if (time < 0) return 0;
  const last = probabilities.length - 1;
  if (time >= times[last]!) {
    const scale = tailScale(probabilities, times);
    return 1 - (1 - probabilities[last]!) * Math.exp(-(time - times[last]!) / scale);
  }
  let at = 0;
  while (times[at]! <= time) at += 1;
  const from = at === 0 ? 0 : times[at - 1]!;
  const low = at === 0 ? 0 : probabilities[at - 1]!;
  return low + ((time - from) / (times[at]! - from)) * (probabilities[at]! - low);
}

function plainQuantile({ probabilities, times }: RemainingDistribution, p: number): number {
  const last = probabilities.length - 1;
  if (p >= 1) return Infinity;
  if (p >= probabilities[last]!) {
    return times[last]! + tailScale(probabilities, times) * Math.log((1 - probabilities[last]!) / (1 - p));
  }
  let at = 0;
  while (probabilities[at]! <= p) at += 1;
  const low = at === 0 ? 0 : probabilities[at - 1]!;
  const from = at === 0 ? 0 : times[at - 1]!;
  return from + ((p - low) / (probabilities[at]! - low)) * (times[at]! - from);
}

/** The exponential tail that passes through the last two quantiles; at least a minute. */
function tailScale(probabilities: readonly number[], times: ArrayLike<number>): number {
  const last = probabilities.length - 1;
  const before = last === 0 ? 0 : times[last - 1]!;
  const low = last === 0 ? 0 : probabilities[last - 1]!;
  return Math.max(60_000, (times[last]! - before) / Math.log((1 - low) / (1 - probabilities[last]!)));
}

/** The probability that the correction turns into p. */
function uncorrected(correction: Calibration, p: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (calibrated(correction, middle) < p) low = middle;
    else high = middle;
  }
  return high;
}
