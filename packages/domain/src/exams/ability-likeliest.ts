import { RefusedInput } from "../numbers/refused-input.ts";
import { likelihoodAt, requireAnswers } from "./ability-estimate.ts";
import type { AbilityEstimate, AbilityRefusal } from "./ability-estimate.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { Answer } from "./response-patterns.ts";

/** Furthest abilities an unbounded estimate may reach. */
export interface AbilityRange {
  readonly lowest: number;
  readonly highest: number;
}

export const ABILITY_RANGE: AbilityRange = { lowest: -6, highest: 6 };
const SCAN = 240;

/**
 * Maximum likelihood (ML): the ability under which the answers are likeliest. Without any prior, so all answers right
 * (or wrong) run to the end of the range, which `bound` says. With guessing the likelihood can have several peaks
 * (Samejima, Psychometrika 38, 1973); the range is scanned and the highest taken.
 */
export function likeliestAbility(
  items: readonly ItemParameters[],
  answers: readonly Answer[],
  range: AbilityRange = ABILITY_RANGE,
): AbilityEstimate {
  requireAnswers(items, answers);
  requireRange(range);
  return highestPeak(items, answers, range, (at) => at.slope);
}

/**
 * Weighted likelihood (WL) of Warm ("Weighted likelihood estimation of ability in item response theory", Psychometrika
 * 54, 1989): maximum likelihood with its first-order bias taken out. Finite for perfect answers too.
 */
export function weightedAbility(
  items: readonly ItemParameters[],
  answers: readonly Answer[],
  range: AbilityRange = ABILITY_RANGE,
): AbilityEstimate {
  requireAnswers(items, answers);
  requireRange(range);
  return highestPeak(
    items,
    answers,
    range,
    (at) => at.slope + (at.information > 0 ? at.skew / (2 * at.information) : 0),
  );
}

function requireRange({ lowest, highest }: AbilityRange): void {
  if (!(Number.isFinite(lowest) && Number.isFinite(highest) && lowest < highest)) {
    throw new RefusedInput<AbilityRefusal>(
      "bad_range",
      `The range of abilities must run from a lower to a higher number; it is ${lowest} to ${highest}.`,
    );
  }
}

/** Where `equation` crosses zero downwards; of several crossings the one with the most likelihood. */
function highestPeak(
  items: readonly ItemParameters[],
  answers: readonly Answer[],
  { lowest, highest }: AbilityRange,
  equation: (at: ReturnType<typeof likelihoodAt>) => number,
): AbilityEstimate {
  const at = (ability: number) => likelihoodAt(items, answers, ability);
  const value = (ability: number) => equation(at(ability));
  let best: { ability: number; logLikelihood: number; bound?: "lowest" | "highest" } | undefined;
  const consider = (ability: number, bound?: "lowest" | "highest") => {
    const { logLikelihood } = at(ability);
    if (!best || logLikelihood > best.logLikelihood) best = { ability, logLikelihood, ...(bound && { bound }) };
  };
  let left = value(lowest);
  if (left <= 0) consider(lowest, "lowest");
  for (let i = 1; i <= SCAN; i++) {
    const to = lowest + ((highest - lowest) * i) / SCAN;
    const right = value(to);
    if (left > 0 && right <= 0) consider(bisect(value, lowest + ((highest - lowest) * (i - 1)) / SCAN, to));
    left = right;
  }
  if (left > 0) consider(highest, "highest");
  const { ability, bound } = best!;
  const { information } = at(ability);
  return { ability, error: information > 0 ? 1 / Math.sqrt(information) : Infinity, ...(bound && { bound }) };
}

function bisect(value: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 60 && high - low > 1e-13; i++) {
    const middle = (low + high) / 2;
    if (value(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
