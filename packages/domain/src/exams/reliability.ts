import { RefusedInput } from "../numbers/refused-input.ts";
import { NOT_GIVEN } from "./response-patterns.ts";
import type { ResponsePatterns } from "./response-patterns.ts";

export type ReliabilityRefusal = "too_few_items" | "too_few_people" | "incomplete" | "no_spread";

/**
 * Kuder and Richardson's formula 20 (Psychometrika 2, 1937): the share of the total score's variance that the
 * questions have in common, n/(n−1) · (1 − Σ pq / σ²), with population variances throughout. For right-or-wrong
 * questions it equals Cronbach's alpha. Needs every question answered by everybody; refuses scores without spread.
 */
export function kuderRichardson20(patterns: ResponsePatterns): number {
  const { items } = patterns;
  if (items < 2)
    throw new RefusedInput<ReliabilityRefusal>("too_few_items", "Reliability needs at least two questions.");
  const right = new Float64Array(items);
  let people = 0;
  let scores = 0;
  for (let p = 0; p < patterns.people.length; p++) {
    const count = patterns.people[p]!;
    people += count;
    for (let j = 0; j < items; j++) {
      const answer = patterns.answers[p * items + j]!;
      if (answer === NOT_GIVEN)
        throw new RefusedInput<ReliabilityRefusal>(
          "incomplete",
          `Question ${j} was not put to everybody; reliability needs complete answers.`,
          j,
        );
      right[j]! += count * answer;
      scores += count * answer;
    }
  }
  const mean = scores / people;
  let variance = 0;
  for (let p = 0; p < patterns.people.length; p++) {
    let score = 0;
    for (let j = 0; j < items; j++) score += patterns.answers[p * items + j]!;
    variance += (patterns.people[p]! * (score - mean) ** 2) / people;
  }
  if (people < 2)
    throw new RefusedInput<ReliabilityRefusal>("too_few_people", "Reliability needs at least two people.");
  if (variance <= 0)
    throw new RefusedInput<ReliabilityRefusal>(
      "no_spread",
      "Everybody has the same score, so reliability has no meaning here.",
    );
  const within = right.reduce((sum, r) => sum + (r / people) * (1 - r / people), 0);
  return (items / (items - 1)) * (1 - within / variance);
}
