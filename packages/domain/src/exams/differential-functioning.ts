import { chiSquareTail } from "../numbers/chi-square.ts";
import { normalQuantile } from "../numbers/normal.ts";
import { RefusedInput } from "../numbers/refused-input.ts";

/** How a question treats two groups of people of equal score. */
export interface DifferentialFunctioning {
  /** Odds of a right answer in the reference group over those in the focal group, at equal score. */
  readonly oddsRatio: number;
  /** −2.35 ln of it: negative when the question is harder for the focal group. */
  readonly delta: number;
  readonly deltaError: number;
  readonly chiSquare: number;
  readonly p: number;
  /** A negligible, B moderate, C large, as Educational Testing Service sorts them (Zieky 1993). */
  readonly size: "A" | "B" | "C";
  /** People in score groups where both groups and both answers occur; the others say nothing. */
  readonly compared: number;
}

export type FunctioningRefusal = "lengths_differ" | "nothing_to_compare";

/**
 * Mantel and Haenszel's test over groups of equal score (Holland and Thayer, "Differential item performance and the
 * Mantel-Haenszel procedure", 1988), with the continuity correction and Robins, Breslow and Greenland's error (1986).
 * `answers[i]` is right or wrong, `scores[i]` the person's score (the question itself included, as is usual), `focal[i]`
 * whether they are of the focal group. Refuses groups that nowhere meet.
 */
export function differentialFunctioning(
  answers: readonly boolean[],
  scores: readonly number[],
  focal: readonly boolean[],
): DifferentialFunctioning {
  if (answers.length !== scores.length || answers.length !== focal.length) {
    throw new RefusedInput<FunctioningRefusal>(
      "lengths_differ",
      `There are ${answers.length} answers, ${scores.length} scores and ${focal.length} group marks.`,
    );
  }
  const strata = new Map<
    number,
    { rightReference: number; wrongReference: number; rightFocal: number; wrongFocal: number }
  >();
  for (const [i, score] of scores.entries()) {
    const cell = strata.get(score) ?? { rightReference: 0, wrongReference: 0, rightFocal: 0, wrongFocal: 0 };
    cell[focal[i] ? (answers[i] ? "rightFocal" : "wrongFocal") : answers[i] ? "rightReference" : "wrongReference"]++;
    strata.set(score, cell);
  }
  let [over, under, observed, expected, variance, compared] = [0, 0, 0, 0, 0, 0];
  let [pr, mixed, qs] = [0, 0, 0];
  for (const { rightReference: a, wrongReference: b, rightFocal: c, wrongFocal: d } of strata.values()) {
    const total = a + b + c + d;
    if ((a + b) * (c + d) * (a + c) * (b + d) === 0) continue;
    compared += total;
    const [r, s, p, q] = [(a * d) / total, (b * c) / total, (a + d) / total, (b + c) / total];
    over += r;
    under += s;
    pr += p * r;
    mixed += p * s + q * r;
    qs += q * s;
    observed += a;
    expected += ((a + b) * (a + c)) / total;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (total * total * (total - 1));
  }
  if (!(over > 0 && under > 0)) {
    throw new RefusedInput<FunctioningRefusal>(
      "nothing_to_compare",
      "The two groups share too few scores with both right and wrong answers to be compared.",
    );
  }
  const oddsRatio = over / under;
  const delta = -2.35 * Math.log(oddsRatio);
  const deltaError = 2.35 * Math.sqrt(pr / (2 * over * over) + mixed / (2 * over * under) + qs / (2 * under * under));
  const chiSquare = Math.max(Math.abs(observed - expected) - 0.5, 0) ** 2 / variance;
  const p = chiSquareTail(chiSquare, 1);
  const beyondOne = (Math.abs(delta) - 1) / deltaError > normalQuantile(0.95);
  const size = p >= 0.05 || Math.abs(delta) < 1 ? "A" : Math.abs(delta) >= 1.5 && beyondOne ? "C" : "B";
  return { oddsRatio, delta, deltaError, chiSquare, p, size, compared };
}
