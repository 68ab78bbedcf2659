/** The Poisson distribution, by its mean. */
import { regularizedGammaTail } from "./gamma.ts";
import { logFactorial } from "./log-gamma.ts";
import type { RandomStream } from "./random.ts";
import { RefusedInput } from "./refused-input.ts";

/** P(X = k) for a whole k. */
export function poissonMass(k: number, mean: number): number {
  requireMean(mean);
  if (k < 0 || !Number.isInteger(k)) return 0;
  return mean === 0 ? Number(k === 0) : Math.exp(k * Math.log(mean) - mean - logFactorial(k));
}

/** P(X ≤ k). */
export function poissonCdf(k: number, mean: number): number {
  requireMean(mean);
  if (k < 0) return 0;
  return mean === 0 ? 1 : regularizedGammaTail(Math.floor(k) + 1, mean);
}

/**
 * One draw; `mean` of zero or more. Inversion by counting below 10, else transformed rejection
 * (W. Hörmann, "The transformed rejection method for generating Poisson random variables", 1993: PTRS).
 */
export function samplePoisson(random: RandomStream, mean: number): number {
  requireMean(mean);
  return mean < 10 ? byCounting(random, mean) : byRejection(random, mean);
}

function byCounting(random: RandomStream, mean: number): number {
  let left = random.nextUniform();
  let mass = Math.exp(-mean);
  let k = 0;
  while (left >= mass && k < 200) {
    left -= mass;
    k += 1;
    mass *= mean / k;
  }
  return k;
}

function byRejection(random: RandomStream, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accept = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.nextUniform() - 0.5;
    const v = random.nextOpenUniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= accept) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= k * logMean - mean - logFactorial(k)) return k;
  }
}

function requireMean(mean: number): void {
  if (!(mean >= 0 && mean < 1e15)) {
    throw new RefusedInput("negative", `The mean of a Poisson distribution must be from 0 to 1e15; it is ${mean}.`);
  }
}
