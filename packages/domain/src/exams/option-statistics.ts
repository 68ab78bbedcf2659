import { RefusedInput } from "../numbers/refused-input.ts";

/** How one option of a question drew people, `score` being their score on the other questions. */
export interface OptionStatistics {
  readonly option: string;
  readonly chosenBy: number;
  readonly share: number;
  /** Mean rest score of those who chose it; a wrong option whose figure is above the key's points to a bad key. */
  readonly meanRestScore: number;
}

/** Distractor analysis of one question: `chosen[i]` is person i's option (null for none), `restScores[i]` their score elsewhere. */
export function optionStatistics(
  chosen: readonly (string | null)[],
  restScores: readonly number[],
): OptionStatistics[] {
  if (chosen.length !== restScores.length) {
    throw new RefusedInput(
      "answers_do_not_match",
      `There are ${chosen.length} choices and ${restScores.length} scores.`,
    );
  }
  const sums = new Map<string, { count: number; score: number }>();
  for (const [i, option] of chosen.entries()) {
    if (option === null) continue;
    if (!Number.isFinite(restScores[i]))
      throw new RefusedInput("not_finite", `The score of person ${i} is not a number.`, i);
    const sum = sums.get(option) ?? { count: 0, score: 0 };
    sum.count += 1;
    sum.score += restScores[i]!;
    sums.set(option, sum);
  }
  return Array.from(sums, ([option, { count, score }]) => ({
    option,
    chosenBy: count,
    share: count / chosen.length,
    meanRestScore: score / count,
  })).sort((a, b) => b.chosenBy - a.chosenBy || (a.option < b.option ? -1 : 1));
}
