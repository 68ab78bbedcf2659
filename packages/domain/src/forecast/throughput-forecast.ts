/** "How many by then?" and "when will that many be done?", each as a distribution. */
import { RefusedInput, requireCount, requireProbability } from "../numbers/refused-input.ts";
import { blend, calibrated, type Calibration } from "./calibration.ts";
import { chanceUpTo, mixtureTable, type CountTable } from "./count-mixture.ts";
import {
  correctionAt,
  forecastMixture,
  throughputModel,
  type ThroughputModel,
  type ThroughputOptions,
} from "./throughput-model.ts";

/** Horizons at which corrections are computed; between them they are blended. */
const KNOTS = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112, 168, 252, 364];

/** No forecast reaches further than this many days. */
export const FURTHEST = 1826;

/** Horizons whose totals later ones must not fall short of, nor nearer ones exceed. */
const FLOORS = [7, 14, 28, 56, 84, 112, 168, 252, 364, 546, 728, 1092, 1456, FURTHEST];

/**
 * A team's throughput forecast. Ask with `howMany`, `chanceOf`, `whenDone`. Days count from the first day after the
 * history. Answers are kept, so that asking again costs nothing.
 */
export interface ThroughputForecast {
  readonly model: ThroughputModel;
  readonly totals: Map<number, CorrectedTotals>;
  readonly corrections: Map<number, Calibration>;
}

/** The distribution of how many are finished in so many days: the mixture's table and its correction. */
export interface CorrectedTotals {
  readonly table: CountTable;
  readonly correction: Calibration;
  /** Those of nearer days: what is finished by then stays finished, however much the level may drift afterwards. */
  readonly nearer: readonly CorrectedTotals[];
  /** Those of the next floor, which hold no fewer; undefined for a floor itself. */
  readonly next: CorrectedTotals | undefined;
}

/** A forecast from daily counts of finished items, oldest first; refusals as `throughputModel`. */
export function forecastThroughput(daily: ArrayLike<number>, options: ThroughputOptions = {}): ThroughputForecast {
  return { model: throughputModel(daily, options), totals: new Map(), corrections: new Map() };
}

/** The distribution of items finished in the next `days` days, 1 to `FURTHEST`. */
export function totalsIn(forecast: ThroughputForecast, days: number): CorrectedTotals {
  requireCount(days, "The number of days", 1);
  if (days > FURTHEST) {
    throw new RefusedInput("too_far", `A throughput forecast reaches ${FURTHEST} days; ${days} were asked for.`);
  }
  let totals = forecast.totals.get(days);
  if (totals === undefined) {
    const { model } = forecast;
    const table = mixtureTable(forecastMixture(model, model.origins.length - 1, days));
    const nearer = FLOORS.filter((floor) => floor < days).map((floor) => ownTotals(totalsIn(forecast, floor)));
    const after = FLOORS.find((floor) => floor >= days)!;
    const next = after === days ? undefined : totalsIn(forecast, after);
    totals = { table, correction: correctionBetween(forecast, days), nearer, next };
    forecast.totals.set(days, totals);
  }
  return totals;
}

const ownTotals = ({ table, correction }: CorrectedTotals): CorrectedTotals => ({
  table,
  correction,
  nearer: [],
  next: undefined,
});

/** P(at most `count` are finished), corrected, no more than by any nearer day it was and no less than by the next floor. */
export function chanceAtMost({ table, correction, nearer, next }: CorrectedTotals, count: number): number {
  if (count < 0) return 0;
  let chance = calibrated(correction, chanceUpTo(table, count));
  if (next !== undefined) chance = Math.max(chance, chanceAtMost(next, count));
  for (const floor of nearer) chance = Math.min(chance, chanceAtMost(floor, count));
  return chance;
}

/** P(at least `count` items are finished within `days` days). */
export function chanceOf(forecast: ThroughputForecast, count: number, days: number): number {
  requireCount(count, "The number of items");
  return 1 - chanceAtMost(totalsIn(forecast, days), count - 1);
}

/** The most items that are finished within `days` days with at least this `confidence`: "85 % likely at least 12". */
export function howMany(forecast: ThroughputForecast, days: number, confidence: number): number {
  requireProbability(confidence, "The confidence");
  const totals = totalsIn(forecast, days);
  // The greatest n with P(X ≥ n) ≥ confidence, that is P(X ≤ n − 1) ≤ 1 − confidence.
  return quantileOfTotals(totals, 1 - confidence);
}

/** The greatest n with P(X < n) ≤ p. */
export function quantileOfTotals(totals: CorrectedTotals, p: number): number {
  let low = 0;
  let high = totals.table.cumulative.length * totals.table.step;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    // A hair's width for rounding: 1 − 0.85 is not quite 0.15.
    if (chanceAtMost(totals, middle - 1) <= p + 1e-12) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The least number of days within which `count` items are finished with this `confidence`; undefined beyond `FURTHEST`. */
export function whenDone(forecast: ThroughputForecast, count: number, confidence: number): number | undefined {
  requireCount(count, "The number of items");
  requireProbability(confidence, "The confidence");
  if (count === 0) return 0;
  const enough = (days: number): boolean => chanceOf(forecast, count, days) >= confidence - 1e-12;
  let low = 0;
  let high = 1;
  while (!enough(high)) {
    low = high;
    if (high === FURTHEST) return undefined;
    high = Math.min(FURTHEST, high * 2);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function correctionBetween(forecast: ThroughputForecast, days: number): Calibration {
  const last = KNOTS[KNOTS.length - 1]!;
  if (days >= last) return correctionKnot(forecast, last);
  const next = KNOTS.findIndex((knot) => knot >= days);
  const high = KNOTS[next]!;
  if (high === days) return correctionKnot(forecast, high);
  const low = KNOTS[next - 1]!;
  const share = Math.log(days / low) / Math.log(high / low);
  return blend(correctionKnot(forecast, low), correctionKnot(forecast, high), share);
}

function correctionKnot(forecast: ThroughputForecast, days: number): Calibration {
  let map = forecast.corrections.get(days);
  if (map === undefined) {
    map = correctionAt(forecast.model, days);
    forecast.corrections.set(days, map);
  }
  return map;
}
