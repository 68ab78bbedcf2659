/** The logarithm of the gamma function and of what is built from it. */
import { requirePositive } from "./refused-input.ts";

const HALF_LOG_2PI = 0.9189385332046727;
/** Bernoulli numbers over 2k(2k − 1), k = 1 … 8: Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/**
 * ln Γ(x) for x > 0, absolute error near 1e-15 · max(1, |ln Γ(x)|).
 * Stirling's series from x ≥ 10 on, reached by Γ(x + 1) = x Γ(x) (Abramowitz and Stegun 6.1.41, 6.1.15).
 */
export function logGamma(x: number): number {
  requirePositive(x, "The argument of ln Γ");
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_2PI + stirlingRest(shifted) - Math.log(product);
}

/** What Stirling's formula leaves out of ln Γ(x), x ≥ 10; below 1/120. */
function stirlingRest(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * inverseSquare + STIRLING[k]!;
  return sum / x;
}

const FACTORIALS = Float64Array.from({ length: 256 }, (_, n) => (n < 2 ? 0 : logGamma(n + 1)));

/** ln n! for a whole n ≥ 0; tabled below 256. */
export function logFactorial(n: number): number {
  return n < 256 ? FACTORIALS[n]! : logGamma(n + 1);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ψ(x), the derivative of ln Γ, for x > 0. Asymptotic series from x ≥ 10 on (Abramowitz and Stegun 6.3.18, 6.3.5). */
export function digamma(x: number): number {
  requirePositive(x, "The argument of ψ");
  let shifted = x;
  let sum = 0;
  while (shifted < 10) {
    sum -= 1 / shifted;
    shifted += 1;
  }
  const y = 1 / (shifted * shifted);
  const series =
    y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y / 12))))));
  return sum + Math.log(shifted) - 0.5 / shifted - series;
}
