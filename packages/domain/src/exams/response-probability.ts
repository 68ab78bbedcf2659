import type { ItemParameters } from "./item-parameters.ts";

/** The logistic function 1 / (1 + e^−z), without overflow at either end. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** Chance that a person of this ability answers the question right. Birnbaum 1968, see `ItemParameters`. */
export function responseProbability(item: ItemParameters, ability: number): number {
  return item.guessing + (1 - item.guessing) * logistic(item.slope * (ability - item.difficulty));
}
