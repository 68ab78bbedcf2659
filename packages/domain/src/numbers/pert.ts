/**
 * The (modified) PERT distribution of a three-point estimate: a beta distribution stretched over [least, most] whose
 * mean is (least + λ likely + most) / (λ + 2). λ = 4 is Malcolm, Roseboom, Clark and Fazar (1959); other λ Vose (2000).
 */
import { betaQuantile, sampleBeta } from "./beta.ts";
import type { RandomStream } from "./random.ts";
import { requirePositive } from "./refused-input.ts";
import { requireThreePoints, type ThreePoints } from "./triangular.ts";

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of the distribution itself (not the textbook's ((most − least) / 6)², which only approximates it). */
export function pertMoments(points: ThreePoints, weight = 4): Moments {
  const { a, b, width } = shapes(points, weight);
  if (width === 0) return { mean: points.least, variance: 0 };
  const mean = points.least + (width * a) / (a + b);
  return { mean, variance: (width * width * a * b) / ((a + b) ** 2 * (a + b + 1)) };
}

/** The x with P(X ≤ x) = p. */
export function pertQuantile(p: number, points: ThreePoints, weight = 4): number {
  const { a, b, width } = shapes(points, weight);
  return width === 0 ? points.least : points.least + width * betaQuantile(p, a, b);
}

/** One draw. */
export function samplePert(random: RandomStream, points: ThreePoints, weight = 4): number {
  const { a, b, width } = shapes(points, weight);
  return width === 0 ? points.least : points.least + width * sampleBeta(random, a, b);
}

function shapes(points: ThreePoints, weight: number): { a: number; b: number; width: number } {
  requireThreePoints(points);
  requirePositive(weight, "The weight of the likely value");
  const { least, likely, most } = points;
  const width = most - least;
  if (width === 0) return { a: 1, b: 1, width };
  return { a: 1 + (weight * (likely - least)) / width, b: 1 + (weight * (most - likely)) / width, width };
}
