/** The binomial distribution: successes among `trials`, each with `chance`. */
import { betaCdf } from "./beta.ts";
import { logFactorial } from "./log-gamma.ts";
import type { RandomStream } from "./random.ts";
import { requireCount, requireProbability } from "./refused-input.ts";

/** P(X = k). */
export function binomialMass(k: number, trials: number, chance: number): number {
  requireParameters(trials, chance);
  if (!Number.isInteger(k) || k < 0 || k > trials) return 0;
  if (chance === 0 || chance === 1) return Number(k === chance * trials);
  const choose = logFactorial(trials) - logFactorial(k) - logFactorial(trials - k);
  return Math.exp(choose + k * Math.log(chance) + (trials - k) * Math.log1p(-chance));
}

/** P(X ≤ k). */
export function binomialCdf(k: number, trials: number, chance: number): number {
  requireParameters(trials, chance);
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  return whole >= trials ? 1 : 1 - betaCdf(chance, whole + 1, trials - whole);
}

/**
 * One draw. Inversion by counting where fewer than 10 are expected on the rarer side, else transformed rejection
 * (W. Hörmann, "The generation of binomial random variates", 1993: BTRS).
 */
export function sampleBinomial(random: RandomStream, trials: number, chance: number): number {
  requireParameters(trials, chance);
  if (chance > 0.5) return trials - sampleRarer(random, trials, 1 - chance);
  return sampleRarer(random, trials, chance);
}

function sampleRarer(random: RandomStream, trials: number, chance: number): number {
  if (trials === 0 || chance === 0) return 0;
  const odds = chance / (1 - chance);
  if (trials * chance < 10) {
    let left = random.nextUniform();
    let mass = Math.exp(trials * Math.log1p(-chance));
    let k = 0;
    while (left >= mass && k < trials) {
      left -= mass;
      mass *= ((trials - k) / (k + 1)) * odds;
      k += 1;
    }
    return k;
  }
  const spread = Math.sqrt(trials * chance * (1 - chance));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const centre = trials * chance + 0.5;
  const accept = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(odds);
  const mode = Math.floor((trials + 1) * chance);
  const top = logFactorial(mode) + logFactorial(trials - mode);
  for (;;) {
    const u = random.nextUniform() - 0.5;
    const v = random.nextOpenUniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= accept) return k;
    if (k < 0 || k > trials) continue;
    const bound = top - logFactorial(k) - logFactorial(trials - k) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= bound) return k;
  }
}

function requireParameters(trials: number, chance: number): void {
  requireCount(trials, "The number of trials");
  requireProbability(chance, "The chance of success");
}
