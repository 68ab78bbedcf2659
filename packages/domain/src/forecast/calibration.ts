/**
 * Correction of forecast probabilities by how past forecasts of the same series turned out (conformal prediction in its
 * distributional form: Chernozhukov, Wüthrich and Zhu, PNAS 118, 2021), drawn towards no correction while few are judged.
 */

/** One past forecast: the probabilities it gave to less than, and to at most, what then happened. */
export interface JudgedForecast {
  readonly below: number;
  readonly upTo: number;
  readonly weight: number;
}

/** A rising map of [0, 1] onto itself, given at `map.length` even places. */
export type Calibration = Float64Array;

const PLACES = 201;

/**
 * The share of past outcomes that fell below each forecast probability. A tie is spread evenly over its probabilities
 * (the non-randomised transform of Czado, Gneiting and Held, Biometrics 65, 2009). `trust` is the weight of "as forecast".
 */
export function calibration(judged: Iterable<JudgedForecast>, trust: number): Calibration {
  // Each outcome adds a ramp from `below` to `upTo`: collect where slopes and steps change, then add up.
  const map = new Float64Array(PLACES);
  let total = trust;
  for (let i = 0; i < PLACES; i++) map[i] = (trust * i) / (PLACES - 1);
  for (const { below, upTo, weight } of judged) {
    total += weight;
    const width = Math.max(upTo - below, 1 / (PLACES - 1));
    // At least as wide as one place, or the map would have steps.
    const from = Math.min(below, 1 - width);
    const first = Math.max(0, Math.ceil(from * (PLACES - 1)));
    for (let i = first; i < PLACES; i++) {
      const share = (i / (PLACES - 1) - from) / width;
      map[i]! += share >= 1 ? weight : weight * Math.max(0, share);
    }
  }
  for (let i = 0; i < PLACES; i++) map[i]! /= total;
  map[PLACES - 1] = 1;
  return map;
}

/** The corrected probability. */
export function calibrated(map: Calibration, probability: number): number {
  const place = Math.min(1, Math.max(0, probability)) * (map.length - 1);
  const below = Math.min(map.length - 2, Math.floor(place));
  return map[below]! + (place - below) * (map[below + 1]! - map[below]!);
}

/** A map between two others, `share` of the way from the first. */
export function blend(first: Calibration, second: Calibration, share: number): Calibration {
  return first.map((value, i) => value + share * (second[i]! - value));
}
