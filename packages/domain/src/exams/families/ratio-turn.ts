/** Up to which duration an item keeps its place before another, by cost of delay over duration. */
import type { Generator } from "./family.ts";
import { tenth } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const first = numberOf(drawn, "costFirst");
  const second = numberOf(drawn, "costSecond");
  const weeks = numberOf(drawn, "weeksSecond");
  const turn = (first * weeks) / second;
  if (turn > 20 || first < 1.3 * second)
    return { refused: "out_of_range", detail: "the first should be clearly dearer, and turn within twenty weeks" };
  const wrong = [
    { mistake: "turned-round", answer: (second * weeks) / first },
    { mistake: "same-duration", answer: weeks },
    { mistake: "cost-ratio", answer: first / second },
    { mistake: "both-costs-added", answer: ((first + second) * weeks) / second },
    { mistake: "ratio-twice", answer: (turn * first) / second },
  ].filter(({ answer }) => Math.abs(answer - turn) > 0.35);
  return {
    given: { first, second, weeks },
    working: { ratio: tenth(second / weeks) },
    answer: turn,
    wrong,
  };
};
