import { NOT_GIVEN } from "./response-patterns.ts";
import { logistic } from "./response-probability.ts";
import type { ResponsePatterns } from "./response-patterns.ts";
import type { AbilityGrid } from "./ability-grid.ts";

/** Parameters of all questions while they are being estimated: P = c + (1 − c) · logistic(slope · ability + intercept), c = logistic(guessingLogit). */
export interface WorkingItems {
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  /** −∞ where there is no guessing. */
  readonly guessingLogit: Float64Array;
}

/** Per question and grid point (row-major, items × points): people expected to have been asked, and to have answered right. */
export interface ExpectedAnswers {
  readonly asked: Float64Array;
  readonly right: Float64Array;
  /** Marginal log-likelihood of all answers. */
  readonly logLikelihood: number;
}

/** Log chances of a right and of a wrong answer, items × points. */
export function logChances(items: WorkingItems, grid: AbilityGrid): { logRight: Float64Array; logWrong: Float64Array } {
  const points = grid.abilities.length;
  const logRight = new Float64Array(items.slope.length * points);
  const logWrong = new Float64Array(items.slope.length * points);
  for (let j = 0; j < items.slope.length; j++) {
    const guessing = logistic(items.guessingLogit[j]!);
    for (let k = 0; k < points; k++) {
      const z = items.slope[j]! * grid.abilities[k]! + items.intercept[j]!;
      // log(1 + e^z) without overflow, so that neither chance is lost to rounding far from the difficulty.
      const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
      logWrong[j * points + k] = Math.log1p(-guessing) - softplus;
      logRight[j * points + k] = guessing === 0 ? z - softplus : Math.log(guessing + (1 - guessing) * logistic(z));
    }
  }
  return { logRight, logWrong };
}

/**
 * The expectation step (Bock and Aitkin, "Marginal maximum likelihood estimation of item parameters: application of
 * an EM algorithm", Psychometrika 46, 1981): every pattern's people are spread over the grid by their posterior.
 */
export function expectedAnswers(patterns: ResponsePatterns, items: WorkingItems, grid: AbilityGrid): ExpectedAnswers {
  const { logRight, logWrong } = logChances(items, grid);
  const points = grid.abilities.length;
  const logWeights = grid.weights.map(Math.log);
  const asked = new Float64Array(patterns.items * points);
  const right = new Float64Array(patterns.items * points);
  const posterior = new Float64Array(points);
  let logLikelihood = 0;
  for (let p = 0; p < patterns.people.length; p++) {
    const people = patterns.people[p]!;
    logLikelihood += people * posteriorOf(patterns, p, logRight, logWrong, logWeights, posterior);
    for (let j = 0; j < patterns.items; j++) {
      const answer = patterns.answers[p * patterns.items + j]!;
      if (answer === NOT_GIVEN) continue;
      const base = j * points;
      for (let k = 0; k < points; k++) asked[base + k]! += people * posterior[k]!;
      if (answer === 1) for (let k = 0; k < points; k++) right[base + k]! += people * posterior[k]!;
    }
  }
  return { asked, right, logLikelihood };
}

/** Fills `posterior` (sums to 1) for one pattern and returns the pattern's log-likelihood. */
export function posteriorOf(
  patterns: ResponsePatterns,
  p: number,
  logRight: Float64Array,
  logWrong: Float64Array,
  logWeights: Float64Array,
  posterior: Float64Array,
): number {
  const points = posterior.length;
  posterior.set(logWeights);
  for (let j = 0; j < patterns.items; j++) {
    const answer = patterns.answers[p * patterns.items + j]!;
    if (answer === NOT_GIVEN) continue;
    const chances = answer === 1 ? logRight : logWrong;
    const base = j * points;
    for (let k = 0; k < points; k++) posterior[k]! += chances[base + k]!;
  }
  let top = -Infinity;
  for (let k = 0; k < points; k++) if (posterior[k]! > top) top = posterior[k]!;
  let total = 0;
  for (let k = 0; k < points; k++) {
    const weight = Math.exp(posterior[k]! - top);
    posterior[k] = weight;
    total += weight;
  }
  for (let k = 0; k < points; k++) posterior[k]! /= total;
  return top + Math.log(total);
}
