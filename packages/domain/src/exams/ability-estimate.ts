import { RefusedInput } from "../numbers/refused-input.ts";
import { requireItems } from "./item-parameters.ts";
import { logistic } from "./response-probability.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { Answer } from "./response-patterns.ts";

/** Where a person stands, in standard deviations of the reference population. */
export interface AbilityEstimate {
  readonly ability: number;
  /** Standard error of `ability`; Infinity where the answers set no limit. */
  readonly error: number;
  /** Set where the estimate ran to the end of the range: all answers right, or all wrong. */
  readonly bound?: "lowest" | "highest";
}

export type AbilityRefusal = "answers_do_not_match" | "bad_answer" | "nothing_answered" | "bad_range";

/** Refuses answers that do not belong to the questions, and an empty sitting. */
export function requireAnswers(items: readonly ItemParameters[], answers: readonly Answer[]): void {
  requireItems(items);
  if (answers.length !== items.length) {
    throw new RefusedInput<AbilityRefusal>(
      "answers_do_not_match",
      `There are ${answers.length} answers to ${items.length} questions.`,
    );
  }
  for (const [at, answer] of answers.entries()) {
    if (answer !== 0 && answer !== 1 && answer !== null) {
      throw new RefusedInput<AbilityRefusal>(
        "bad_answer",
        `Question ${at}: an answer is 1, 0 or null; it is ${String(answer)}.`,
        at,
      );
    }
  }
  if (answers.every((answer) => answer === null)) {
    throw new RefusedInput<AbilityRefusal>(
      "nothing_answered",
      "No question was answered, so nothing can be said about the ability.",
    );
  }
}

/** Log-likelihood of the answers at an ability, its slope there, and the expected (Fisher) information. */
export function likelihoodAt(items: readonly ItemParameters[], answers: readonly Answer[], ability: number) {
  let logLikelihood = 0;
  let slope = 0;
  let information = 0;
  // Σ P′P″ / (P(1 − P)), which Warm's estimate needs.
  let skew = 0;
  for (const [j, item] of items.entries()) {
    const answer = answers[j];
    if (answer === null || answer === undefined) continue;
    const { slope: a, guessing: c } = item;
    const z = a * (ability - item.difficulty);
    const raw = logistic(z);
    const wrongRaw = logistic(-z);
    const right = c + (1 - c) * raw;
    // P′ / (P(1 − P)) with the factors that vanish together already cancelled.
    const ratio = c === 0 ? a : (a * raw) / right;
    logLikelihood += answer === 1 ? Math.log(right) : Math.log1p(-c) + logSmall(wrongRaw, z);
    slope += answer === 1 ? (c === 0 ? a * wrongRaw : (a * raw * (1 - c) * wrongRaw) / right) : -a * raw;
    information += ratio * a * (1 - c) * raw * wrongRaw;
    skew += ratio * a * a * (1 - c) * raw * wrongRaw * (wrongRaw - raw);
  }
  return { logLikelihood, slope, information, skew };
}

function logSmall(value: number, z: number): number {
  return value > 0 ? Math.log(value) : -z;
}
