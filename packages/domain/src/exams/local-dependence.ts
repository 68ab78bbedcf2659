import { RefusedInput } from "../numbers/refused-input.ts";
import { expectedAbility } from "./ability-expected.ts";
import { requireItems } from "./item-parameters.ts";
import { responseProbability } from "./response-probability.ts";
import { NOT_GIVEN } from "./response-patterns.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { Answer, ResponsePatterns } from "./response-patterns.ts";

/** Two questions whose answers go together, or apart, more than ability explains. */
export interface DependentPair {
  readonly first: number;
  readonly second: number;
  /** Correlation of what is left of the two answers after ability. */
  readonly q3: number;
}

/**
 * Yen's Q3 ("Effects of local item dependence on the fit and equating performance of the three-parameter logistic model",
 * Applied Psychological Measurement 8, 1984) for every pair, largest size first. For n independent questions it is about
 * −1/(n − 1); pairs 0.2 above that deserve a look. People who were not asked both count for neither.
 */
export function localDependence(patterns: ResponsePatterns, items: readonly ItemParameters[]): DependentPair[] {
  requireItems(items);
  const n = patterns.items;
  if (items.length !== n)
    throw new RefusedInput(
      "items_do_not_match",
      `There are answers to ${n} questions and parameters of ${items.length}.`,
    );
  const residuals = new Float64Array(patterns.answers.length).fill(Number.NaN);
  for (let p = 0; p < patterns.people.length; p++) {
    const answers = Array.from(patterns.answers.subarray(p * n, (p + 1) * n), (coded): Answer =>
      coded === NOT_GIVEN ? null : coded === 1 ? 1 : 0,
    );
    const { ability } = expectedAbility(items, answers);
    for (const [j, answer] of answers.entries())
      if (answer !== null) residuals[p * n + j] = answer - responseProbability(items[j]!, ability);
  }
  const pairs: DependentPair[] = [];
  for (let first = 0; first < n; first++) {
    for (let second = first + 1; second < n; second++) {
      const q3 = correlation(patterns, residuals, first, second);
      if (q3 !== undefined) pairs.push({ first, second, q3 });
    }
  }
  return pairs.sort((a, b) => Math.abs(b.q3) - Math.abs(a.q3));
}

function correlation(
  patterns: ResponsePatterns,
  residuals: Float64Array,
  first: number,
  second: number,
): number | undefined {
  let [total, x1, y1, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let p = 0; p < patterns.people.length; p++) {
    const x = residuals[p * patterns.items + first]!;
    const y = residuals[p * patterns.items + second]!;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    const weight = patterns.people[p]!;
    total += weight;
    x1 += weight * x;
    y1 += weight * y;
    xx += weight * x * x;
    yy += weight * y * y;
    xy += weight * x * y;
  }
  const spread = (xx - (x1 * x1) / total) * (yy - (y1 * y1) / total);
  return total > 2 && spread > 0 ? (xy - (x1 * y1) / total) / Math.sqrt(spread) : undefined;
}
