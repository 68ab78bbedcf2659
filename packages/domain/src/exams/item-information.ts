import { logistic } from "./response-probability.ts";
import type { ItemParameters } from "./item-parameters.ts";

/**
 * Fisher information of one question about an ability: how much its answer narrows the estimate there; the standard
 * error after several questions is 1 / √(their sum). a² · (Q/P) · ((P − c) / (1 − c))², Lord, "Applications of Item
 * Response Theory", 1980, equation 5-9.
 */
export function itemInformation(item: ItemParameters, ability: number): number {
  const raw = logistic(item.slope * (ability - item.difficulty));
  const right = item.guessing + (1 - item.guessing) * raw;
  // Far below the difficulty without guessing both Q/P and (P − c)² run to their ends; their product is raw · (1 − raw).
  if (item.guessing === 0) return item.slope * item.slope * raw * (1 - raw);
  return (item.slope * item.slope * raw * raw * (1 - item.guessing) * (1 - raw)) / right;
}

/** Information of a whole form at an ability: the sum over its questions. */
export function formInformation(items: readonly ItemParameters[], ability: number): number {
  let sum = 0;
  for (const item of items) sum += itemInformation(item, ability);
  return sum;
}
