/** The Weibull distribution, by shape and scale: P(X > x) = exp(−(x / scale)^shape). */
import type { RandomStream } from "./random.ts";
import { requirePositive, requireProbability } from "./refused-input.ts";

/** P(X ≤ x). */
export function weibullCdf(x: number, shape: number, scale: number): number {
  requirePositive(shape, "The shape");
  requirePositive(scale, "The scale");
  return x <= 0 ? 0 : -Math.expm1(-((x / scale) ** shape));
}

/** The x with P(X ≤ x) = p. */
export function weibullQuantile(p: number, shape: number, scale: number): number {
  requireProbability(p, "The probability of a Weibull quantile");
  requirePositive(shape, "The shape");
  requirePositive(scale, "The scale");
  return scale * (-Math.log1p(-p)) ** (1 / shape);
}

/** One draw by inversion: exactly one uniform. */
export function sampleWeibull(random: RandomStream, shape: number, scale: number): number {
  return weibullQuantile(random.nextUniform(), shape, scale);
}
