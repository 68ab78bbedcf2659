/** Possible futures, day by day: for questions that need whole paths and not only how many by when. */
import { sampleBinomial } from "../numbers/binomial.ts";
import { sampleGamma } from "../numbers/gamma.ts";
import { randomStream, type RandomStream, type Seed } from "../numbers/random.ts";
import { requireCount } from "../numbers/refused-input.ts";
import { calibrated } from "./calibration.ts";
import { totalsIn, type CorrectedTotals, type ThroughputForecast } from "./throughput-forecast.ts";

export interface Trials {
  readonly days: number;
  readonly trials: number;
  /** Items finished on day d of trial t at index t · days + d. */
  readonly finished: Int32Array;
}

/** Past days from which the unevenness of days is learnt. */
const UNEVEN_DAYS = 364;

/**
 * Draws whole futures of `days` days. The totals follow the corrected forecast exactly; each total is then spread over the
 * days as a negative binomial day-by-day process with that total would be (Dirichlet-multinomial), as unevenly as the
 * last year's days were within their weeks. O(trials · (days + items)).
 */
export function throughputTrials(
  forecast: ThroughputForecast,
  { days, trials, seed }: { days: number; trials: number; seed: Seed },
): Trials {
  requireCount(trials, "The number of trials", 1);
  const random = randomStream(seed);
  const totals = totalGuide(totalsIn(forecast, days));
  const { model } = forecast;
  const now = model.daily.length;
  const effective = Float64Array.from({ length: days }, (_, day) => model.effective(now + day));
  // A stretch without a single working day has nothing to be spread over: then every day is as good.
  if (effective.every((share) => share === 0)) effective.fill(1);
  const sameness = sizePerDay(model.daily, model.effective);
  const finished = new Int32Array(trials * days);
  const exposed = effective.reduce((sum, share) => sum + share, 0);
  const own = sameness * exposed;
  const places = placesByShare(effective, exposed);
  const perBall = PLACES / own;
  const urn = new Int32Array(URN);
  for (let trial = 0; trial < trials; trial++) {
    const total = drawTotal(random, totals);
    const start = trial * days;
    if (total <= URN) {
      // Pólya's urn: an item falls on a day of its own choice, or joins one of the items already placed.
      for (let item = 0; item < total; item++) {
        const ball = random.nextUint32() * TO_UNIT * (own + item);
        const day = ball < own ? places[Math.floor(ball * perBall)]! : urn[Math.floor(ball - own)]!;
        urn[item] = day;
        finished[start + day]! += 1;
      }
    } else spread(random, total, effective, sameness, finished.subarray(start, start + days));
  }
  return { days, trials, finished };
}

const TO_UNIT = 2 ** -32;
const PLACES = 8192;

/** A day for each of many even places, as many as its share: one look draws a day, to within 1 / 8,192. */
function placesByShare(effective: Float64Array, exposed: number): Int32Array {
  const places = new Int32Array(PLACES);
  let day = 0;
  let reached = effective[0]!;
  for (let place = 0; place < PLACES; place++) {
    while (day < effective.length - 1 && ((place + 0.5) / PLACES) * exposed >= reached) {
      day += 1;
      reached += effective[day]!;
    }
    places[place] = day;
  }
  return places;
}

/** Totals up to this many are placed item by item. */
const URN = 256;

/** The same by drawing each day's weight and splitting the total step by step. */
function spread(random: RandomStream, total: number, effective: Float64Array, sameness: number, row: Int32Array): void {
  const weights = effective.map((share) => (share > 0 ? sampleGamma(random, sameness * share) : 0));
  let left = weights.reduce((sum, weight) => sum + weight, 0);
  let items = total;
  for (let day = 0; day < weights.length && items > 0; day++) {
    const chance = left > 0 ? Math.min(1, weights[day]! / left) : 1;
    const here = day === weights.length - 1 ? items : sampleBinomial(random, items, chance);
    row[day] = here;
    items -= here;
    left -= weights[day]!;
  }
}

/** A table from even probabilities to totals, so that one draw costs a look and a few steps. */
interface TotalGuide {
  readonly cumulative: Float64Array;
  readonly step: number;
  readonly start: Int32Array;
}

const GUIDE = 1024;

function totalGuide({ table, correction }: CorrectedTotals): TotalGuide {
  const cumulative = table.cumulative.map((chance) => calibrated(correction, chance));
  const start = new Int32Array(GUIDE);
  let cell = 0;
  for (let i = 0; i < GUIDE; i++) {
    while (cell < cumulative.length - 1 && cumulative[cell]! <= i / GUIDE) cell += 1;
    start[i] = cell;
  }
  return { cumulative, step: table.step, start };
}

function drawTotal(random: RandomStream, { cumulative, step, start }: TotalGuide): number {
  const u = random.nextUniform();
  let cell = start[Math.floor(u * GUIDE)]!;
  while (cell < cumulative.length - 1 && cumulative[cell]! <= u) cell += 1;
  return step === 1 ? cell : Math.max(0, Math.round((cell + random.nextUniform() - 0.5) * step));
}

/**
 * How even days are: the negative binomial size of a usual day, from the spread of days within their own weeks, so that the
 * drift of the level is not taken for unevenness. Between 0.05 (all in one go) and 100 (each item for itself).
 */
function sizePerDay(daily: ArrayLike<number>, effective: (day: number) => number): number {
  let excess = 0;
  let square = 0;
  for (let end = daily.length; end >= 7 && end > daily.length - UNEVEN_DAYS; end -= 7) {
    let count = 0;
    let share = 0;
    for (let day = end - 7; day < end; day++) {
      count += daily[day]!;
      share += effective(day);
    }
    if (count === 0 || share === 0) continue;
    for (let day = end - 7; day < end; day++) {
      const expected = (count * effective(day)) / share;
      const part = effective(day) / share;
      // A multinomial day varies by expected · (1 − part); more than that is unevenness.
      excess += (daily[day]! - expected) ** 2 - expected * (1 - part);
      square += expected * expected * (1 - part);
    }
  }
  if (square === 0) return 1;
  return Math.min(100, Math.max(0.05, excess > 0 ? square / excess : 100));
}
