/**
 * The simple forecasters that a throughput forecast weighs against each other: means of what is finished in h days, each
 * mixing a short and a long memory of the level, with or without the habits of the year; and spreads, each with a part that
 * averages out with h (bursts) and one that grows with h (drift of the level).
 */
import { LEVEL, LEVEL_COUNT } from "./throughput-levels.ts";

/** How a mean is made: how much of the short memory counts at first, and after how many days that has faded. */
interface MeanExpert {
  readonly short: number;
  readonly long: number;
  readonly weight: number;
  readonly fade: number;
}

const FADES = [
  { weight: 0.5, fade: 20 },
  { weight: 0.8, fade: 20 },
  { weight: 0.5, fade: 60 },
  { weight: 0.8, fade: 60 },
];

const PAIRS = [
  { long: LEVEL.long, shorts: [LEVEL.quickestByLong, LEVEL.quickByLong] },
  { long: LEVEL.longest, shorts: [LEVEL.quickestByLongest, LEVEL.quickByLongest] },
  { long: LEVEL.middle, shorts: [] },
];

const MEANS: readonly MeanExpert[] = PAIRS.flatMap(({ long, shorts }) => [
  { short: long, long, weight: 0, fade: 1 },
  ...shorts.flatMap((short) => FADES.map(({ weight, fade }) => ({ short, long, weight, fade }))),
]);

/** How much of the yearly shift each mean takes, first cautiously, then whole. */
const YEARLY_SHARES = [0.25, 1];
/**
 * Teams that last tend to grow a little, so that medians would be missed upwards, more so further ahead: at once, and more by
 * 84 days; no further, for growth does not go on for ever. Fitted on the half that is not reported.
 */
const LIFT = 0.03;
const LIFT_LATER = 0.05;

export const MEAN_COUNT = MEANS.length * YEARLY_SHARES.length;

/** Log weight before anything is judged: few teams have a year so regular that last year's weeks can be taken whole. */
export const MEAN_PRIOR = Float64Array.from({ length: MEAN_COUNT }, (_, m) => (m < MEANS.length ? 0 : -5));

/**
 * Logarithms of each mean for `days` days, from row number `row` of log levels. `logDays` is the logarithm of how many usual
 * days those are worth, `shift` the yearly one.
 */
export function logMeans(
  levels: Float64Array,
  row: number,
  { days, logDays, shift }: { days: number; logDays: number; shift: number },
): Float64Array {
  const at = row * LEVEL_COUNT;
  const base = logDays + LIFT + LIFT_LATER * Math.min(1, days / 84);
  const means = new Float64Array(MEAN_COUNT);
  MEANS.forEach(({ short, long, weight, fade }, m) => {
    const share = (weight * -Math.expm1(-days / fade) * fade) / days;
    const mean = share * levels[at + short]! + (1 - share) * levels[at + long]! + base;
    YEARLY_SHARES.forEach((yearly, y) => {
      means[y * MEANS.length + m] = mean + yearly * shift;
    });
  });
  return means;
}

/** Squared relative spread beyond Poisson's at `days` days by bursts, given at 14 days, and by drift, given at 84. */
function spreads(bursts: readonly number[], drifts: readonly number[], days: number): Float64Array {
  const fall = (14 / days) ** 0.7;
  return Float64Array.from(bursts.flatMap((burst) => drifts.map((drift) => burst * fall + (drift * days) / 84)));
}

export const ROUGH_COUNT = 6;
/** A coarse choice of spreads, fine enough to tell good means from bad ones. */
export function roughSpreads(days: number): Float64Array {
  return spreads([0.05, 0.2, 0.8], [0.02, 0.3], days);
}

/** The relative spread's square falls with these powers of the level: busy times are steadier than quiet ones. */
const STEADINESS = [0, 1, 2];
/** Times the squared disagreement of the means that adds to the squared spread. */
const DISAGREEMENT = 3;
/** Furthest that the level counts as away from its longest memory, and the largest squared spread. */
const MOST_AWAY = 3;
const MOST_SPREAD = 16;

export const SPREAD_COUNT = 48;
/** Every spread at `days` days, before the state of the team is known. */
export function baseSpreads(days: number): Float64Array {
  return spreads([0.025, 0.1, 0.4, 1.6], [0.003, 0.02, 0.07, 0.2], days);
}

/**
 * The spreads for a level that is `away` (in logarithms) from its longest memory while the means' logarithms have variance
 * `apart`: squared relative spreads beyond Poisson's, one over the negative binomial's size.
 */
export function spreadsAt(base: Float64Array, away: number, apart: number): Float64Array {
  const held = Math.max(-MOST_AWAY, Math.min(MOST_AWAY, away));
  const all = new Float64Array(SPREAD_COUNT);
  STEADINESS.forEach((power, p) => {
    const factor = Math.exp(-power * held);
    for (let s = 0; s < base.length; s++) {
      all[p * base.length + s] = Math.min(MOST_SPREAD, base[s]! * factor + DISAGREEMENT * apart);
    }
  });
  return all;
}
