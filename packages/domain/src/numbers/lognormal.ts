/** The lognormal distribution: exp of a normal with mean `mu` and standard deviation `sigma`. */
import { normalCdf, normalQuantile, sampleNormal } from "./normal.ts";
import type { RandomStream } from "./random.ts";
import { RefusedInput, requirePositive } from "./refused-input.ts";

export interface Lognormal {
  /** Mean of the logarithm. */
  readonly mu: number;
  /** Standard deviation of the logarithm, zero or more. */
  readonly sigma: number;
}

/** The lognormal with this mean and this coefficient of variation (standard deviation over mean). */
export function lognormalByMean(mean: number, coefficientOfVariation: number): Lognormal {
  requirePositive(mean, "The mean");
  if (!(coefficientOfVariation >= 0 && coefficientOfVariation < Infinity)) {
    throw new RefusedInput(
      "negative",
      `The coefficient of variation must be zero or more; it is ${coefficientOfVariation}.`,
    );
  }
  const variance = Math.log1p(coefficientOfVariation ** 2);
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

/** The lognormal below whose `low` and above whose `high` lies `outside` / 2 of the chance each; 0 < low < high. */
export function lognormalByRange(low: number, high: number, outside = 0.2): Lognormal {
  requirePositive(low, "The low end");
  if (!(high > low && high < Infinity)) {
    throw new RefusedInput("empty_range", `The high end must be above the low end ${low}; it is ${high}.`);
  }
  const z = normalQuantile(1 - outside / 2);
  return { mu: (Math.log(low) + Math.log(high)) / 2, sigma: (Math.log(high) - Math.log(low)) / (2 * z) };
}

/** P(X ≤ x). */
export function lognormalCdf(x: number, { mu, sigma }: Lognormal): number {
  return x <= 0 ? 0 : normalCdf((Math.log(x) - mu) / sigma);
}

/** The x with P(X ≤ x) = p. */
export function lognormalQuantile(p: number, { mu, sigma }: Lognormal): number {
  return Math.exp(mu + sigma * normalQuantile(p));
}

/** One draw by inversion: exactly one uniform. */
export function sampleLognormal(random: RandomStream, { mu, sigma }: Lognormal): number {
  return Math.exp(sampleNormal(random, mu, sigma));
}
