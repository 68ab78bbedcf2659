/**
 * What a team's daily throughput says about the next days. Simple forecasters are weighed by how well each forecast the
 * past, at 7 to 84 days ahead; the result is then corrected by how forecasts turned out.
 * See docs/methods/throughput-forecast.md for the formula, its source and the figures reached.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { calibration, type Calibration, type JudgedForecast } from "./calibration.ts";
import { chancesAround, type NegativeBinomials } from "./count-mixture.ts";
import { baseSpreads, logMeans, spreadsAt } from "./throughput-experts.ts";
import { LEVEL, LEVEL_COUNT, logLevels, weekShape } from "./throughput-levels.ts";
import { learn, pool, type Belief, type Means } from "./throughput-weights.ts";
import { yearlyShift } from "./throughput-year.ts";

/** Days of history before the first judged forecast. */
const WARM_UP = 56;
/** Weeks looked back at most. */
const MOST_WEEKS = 300;
/** Days after which a judged forecast counts half in the correction. */
const CORRECTION_HALF_LIFE = 1000;
/**
 * Judged weekly forecasts that "as forecast" counts for at 84 days. More at nearer horizons, where the forecasters themselves have
 * been judged often, and more at farther ones, where judged forecasts overlap ever more.
 */
const TRUST = 100;

export interface ThroughputModel extends Past {
  readonly daily: ArrayLike<number>;
  /** Who is believed at each origin. */
  readonly beliefs: readonly Belief[];
}

interface Past {
  /** How much of a usual day each past and each known future day is; beyond, the shape of the week alone. */
  readonly effective: (day: number) => number;
  /** Items, and usual days, before each day of the history and at its end. */
  readonly counts: Float64Array;
  readonly worked: Float64Array;
  readonly levels: Float64Array;
  /** Days before which a forecast is made, rising, a week apart; the last is now. */
  readonly origins: Int32Array;
}

export interface ThroughputOptions {
  /**
   * For each day of the history, and as far beyond as known, how much of a usual day the team works: 1 as usual, 0 on a
   * day off. All ones unless told. The shapes of the week and of the year are learnt and need not be given.
   */
  readonly exposure?: ArrayLike<number>;
}

/**
 * Learns from daily counts of finished items, oldest first, the last being the last full day.
 * Refuses fewer than seven days (`short_history`), a count that is negative or not whole (`not_count`) and an exposure
 * that is negative, not finite or shorter than the history (`exposure`), naming the day's index.
 * O(weeks · forecasters); about 20 ms for five years.
 */
export function throughputModel(daily: ArrayLike<number>, { exposure }: ThroughputOptions = {}): ThroughputModel {
  const now = daily.length;
  if (now < 7) {
    throw new RefusedInput("short_history", `A forecast needs at least seven days of history; there are ${now}.`);
  }
  for (let day = 0; day < now; day++) {
    const count = daily[day]!;
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RefusedInput("not_count", `Every day needs a whole number of items; day ${day} has ${count}.`, day);
    }
  }
  const shares = exposure ?? new Float64Array(now).fill(1);
  if (shares.length < now) {
    throw new RefusedInput(
      "exposure",
      `Give a share for each of the ${now} days of history; there are ${shares.length}.`,
    );
  }
  for (let day = 0; day < shares.length; day++) {
    if (!(shares[day]! >= 0 && shares[day]! < Infinity)) {
      throw new RefusedInput("exposure", `A day's share must be zero or more; day ${day} has ${shares[day]}.`, day);
    }
  }
  const shape = weekShape(daily, shares);
  const effective = (day: number): number => shape[day % 7]! * (day < shares.length ? shares[day]! : 1);
  const weeks = Math.max(0, Math.min(MOST_WEEKS, Math.floor((now - WARM_UP) / 7)));
  const origins = Int32Array.from({ length: weeks + 1 }, (_, i) => now - 7 * (weeks - i));
  const usualDays = Float64Array.from({ length: now }, (_, day) => effective(day));
  const past: Past = {
    effective,
    counts: sumsBefore(daily, now),
    worked: sumsBefore(usualDays, now),
    levels: logLevels(daily, usualDays, origins),
    origins,
  };
  const beliefs = learn({
    origins: origins.length,
    meansAt: (at, days) => meansAt(past, at, days),
    happened: (at, days) => past.counts[origins[at]! + days]! - past.counts[origins[at]!]!,
  });
  return { ...past, daily, beliefs };
}

/** The mixture that the model forecasts for `days` days from origin number `at`, before correction. */
export function forecastMixture(model: ThroughputModel, at: number, days: number): NegativeBinomials {
  const belief = model.beliefs[at]!;
  const { logMean, away, apart } = pool(meansAt(model, at, days), belief.means);
  const all = spreadsAt(baseSpreads(days), away, apart);
  return {
    weights: belief.shares,
    means: new Float64Array(belief.shares.length).fill(Math.exp(logMean)),
    sizes: Float64Array.from(belief.spreads, (s) => 1 / all[s]!),
  };
}

/** The correction at a horizon, from every past weekly forecast of that horizon whose outcome is known. */
export function correctionAt(model: ThroughputModel, days: number): Calibration {
  const { origins, counts } = model;
  const now = model.daily.length;
  const judged: JudgedForecast[] = [];
  for (let at = 0; at < origins.length; at++) {
    const from = origins[at]!;
    if (from + days > now) break;
    const happened = counts[from + days]! - counts[from]!;
    const chances = chancesAround(forecastMixture(model, at, days), happened);
    judged.push({ ...chances, weight: 0.5 ** ((now - days - from) / CORRECTION_HALF_LIFE) });
  }
  return calibration(judged, TRUST * Math.max(Math.sqrt(84 / days), days / 84));
}

/** What the forecasters expect in `days` days from origin number `at`. */
function meansAt(past: Past, at: number, days: number): Means {
  const { counts, worked, levels, origins } = past;
  const from = origins[at]!;
  // A stretch of days off is worth next to nothing, but something: its logarithm is taken.
  const logDays = Math.log(Math.max(1e-9, effectiveDays(past, from, days)));
  const shift = yearlyShift(counts, worked, from, days);
  return {
    logs: logMeans(levels, at, { days, logDays, shift }),
    usual: levels[at * LEVEL_COUNT + LEVEL.longest]! + logDays,
  };
}

function effectiveDays({ effective, worked }: Past, from: number, days: number): number {
  const known = Math.min(worked.length - 1, from + days);
  let sum = worked[known]! - worked[from]!;
  for (let day = known; day < from + days; day++) sum += effective(day);
  return sum;
}

function sumsBefore(values: ArrayLike<number>, length: number): Float64Array {
  const sums = new Float64Array(length + 1);
  for (let day = 0; day < length; day++) sums[day + 1] = sums[day]! + values[day]!;
  return sums;
}
