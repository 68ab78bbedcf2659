/**
 * The negative binomial distribution as a Poisson whose mean is gamma distributed: counts more spread than Poisson.
 * By its mean and its size r (the gamma's shape): variance = mean + mean² / size. A large size is nearly Poisson.
 */
import { betaCdf } from "./beta.ts";
import { sampleGamma } from "./gamma.ts";
import { logFactorial, logGamma } from "./log-gamma.ts";
import { samplePoisson } from "./poisson.ts";
import type { RandomStream } from "./random.ts";
import { requirePositive } from "./refused-input.ts";

/** ln P(X = k) for a whole k ≥ 0. */
export function negativeBinomialLogMass(k: number, mean: number, size: number): number {
  requireParameters(mean, size);
  const logShare = Math.log(mean) - Math.log(mean + size);
  return logGamma(k + size) - logGamma(size) - logFactorial(k) - size * Math.log1p(mean / size) + k * logShare;
}

/** P(X ≤ k). */
export function negativeBinomialCdf(k: number, mean: number, size: number): number {
  requireParameters(mean, size);
  return k < 0 ? 0 : betaCdf(size / (size + mean), size, Math.floor(k) + 1);
}

/** One draw. */
export function sampleNegativeBinomial(random: RandomStream, mean: number, size: number): number {
  requireParameters(mean, size);
  return samplePoisson(random, sampleGamma(random, size, mean / size));
}

function requireParameters(mean: number, size: number): void {
  requirePositive(mean, "The mean");
  requirePositive(size, "The size");
}
