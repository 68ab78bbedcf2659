import { RefusedInput } from "../numbers/refused-input.ts";
import { kuderRichardson20 } from "./reliability.ts";
import type { ReliabilityRefusal } from "./reliability.ts";
import type { ResponsePatterns } from "./response-patterns.ts";

/** One question seen through the total score. A correlation is undefined where either side has no spread. */
export interface ClassicalItem {
  /** Share of right answers ("difficulty" in classical usage, high when easy). */
  readonly rightShare: number;
  /** Correlation of the answer with the score on all the other questions (corrected item-total). */
  readonly restCorrelation: number | undefined;
  /** Share right among the best 27 % of people less that among the weakest 27 % (Kelley, Journal of Educational Psychology 30, 1939). */
  readonly upperLowerDifference: number;
  /** Reliability of the form without this question; above the form's own, the question does harm. */
  readonly reliabilityWithout: number | undefined;
}

export interface ClassicalForm {
  readonly people: number;
  readonly meanScore: number;
  /** Of the scores, over n − 1. */
  readonly standardDeviation: number;
  readonly reliability: number;
  /** Standard error of measurement of a score: σ · √(1 − reliability). */
  readonly errorOfMeasurement: number;
  readonly items: readonly ClassicalItem[];
}

/** Classical statistics of a form that everybody answered whole. Refusals as `kuderRichardson20`. */
export function classicalStatistics(patterns: ResponsePatterns): ClassicalForm {
  const reliability = kuderRichardson20(patterns);
  const scores = scoresOf(patterns);
  const people = patterns.people.reduce((sum, n) => sum + n, 0);
  const meanScore = weightedMean(scores, patterns.people, people);
  const squares = scores.reduce((sum, score, p) => sum + patterns.people[p]! * (score - meanScore) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (people - 1));
  const tails = upperAndLower(scores, patterns.people, people * 0.27);
  return {
    people,
    meanScore,
    standardDeviation,
    reliability,
    errorOfMeasurement: Math.sqrt((squares / people) * Math.max(1 - reliability, 0)),
    items: Array.from({ length: patterns.items }, (_, j) => {
      const answers = scores.map((_, p) => patterns.answers[p * patterns.items + j]!);
      const rightShare = weightedMean(answers, patterns.people, people);
      const shareIn = (weights: Float64Array) =>
        weightedMean(
          answers,
          weights,
          weights.reduce((sum, w) => sum + w, 0),
        );
      return {
        rightShare,
        restCorrelation: correlation(
          answers,
          scores.map((score, p) => score - answers[p]!),
          patterns.people,
          people,
        ),
        upperLowerDifference: shareIn(tails.upper) - shareIn(tails.lower),
        reliabilityWithout: patterns.items > 2 ? reliabilityWithout(patterns, j) : undefined,
      };
    }),
  };
}

function scoresOf(patterns: ResponsePatterns): Float64Array {
  return Float64Array.from(patterns.people, (_, p) => {
    let score = 0;
    for (let j = 0; j < patterns.items; j++) score += patterns.answers[p * patterns.items + j]!;
    return score;
  });
}

function weightedMean(values: Float64Array, weights: Float64Array, total: number): number {
  let sum = 0;
  for (let p = 0; p < values.length; p++) sum += weights[p]! * values[p]!;
  return sum / total;
}

function correlation(x: Float64Array, y: Float64Array, weights: Float64Array, total: number): number | undefined {
  const mx = weightedMean(x, weights, total);
  const my = weightedMean(y, weights, total);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let p = 0; p < x.length; p++) {
    xx += weights[p]! * (x[p]! - mx) ** 2;
    yy += weights[p]! * (y[p]! - my) ** 2;
    xy += weights[p]! * (x[p]! - mx) * (y[p]! - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
}

/** Weights of `people` from either end of the scores; those tied at the border count by an equal fraction. */
function upperAndLower(scores: Float64Array, weights: Float64Array, people: number) {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const take = (from: readonly number[]): Float64Array => {
    const taken = new Float64Array(scores.length);
    let left = people;
    for (let i = 0; i < from.length && left > 0;) {
      let end = i;
      let tied = 0;
      while (end < from.length && scores[from[end]!] === scores[from[i]!]) tied += weights[from[end++]!]!;
      const share = Math.min(left / tied, 1);
      for (; i < end; i++) taken[from[i]!] = share * weights[from[i]!]!;
      left -= share * tied;
    }
    return taken;
  };
  return { lower: take(order), upper: take(order.toReversed()) };
}

function reliabilityWithout(patterns: ResponsePatterns, without: number): number | undefined {
  const items = patterns.items - 1;
  const answers = new Uint8Array(patterns.people.length * items);
  for (let p = 0; p < patterns.people.length; p++) {
    for (let j = 0, to = 0; j < patterns.items; j++)
      if (j !== without) answers[p * items + to++] = patterns.answers[p * patterns.items + j]!;
  }
  try {
    return kuderRichardson20({ items, answers, people: patterns.people });
  } catch (error) {
    if (error instanceof RefusedInput && error.code === ("no_spread" satisfies ReliabilityRefusal)) return undefined;
    throw error;
  }
}
