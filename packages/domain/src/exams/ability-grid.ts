import { RefusedInput, requirePositive } from "../numbers/refused-input.ts";

/** Abilities at which an integral over the population is taken, and how much of the population each stands for (sums to 1). */
export interface AbilityGrid {
  readonly abilities: Float64Array;
  readonly weights: Float64Array;
}

/**
 * An evenly spaced grid under the standard normal population. 61 points over ±6 integrate likelihoods of exams up to
 * a few hundred questions to about six figures: the rectangle rule converges geometrically for such smooth peaks.
 */
export function normalAbilityGrid(points = 61, reach = 6): AbilityGrid {
  if (!Number.isInteger(points) || points < 5) {
    throw new RefusedInput("bad_grid", `A grid of abilities needs at least 5 points; it has ${points}.`);
  }
  requirePositive(reach, "How far a grid of abilities reaches");
  const abilities = new Float64Array(points);
  const weights = new Float64Array(points);
  let total = 0;
  for (let k = 0; k < points; k++) {
    const ability = -reach + (2 * reach * k) / (points - 1);
    abilities[k] = ability;
    weights[k] = Math.exp(-0.5 * ability * ability);
    total += weights[k]!;
  }
  for (let k = 0; k < points; k++) weights[k]! /= total;
  return { abilities, weights };
}
