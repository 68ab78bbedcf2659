/**
 * What those who queue wait when a share of like work goes first: the average over all stays the same
 * (Kleinrock, "A conservation law for a wide class of queueing disciplines", Naval Research Logistics Quarterly 12, 1965).
 */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const average = numberOf(drawn, "average");
  const percent = numberOf(drawn, "percent");
  const sideWait = numberOf(drawn, "sideWait");
  if (sideWait > average / 2) {
    return { refused: "out_of_range", detail: "who goes first should wait at most half the average" };
  }
  const first = percent / 100;
  return {
    given: { average, percent, sideWait },
    working: { rest: 100 - percent },
    answer: (average - first * sideWait) / (1 - first),
    wrong: [
      { mistake: "unchanged", answer: average },
      { mistake: "gain-for-wait", answer: average - sideWait },
      { mistake: "gain-added-whole", answer: average + (average - sideWait) },
      { mistake: "shares-swapped", answer: (average - (1 - first) * sideWait) / first },
      { mistake: "side-added", answer: average + sideWait },
    ],
  };
};
