/** The chi-square distribution: a gamma distribution of shape k / 2 and scale 2. */
import { gammaQuantile, regularizedGamma, regularizedGammaTail } from "./gamma.ts";

/** P(X ≤ x) with `degrees` of freedom. */
export function chiSquareCdf(x: number, degrees: number): number {
  return regularizedGamma(degrees / 2, Math.max(0, x) / 2);
}

/** P(X > x): the p-value of a chi-square statistic. */
export function chiSquareTail(x: number, degrees: number): number {
  return regularizedGammaTail(degrees / 2, Math.max(0, x) / 2);
}

/** The x with P(X ≤ x) = p. */
export function chiSquareQuantile(p: number, degrees: number): number {
  return gammaQuantile(p, degrees / 2, 2);
}
