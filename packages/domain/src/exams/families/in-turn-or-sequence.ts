/** How much earlier initiatives of equal length end on average one after another than in turns of a week. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const count = numberOf(drawn, "count");
  const weeks = numberOf(drawn, "weeks");
  const total = count * weeks;
  const sequence = (weeks * (count + 1)) / 2;
  const turns = total - (count - 1) / 2;
  return {
    given: { count, weeks },
    working: { sequence, turns, total },
    answer: turns - sequence,
    wrong: [
      { mistake: "all-at-the-end", answer: total - sequence },
      { mistake: "first-only", answer: total - count + 1 - weeks },
      { mistake: "nothing", answer: 0 },
      { mistake: "mean-of-sequence", answer: sequence },
      { mistake: "half-the-length", answer: weeks / 2 },
    ],
  };
};
