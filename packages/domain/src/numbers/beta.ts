/** The beta distribution on [0, 1] and the regularised incomplete beta function. */
import { sampleLogGamma } from "./gamma.ts";
import { logBeta } from "./log-gamma.ts";
import type { RandomStream } from "./random.ts";
import { requirePositive, requireProbability } from "./refused-input.ts";

/**
 * I_x(a, b): the chance that a beta variable is at most x. Relative error near 1e-13.
 * Lentz's continued fraction (Abramowitz and Stegun 26.5.8), on the side where it converges quickly.
 */
export function betaCdf(x: number, a: number, b: number): number {
  requirePositive(a, "The first shape");
  requirePositive(b, "The second shape");
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** The x with I_x(a, b) = p, by Newton steps kept inside a shrinking bracket; absolute error near 1e-14. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability(p, "The probability of a beta quantile");
  if (p === 0 || p === 1) return p;
  const constant = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200; step++) {
    const excess = betaCdf(x, a, b) - p;
    if (excess === 0) break;
    if (excess > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - constant);
    let next = x - excess / density;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-16 + 1e-15 * x) {
      x = next;
      break;
    }
    x = next;
  }
  return x;
}

/** One draw, as the share of one gamma draw in two; in logarithms, so that tiny shapes give 0 or 1 and never NaN. */
export function sampleBeta(random: RandomStream, a: number, b: number): number {
  const first = sampleLogGamma(random, a);
  const second = sampleLogGamma(random, b);
  return 1 / (1 + Math.exp(second - first));
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}
