/**
 * How often enough people with a skill are there, by the binomial distribution.
 * Parameters: `people` with the skill, `needed` of them at once, `presentPercent`, the share of days each is there.
 */
import { binomialCdf } from "../../numbers/binomial.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const people = numberOf(drawn, "people");
  const needed = numberOf(drawn, "needed");
  const presentPercent = numberOf(drawn, "presentPercent");
  const present = presentPercent / 100;
  if (needed >= people) return { refused: "out_of_range", detail: "fewer people than are needed" };
  const atLeast = (least: number): number => 100 * (1 - binomialCdf(least - 1, people, present));
  const answer = atLeast(needed);
  return {
    given: { people, needed, presentPercent },
    working: { short: 100 - answer },
    answer,
    wrong: [
      { mistake: "all-there", answer: 100 * present ** people },
      { mistake: "named-ones-only", answer: 100 * present ** needed },
      { mistake: "each-alone", answer: presentPercent },
      { mistake: "one-more-than-needed", answer: atLeast(needed + 1) },
      { mistake: "one-too-few", answer: atLeast(needed - 1) },
      { mistake: "anybody", answer: 100 * (1 - (1 - present) ** people) },
      { mistake: "short-days", answer: 100 - answer },
    ].filter((wrong) => Math.abs(wrong.answer - answer) > 0.6),
  };
};
