/**
 * The grid of simple forecasters that a throughput forecast weighs against each other. Each says that the items finished
 * in h days are negative binomial: its mean mixes a short and a long memory of the level, its spread has a part that
 * averages out with h (bursts) and one that grows with h (drift of the level).
 */
import { HALF_LIVES } from "./throughput-levels.ts";

/** How a mean is made: how much of the short memory counts at first, and after how many days that has faded. */
interface MeanExpert {
  readonly short: number;
  readonly long: number;
  readonly weight: number;
  readonly fade: number;
}

const SHORT = [0, 1];
const LONG = [2, 3];
const FADES = [
  { weight: 0.5, fade: 20 },
  { weight: 0.8, fade: 20 },
  { weight: 0.5, fade: 60 },
  { weight: 0.8, fade: 60 },
];

const MEANS: readonly MeanExpert[] = LONG.flatMap((long) => [
  { short: 0, long, weight: 0, fade: 1 },
  ...SHORT.flatMap((short) => FADES.map(({ weight, fade }) => ({ short, long, weight, fade }))),
]);

/** Squared relative spread by bursts at 14 days, and by drift at 84. */
const BURSTS = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6];
const DRIFTS = [0.005, 0.03, 0.08, 0.18, 0.4, 0.9];
const BURST_FALL = 0.7;

/**
 * A geometric mean of two levels lies below what comes of them, the more the further they are apart, and teams that last tend
 * to grow a little. Both fitted once, on the half that is not reported.
 */
const LIFT_APART = 0.5;
const LIFT = 0.03;

export const MEAN_COUNT = MEANS.length;
export const SIZE_COUNT = BURSTS.length * DRIFTS.length;
/** Expert number e has mean number ⌊e / SIZE_COUNT⌋ and size number e mod SIZE_COUNT. */
export const EXPERT_COUNT = MEAN_COUNT * SIZE_COUNT;

/** Logarithms of each mean for `days` days worth `effective` usual ones, from one row of log levels starting at `row`. */
export function logMeans(levels: Float64Array, row: number, days: number, effective: number): Float64Array {
  const logDays = Math.log(Math.max(effective, 1e-9));
  return Float64Array.from(MEANS, ({ short, long, weight, fade }) => {
    const share = (weight * -Math.expm1(-days / fade) * fade) / days;
    const at = row * HALF_LIVES.length;
    const apart = Math.abs(levels[at + short]! - levels[at + long]!);
    const lift = LIFT + LIFT_APART * share * (1 - share) * apart;
    return share * levels[at + short]! + (1 - share) * levels[at + long]! + lift + logDays;
  });
}

/** The negative binomial sizes at a horizon of `days`: one over the squared relative spread beyond Poisson's. */
export function sizes(days: number): Float64Array {
  const fall = (14 / days) ** BURST_FALL;
  const size = new Float64Array(SIZE_COUNT);
  BURSTS.forEach((burst, b) =>
    DRIFTS.forEach((drift, d) => {
      size[b * DRIFTS.length + d] = 1 / (burst * fall + (drift * days) / 84);
    }),
  );
  return size;
}
