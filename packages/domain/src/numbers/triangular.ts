/** The triangular distribution between `least` and `most`, highest at `likely`. */
import type { RandomStream } from "./random.ts";
import { RefusedInput, requireFinite, requireProbability } from "./refused-input.ts";

/** Three points of an estimate: least ≤ likely ≤ most. */
export interface ThreePoints {
  readonly least: number;
  readonly likely: number;
  readonly most: number;
}

/** Refuses three points that are not finite or not in order. */
export function requireThreePoints({ least, likely, most }: ThreePoints): void {
  requireFinite(least, "The least");
  requireFinite(likely, "The likely");
  requireFinite(most, "The most");
  if (!(least <= likely && likely <= most)) {
    throw new RefusedInput("unordered", `An estimate needs least ≤ likely ≤ most; it is ${least}, ${likely}, ${most}.`);
  }
}

/** The x with P(X ≤ x) = p. */
export function triangularQuantile(p: number, points: ThreePoints): number {
  requireProbability(p, "The probability of a triangular quantile");
  requireThreePoints(points);
  const { least, likely, most } = points;
  const width = most - least;
  if (width === 0) return least;
  if (p * width < likely - least) return least + Math.sqrt(p * width * (likely - least));
  return most - Math.sqrt((1 - p) * width * (most - likely));
}

/** One draw by inversion: exactly one uniform. */
export function sampleTriangular(random: RandomStream, points: ThreePoints): number {
  return triangularQuantile(random.nextUniform(), points);
}
