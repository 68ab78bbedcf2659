/** Student's t distribution. */
import { betaCdf, betaQuantile } from "./beta.ts";
import { normalQuantile } from "./normal.ts";
import { requirePositive, requireProbability } from "./refused-input.ts";

/** P(T ≤ t) with `degrees` of freedom. */
export function studentTCdf(t: number, degrees: number): number {
  requirePositive(degrees, "The degrees of freedom");
  if (t === 0) return 0.5;
  const tail = 0.5 * betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p; −∞ at 0 and ∞ at 1. Beyond 1e10 degrees of freedom it is the normal quantile. */
export function studentTQuantile(p: number, degrees: number): number {
  requireProbability(p, "The probability of a t quantile");
  requirePositive(degrees, "The degrees of freedom");
  if (p === 0.5) return 0;
  if (degrees > 1e10) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? -Infinity : Infinity;
  // x = degrees / (degrees + t²); near the middle 1 − x carries the digits.
  const complement = betaQuantile(1 - 2 * tail, 0.5, degrees / 2);
  const t =
    complement < 0.5
      ? Math.sqrt((degrees * complement) / (1 - complement))
      : Math.sqrt(degrees * (1 / betaQuantile(2 * tail, degrees / 2, 0.5) - 1));
  return p < 0.5 ? -t : t;
}
