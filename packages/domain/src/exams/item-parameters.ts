/** What is known of one question under item response theory. */
import { RefusedInput } from "../numbers/refused-input.ts";

/**
 * The three-parameter logistic model (Birnbaum, in Lord and Novick, "Statistical Theories of Mental Test Scores",
 * 1968), without the constant 1.7: P(right | ability) = guessing + (1 − guessing) / (1 + e^(−slope · (ability − difficulty))).
 * With `guessing` 0 it is the two-parameter model; with one slope for all questions the one-parameter model.
 */
export interface ItemParameters {
  /** How sharply the question tells abilities apart, per unit of ability. */
  readonly slope: number;
  /** The ability at which a person without guessing answers right half of the time, in standard deviations of the reference population. */
  readonly difficulty: number;
  /** Chance of a right answer far below the difficulty, 0 ≤ guessing < 1. */
  readonly guessing: number;
}

export type ItemRefusal = "no_items" | "bad_slope" | "bad_difficulty" | "bad_guessing";

/** Refuses parameters under which no information or ability can be computed, naming the question by its index. */
export function requireItems(items: readonly ItemParameters[]): void {
  if (items.length === 0) throw new RefusedInput<ItemRefusal>("no_items", "At least one question is needed.");
  for (const [at, { slope, difficulty, guessing }] of items.entries()) {
    if (!Number.isFinite(slope) || slope === 0) {
      throw new RefusedInput<ItemRefusal>(
        "bad_slope",
        `Question ${at}: the slope must be a finite number other than 0; it is ${slope}.`,
        at,
      );
    }
    if (!Number.isFinite(difficulty)) {
      throw new RefusedInput<ItemRefusal>(
        "bad_difficulty",
        `Question ${at}: the difficulty must be a finite number; it is ${difficulty}.`,
        at,
      );
    }
    if (!(guessing >= 0 && guessing < 1)) {
      throw new RefusedInput<ItemRefusal>(
        "bad_guessing",
        `Question ${at}: guessing must be at least 0 and below 1; it is ${guessing}.`,
        at,
      );
    }
  }
}
