/**
 * The load that returns add: a share of passes goes back to the first stage, so a case needs 1 ÷ (1 − share) passes
 * (Jackson, “Networks of Waiting Lines”, 1957). Parameters: `asked` (hours, cases), `returnPercent`, `firstHours`,
 * `secondHours` per pass; for cases `capacityHours` a week at the second stage.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["hours", "cases"]);
  const returnPercent = numberOf(drawn, "returnPercent");
  const firstHours = numberOf(drawn, "firstHours");
  const secondHours = numberOf(drawn, "secondHours");
  const share = returnPercent / 100;
  const passes = 1 / (1 - share);
  if (asked === "hours") {
    const once = firstHours + secondHours;
    return {
      given: { returnPercent, firstHours, secondHours },
      working: { passes, once },
      answer: once * passes,
      wrong: [
        { mistake: "one-return", answer: once * (1 + share) },
        { mistake: "once-through", answer: once },
        { mistake: "there-and-back", answer: once * (1 + 2 * share) },
        { mistake: "first-stage-only", answer: firstHours * passes + secondHours },
        { mistake: "always-twice", answer: 2 * once },
      ],
    };
  }
  const capacityHours = numberOf(drawn, "capacityHours");
  return {
    given: { returnPercent, firstHours, secondHours, capacityHours },
    working: { passes, each: secondHours * passes },
    answer: capacityHours / (secondHours * passes),
    wrong: [
      { mistake: "once-through", answer: capacityHours / secondHours },
      { mistake: "one-return", answer: capacityHours / (secondHours * (1 + share)) },
      { mistake: "both-stages", answer: capacityHours / ((firstHours + secondHours) * passes) },
      { mistake: "returns-taken-off-twice", answer: (capacityHours * (1 - 2 * share)) / secondHours },
    ],
  };
};
