/** The gamma distribution, by shape and scale (mean = shape · scale), and the regularised incomplete gamma function. */
import { logGamma } from "./log-gamma.ts";
import { normalQuantile, sampleNormal } from "./normal.ts";
import type { RandomStream } from "./random.ts";
import { RefusedInput, requirePositive, requireProbability } from "./refused-input.ts";

/**
 * P(a, x): the chance that a gamma variable of shape a and scale 1 is at most x. Relative error near 1e-13.
 * Power series below a + 1, Lentz's continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31).
 */
export function regularizedGamma(a: number, x: number): number {
  requireArguments(a, x);
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), without losing digits where P is near 1. */
export function regularizedGammaTail(a: number, x: number): number {
  requireArguments(a, x);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x);
}

/** P(X ≤ x). */
export function gammaCdf(x: number, shape: number, scale = 1): number {
  requirePositive(scale, "The scale");
  return x <= 0 ? 0 : regularizedGamma(shape, x / scale);
}

/**
 * The x with P(X ≤ x) = p, relative error near 1e-12; ∞ at 1.
 * Start by Wilson and Hilferty (1931), then Halley steps kept inside a shrinking bracket.
 */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  requireProbability(p, "The probability of a gamma quantile");
  requirePositive(shape, "The shape");
  requirePositive(scale, "The scale");
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const logConstant = logGamma(shape);
  const cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  let x = shape * cube ** 3;
  // Near zero P(a, x) ≈ x^a / Γ(a + 1), which is exact enough where the cube fails.
  const small = Math.exp((Math.log(p) + logGamma(shape + 1)) / shape);
  if (!(x > small) || small < 0.2 * shape) x = small;
  if (x === 0) return 0;
  let low = 0;
  let high = Infinity;
  for (let step = 0; step < 100; step++) {
    const excess = p < 0.5 ? regularizedGamma(shape, x) - p : 1 - p - regularizedGammaTail(shape, x);
    if (excess === 0) break;
    if (excess > 0) high = x;
    else low = x;
    const density = Math.exp((shape - 1) * Math.log(x) - x - logConstant);
    const newton = excess / density;
    let next = x - newton / Math.max(0.5, 1 - 0.5 * newton * ((shape - 1) / x - 1));
    if (!(next > low && next < high)) next = high === Infinity ? x * 2 : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-14 * x) {
      x = next;
      break;
    }
    x = next;
  }
  return x * scale;
}

/** One draw. Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000). */
export function sampleGamma(random: RandomStream, shape: number, scale = 1): number {
  requirePositive(scale, "The scale");
  return Math.exp(sampleLogGamma(random, shape)) * scale;
}

/** The logarithm of one draw of scale 1: finite also for tiny shapes, whose draws themselves round to zero. */
export function sampleLogGamma(random: RandomStream, shape: number): number {
  requirePositive(shape, "The shape");
  if (shape < 1) return sampleLogGamma(random, shape + 1) + Math.log(random.nextOpenUniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = sampleNormal(random);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    const logV = Math.log(v);
    if (Math.log(random.nextOpenUniform()) < 0.5 * z * z + d * (1 - v + logV)) return Math.log(d) + logV;
  }
}

function requireArguments(a: number, x: number): void {
  requirePositive(a, "The shape");
  if (!(x >= 0))
    throw new RefusedInput("negative", `The incomplete gamma function needs x of zero or more; it is ${x}.`);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = a + 1; term > sum * 1e-17; n++) {
    term *= x / n;
    sum += term;
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - logGamma(a)));
}

function continuedFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}
