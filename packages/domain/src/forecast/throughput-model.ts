/**
 * What a team's daily throughput says about the next days. A grid of simple forecasters is weighed by how well each
 * forecast the recent past, at 7 to 84 days ahead; the result is then corrected by how forecasts turned out.
 * See docs/methods/throughput-forecast.md for the formula, its source and the figures reached.
 */
import { logGamma } from "../numbers/log-gamma.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import { calibration, type Calibration, type JudgedForecast } from "./calibration.ts";
import { chancesAround, type NegativeBinomials } from "./count-mixture.ts";
import { EXPERT_COUNT, logMeans, MEAN_COUNT, SIZE_COUNT, sizes } from "./throughput-experts.ts";
import { logLevels, weekShape } from "./throughput-levels.ts";

/** Horizons in days at which forecasters are judged, every week. */
const JUDGED_HORIZONS = [7, 14, 28, 56, 84];
/** Days of history before the first judged forecast. */
const WARM_UP = 56;
/** Weeks looked back at most. */
const MOST_WEEKS = 300;
/** Days after which a judgement counts half: for the weights, and for the correction. */
const WEIGHT_HALF_LIFE = 120;
const CORRECTION_HALF_LIFE = 1000;
/**
 * Judged weekly forecasts that "as forecast" counts for at 84 days. More at nearer horizons, where the forecasters themselves have
 * been judged often, and more at farther ones, where judged forecasts overlap ever more.
 */
const TRUST = 50;

export interface ThroughputModel {
  readonly daily: ArrayLike<number>;
  /** How much of a usual day each past and each known future day is; beyond, the shape of the week alone. */
  readonly effective: (day: number) => number;
  readonly counts: Float64Array;
  readonly levels: Float64Array;
  /** Days before which a forecast is made, rising, a week apart; the last is now. */
  readonly origins: Int32Array;
  /** The forecasters that matter at each origin. */
  readonly weights: readonly Weights[];
}

interface Weights {
  readonly experts: Int32Array;
  readonly shares: Float64Array;
}

export interface ThroughputOptions {
  /**
   * For each day of the history, and as far beyond as known, how much of a usual day the team works: 1 as usual, 0 on a
   * day off. All ones unless told. The shape of the week is learnt and need not be given.
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
  const levels = logLevels(
    daily,
    Float64Array.from({ length: now }, (_, day) => effective(day)),
    origins,
  );
  const counts = new Float64Array(now + 1);
  for (let day = 0; day < now; day++) counts[day + 1] = counts[day]! + daily[day]!;
  const model = { daily, effective, counts, levels, origins };
  return { ...model, weights: weigh(model) };
}

/** The mixture that the model forecasts for `days` days from origin number `at`, before correction. */
export function forecastMixture(model: ThroughputModel, at: number, days: number): NegativeBinomials {
  const { experts, shares } = model.weights[at]!;
  const from = model.origins[at]!;
  const logMean = logMeans(model.levels, at, days, effectiveDays(model, from, days));
  const size = sizes(days);
  return {
    weights: shares,
    means: Float64Array.from(experts, (e) => Math.exp(logMean[Math.floor(e / SIZE_COUNT)]!)),
    sizes: Float64Array.from(experts, (e) => size[e % SIZE_COUNT]!),
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

function effectiveDays(model: Pick<ThroughputModel, "effective">, from: number, days: number): number {
  let sum = 0;
  for (let day = from; day < from + days; day++) sum += model.effective(day);
  return sum;
}

/**
 * The forecasters' shares at each origin: proportional to the likelihood of what had happened by then, with judgements
 * fading over time and overlapping ones sharing one vote. All are equal before the first judgement.
 */
function weigh({ effective, counts, levels, origins }: Omit<ThroughputModel, "weights">): Weights[] {
  const fade = 0.5 ** (7 / WEIGHT_HALF_LIFE);
  const total = new Float64Array(EXPERT_COUNT);
  const horizons = JUDGED_HORIZONS.map((days) => ({ days, size: sizes(days) }));
  const constants = horizons.map(({ size }) => size.map((r) => r * Math.log(r) - logGamma(r)));
  return Array.from(origins, (_, i) => {
    for (let e = 0; e < EXPERT_COUNT; e++) total[e]! *= fade;
    horizons.forEach(({ days, size }, h) => {
      const at = i - days / 7;
      if (at < 0) return;
      const from = origins[at]!;
      const logMean = logMeans(levels, at, days, effectiveDays({ effective }, from, days));
      judge(total, logMean, size, constants[h]!, counts[from + days]! - counts[from]!, 7 / days);
    });
    return shareOut(total);
  });
}

/** Adds each forecaster's log-likelihood of `happened`, but for what all have in common, times `vote`. */
function judge(
  total: Float64Array,
  logMean: Float64Array,
  size: Float64Array,
  constants: Float64Array,
  happened: number,
  vote: number,
): void {
  const bySize = new Float64Array(SIZE_COUNT);
  for (let s = 0; s < SIZE_COUNT; s++) bySize[s] = constants[s]! + logGamma(happened + size[s]!);
  for (let m = 0; m < MEAN_COUNT; m++) {
    const mean = Math.exp(logMean[m]!);
    const common = happened * logMean[m]!;
    const start = m * SIZE_COUNT;
    for (let s = 0; s < SIZE_COUNT; s++) {
      total[start + s]! += vote * (bySize[s]! + common - (size[s]! + happened) * Math.log(size[s]! + mean));
    }
  }
}

/** Shares from log-likelihoods; those below a thousandth of the best, which could not be seen in the result, are left out. */
function shareOut(total: Float64Array): Weights {
  let best = -Infinity;
  for (const value of total) best = Math.max(best, value);
  const experts: number[] = [];
  const shares: number[] = [];
  let sum = 0;
  for (let e = 0; e < EXPERT_COUNT; e++) {
    const share = Math.exp(total[e]! - best);
    if (share < 1e-3) continue;
    experts.push(e);
    shares.push(share);
    sum += share;
  }
  return { experts: Int32Array.from(experts), shares: Float64Array.from(shares, (share) => share / sum) };
}
