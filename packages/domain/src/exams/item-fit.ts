import { chiSquareTail } from "../numbers/chi-square.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import { normalAbilityGrid } from "./ability-grid.ts";
import { requireItems } from "./item-parameters.ts";
import { responseProbability } from "./response-probability.ts";
import { NOT_GIVEN } from "./response-patterns.ts";
import { scoreDistribution } from "./score-distribution.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { ResponsePatterns } from "./response-patterns.ts";

export interface ItemFit {
  readonly chiSquare: number;
  readonly degrees: number;
  /** Chance of a misfit at least this large if the model holds; undefined without degrees of freedom. */
  readonly p: number | undefined;
}

export type FitRefusal = "items_do_not_match" | "incomplete";

/**
 * S-X²: observed and expected shares of right answers by total score, question by question (Orlando and Thissen,
 * "Likelihood-based item-fit indices for dichotomous item response theory models", Applied Psychological Measurement 24,
 * 2000). Score groups with fewer than one person expected right or wrong are joined with their neighbours towards the
 * middle. `estimated` parameters per question (2 for 2PL) are taken from the degrees of freedom. Needs complete answers.
 */
export function itemFit(
  patterns: ResponsePatterns,
  items: readonly ItemParameters[],
  estimated: number,
  grid: AbilityGrid = normalAbilityGrid(),
): ItemFit[] {
  requireItems(items);
  if (items.length !== patterns.items)
    throw new RefusedInput<FitRefusal>(
      "items_do_not_match",
      `There are answers to ${patterns.items} questions and parameters of ${items.length}.`,
    );
  const n = items.length;
  const people = new Float64Array(n + 1);
  const right = new Float64Array(n * (n + 1));
  for (let p = 0; p < patterns.people.length; p++) {
    const row = patterns.answers.subarray(p * n, (p + 1) * n);
    const missing = row.indexOf(NOT_GIVEN);
    if (missing >= 0)
      throw new RefusedInput<FitRefusal>(
        "incomplete",
        `Question ${missing} was not put to everybody; item fit needs complete answers.`,
        missing,
      );
    const score = row.reduce((sum, answer) => sum + answer, 0);
    people[score]! += patterns.people[p]!;
    for (let j = 0; j < n; j++) if (row[j] === 1) right[j * (n + 1) + score]! += patterns.people[p]!;
  }
  const expected = expectedShares(items, grid);
  return items.map((_, j) => {
    const groups = joinSmall(
      Array.from({ length: n - 1 }, (__, k) => {
        const score = k + 1;
        const share = expected[j * (n + 1) + score]!;
        return { people: people[score]!, observed: right[j * (n + 1) + score]!, expected: people[score]! * share };
      }),
    );
    let chiSquare = 0;
    for (const group of groups) {
      const share = group.expected / group.people;
      chiSquare += (group.people * (group.observed / group.people - share) ** 2) / (share * (1 - share));
    }
    const degrees = groups.length - estimated;
    return { chiSquare, degrees, p: degrees > 0 ? chiSquareTail(chiSquare, degrees) : undefined };
  });
}

/** Share of right answers expected of people with each total score, items × (n + 1). */
function expectedShares(items: readonly ItemParameters[], grid: AbilityGrid): Float64Array {
  const n = items.length;
  const above = new Float64Array(n * (n + 1));
  const below = new Float64Array(n + 1);
  for (let k = 0; k < grid.abilities.length; k++) {
    const chances = Float64Array.from(items, (item) => responseProbability(item, grid.abilities[k]!));
    const scores = scoreDistribution(chances);
    for (let s = 0; s <= n; s++) below[s]! += grid.weights[k]! * scores[s]!;
    for (let j = 0; j < n; j++) {
      const rest = scoreDistribution(chances, j);
      for (let s = 1; s <= n; s++) above[j * (n + 1) + s]! += grid.weights[k]! * chances[j]! * rest[s - 1]!;
    }
  }
  return above.map((value, i) => value / below[i % (n + 1)]!);
}

interface Group {
  readonly people: number;
  readonly observed: number;
  readonly expected: number;
}

function joinSmall(groups: readonly Group[]): Group[] {
  const small = (group: Group): boolean => group.expected < 1 || group.people - group.expected < 1;
  const joined = [...groups];
  const join = (at: number, into: number): void => {
    const [a, b] = [joined[at]!, joined[into]!];
    joined[into] = {
      people: a.people + b.people,
      observed: a.observed + b.observed,
      expected: a.expected + b.expected,
    };
    joined.splice(at, 1);
  };
  while (joined.length > 1 && small(joined[0]!)) join(0, 1);
  while (joined.length > 1 && small(joined.at(-1)!)) join(joined.length - 1, joined.length - 2);
  for (let i = 1; i < joined.length - 1; i++) {
    if (!small(joined[i]!)) continue;
    join(i, i < joined.length / 2 ? i + 1 : i - 1);
    i--;
  }
  return joined;
}
