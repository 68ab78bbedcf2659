/**
 * Who is believed: means by what they forecast over about two years, spreads by what they forecast lately. Kept apart
 * because how a team's level moves lasts, and how uneven its weeks are does not.
 */
import { logGamma } from "../numbers/log-gamma.ts";
import {
  baseSpreads,
  MEAN_COUNT,
  MEAN_PRIOR,
  ROUGH_COUNT,
  roughSpreads,
  SPREAD_COUNT,
  spreadsAt,
} from "./throughput-experts.ts";

/** Horizons in days at which forecasters are judged, every week. */
const JUDGED_HORIZONS = [7, 14, 28, 56, 84];
/** Days after which a judgement counts half: of means, and of spreads. */
const MEAN_HALF_LIFE = 700;
const SPREAD_HALF_LIFE = 60;
/** How much of the evidence between means is believed; weeks are less independent than it takes them for. */
const MEAN_RATE = 0.7;
/** Spreads with a smaller share of the best one's could not be seen in the result and are left out. */
const SMALLEST = 1e-3;

/** What is believed at one origin. */
export interface Belief {
  /** A share for each mean. */
  readonly means: Float64Array;
  /** The spreads that matter, and their shares. */
  readonly spreads: Int32Array;
  readonly shares: Float64Array;
}

/** What the forecasters expect at one origin and horizon, in logarithms, and what the longest memory alone expects. */
export interface Means {
  readonly logs: Float64Array;
  readonly usual: number;
}

/** The forecasters' means drawn together. */
interface Pooled {
  readonly logMean: number;
  /** How far that is from the usual. */
  readonly away: number;
  /** The weighted variance of the means' logarithms. */
  readonly apart: number;
}

/** The weighted geometric mean of the forecasters' means. */
export function pool({ logs, usual }: Means, shares: Float64Array): Pooled {
  let logMean = 0;
  for (let m = 0; m < MEAN_COUNT; m++) logMean += shares[m]! * logs[m]!;
  let apart = 0;
  for (let m = 0; m < MEAN_COUNT; m++) apart += shares[m]! * (logs[m]! - logMean) ** 2;
  return { logMean, away: logMean - usual, apart };
}

/** What the weights are learnt from: by number of origin and horizon in days. */
export interface Judged {
  readonly origins: number;
  readonly meansAt: (at: number, days: number) => Means;
  readonly happened: (at: number, days: number) => number;
}

/**
 * Beliefs at each origin, a week apart, from what had happened by then: log-likelihoods, faded, overlapping outcomes
 * sharing one vote. A mean is judged with the rough spreads that suited it lately; spreads are judged around the pooled mean.
 */
export function learn({ origins, meansAt, happened }: Judged): Belief[] {
  const meanFade = 0.5 ** (7 / MEAN_HALF_LIFE);
  const spreadFade = 0.5 ** (7 / SPREAD_HALF_LIFE);
  const credit = new Float64Array(MEAN_COUNT);
  const rough = new Float64Array(MEAN_COUNT * ROUGH_COUNT);
  const fine = new Float64Array(SPREAD_COUNT);
  const horizons = JUDGED_HORIZONS.map((days) => {
    const sizes = roughSpreads(days).map((spread) => 1 / spread);
    return { days, sizes, constants: sizes.map((r) => r * Math.log(r) - logGamma(r)), base: baseSpreads(days) };
  });
  const beliefs: Belief[] = [];
  const roughShares: Float64Array[] = [];
  for (let i = 0; i < origins; i++) {
    for (let m = 0; m < credit.length; m++) credit[m]! *= meanFade;
    for (let e = 0; e < rough.length; e++) rough[e]! *= spreadFade;
    for (let s = 0; s < fine.length; s++) fine[s]! *= spreadFade;
    for (const { days, sizes, constants, base } of horizons) {
      const at = i - days / 7;
      if (at < 0) continue;
      const count = happened(at, days);
      const means = meansAt(at, days);
      judgeMeans(means.logs, sizes, constants, count, 7 / days, roughShares[at]!, rough, credit);
      const { logMean, away, apart } = pool(means, beliefs[at]!.means);
      judgeSpreads(logMean, spreadsAt(base, away, apart), count, 7 / days, fine);
    }
    roughShares.push(sharesWithin(rough));
    beliefs.push({ means: shares(credit.map((value, m) => MEAN_RATE * value + MEAN_PRIOR[m]!)), ...mattering(fine) });
  }
  return beliefs;
}

/** Adds each mean's log-likelihood of `count` with each rough spread to `rough`, and with its own mix of them to `credit`. */
function judgeMeans(
  logMeans: Float64Array,
  sizes: Float64Array,
  constants: Float64Array,
  count: number,
  vote: number,
  mix: Float64Array,
  rough: Float64Array,
  credit: Float64Array,
): void {
  const bySize = sizes.map((size, s) => constants[s]! + logGamma(count + size));
  const likely = new Float64Array(ROUGH_COUNT);
  for (let m = 0; m < MEAN_COUNT; m++) {
    const mean = Math.exp(logMeans[m]!);
    const common = count * logMeans[m]!;
    const start = m * ROUGH_COUNT;
    let best = -Infinity;
    for (let s = 0; s < ROUGH_COUNT; s++) {
      likely[s] = bySize[s]! + common - (sizes[s]! + count) * Math.log(sizes[s]! + mean);
      best = Math.max(best, likely[s]!);
    }
    let sum = 0;
    for (let s = 0; s < ROUGH_COUNT; s++) {
      rough[start + s]! += vote * likely[s]!;
      sum += mix[start + s]! * Math.exp(likely[s]! - best);
    }
    credit[m]! += vote * (best + Math.log(Math.max(sum, Number.MIN_VALUE)));
  }
}

/** Adds each spread's log-likelihood of `count` around one mean, but for what all have in common. */
function judgeSpreads(logMean: number, spreads: Float64Array, count: number, vote: number, fine: Float64Array): void {
  const mean = Math.exp(logMean);
  for (let s = 0; s < SPREAD_COUNT; s++) {
    const size = 1 / spreads[s]!;
    const tail = size * Math.log(size) - (size + count) * Math.log(size + mean);
    fine[s]! += vote * (logGamma(count + size) - logGamma(size) + tail + count * logMean);
  }
}

/** Shares from log weights. */
function shares(logs: Float64Array): Float64Array {
  let best = -Infinity;
  for (const value of logs) best = Math.max(best, value);
  const share = logs.map((value) => Math.exp(value - best));
  const sum = share.reduce((total, value) => total + value, 0);
  return share.map((value) => value / sum);
}

/** The same for each mean among its own rough spreads. */
function sharesWithin(rough: Float64Array): Float64Array {
  const all = new Float64Array(rough.length);
  for (let start = 0; start < rough.length; start += ROUGH_COUNT) {
    all.set(shares(rough.subarray(start, start + ROUGH_COUNT)), start);
  }
  return all;
}

function mattering(fine: Float64Array): Pick<Belief, "spreads" | "shares"> {
  const all = shares(fine);
  const best = all.reduce((most, share) => Math.max(most, share), 0);
  const spreads = Int32Array.from(all.keys()).filter((s) => all[s]! >= SMALLEST * best);
  const sum = spreads.reduce((total, s) => total + all[s]!, 0);
  return { spreads, shares: Float64Array.from(spreads, (s) => all[s]! / sum) };
}
