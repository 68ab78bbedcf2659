/**
 * Earned value. Parameters: `asked` (completion, behind), `monthly` planned value in thousands, `months` of the plan, `now`,
 * `earnedPercent` of the value planned to date, `costPercent` of the value earned.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["completion", "behind"]);
  const monthly = numberOf(drawn, "monthly");
  const months = numberOf(drawn, "months");
  const now = numberOf(drawn, "now");
  const budget = monthly * months;
  const planned = monthly * now;
  const earned = (planned * numberOf(drawn, "earnedPercent")) / 100;
  const actual = Math.round((earned * numberOf(drawn, "costPercent")) / 100);
  const index = earned / actual;
  if (asked === "completion") {
    return {
      given: { budget, planned, earned, actual },
      working: { index },
      answer: budget / index,
      wrong: [
        { mistake: "rest-as-budgeted", answer: actual + budget - earned },
        { mistake: "schedule-index", answer: (budget * planned) / earned },
        { mistake: "multiplied", answer: budget * index },
        { mistake: "spent-added", answer: budget + actual },
      ],
    };
  }
  const stands = earned / monthly;
  return {
    given: { budget, months, monthly, now, earned, actual },
    working: { stands },
    answer: now - stands,
    wrong: [
      { mistake: "by-cost", answer: Math.abs(now - actual / monthly) },
      { mistake: "at-the-end", answer: (months * now) / stands - months },
      { mistake: "still-to-go", answer: months - stands },
      { mistake: "where-it-stands", answer: stands },
    ],
  };
};
