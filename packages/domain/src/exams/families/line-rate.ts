/**
 * The pace of a line of four stages, set by the least of hours ÷ hours per item (Hopp and Spearman, “Factory Physics”).
 * Parameters: `asked`: stage (which one sets the pace) or relieved (the pace when half the constraint's hours per item
 * are done elsewhere), and `slowest`, the constraint's items a week.
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

const STAGES = ["Entry", "Preparation", "Examination", "Release"];
const HOURS_PER_ITEM = [0.5, 1, 1.5, 2, 2.5, 3, 4];

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["stage", "relieved"]);
  const slowest = numberOf(drawn, "slowest");
  const second = slowest + 2 + random.nextInt(4);
  const third = second + 2 + random.nextInt(6);
  const rates = shuffle(random, [slowest, second, third, third + 2 + random.nextInt(8)]);
  const perItem = shuffle(random, [...HOURS_PER_ITEM]);
  const stages = STAGES.map((stage, i) => {
    const rate = rates[i] ?? 0;
    const hoursPerItem = perItem[i] ?? 1;
    return { stage, hours: rate * hoursPerItem, hoursPerItem, rate };
  });
  const rows = stages.map(({ stage, hours, hoursPerItem }) => ({ stage, hours, hoursPerItem }));
  const by = (compare: (a: (typeof stages)[number], b: (typeof stages)[number]) => number): string[] =>
    [...stages].sort(compare).map(({ stage }) => stage);
  const slowestFirst = by((a, b) => a.rate - b.rate);
  const [constraint = "", next = "", between = "", fastest = ""] = slowestFirst;
  if (asked === "stage") {
    return {
      given: { rows },
      working: { pace: slowest },
      answer: constraint,
      wrong: [
        { mistake: "least-hours", answer: by((a, b) => a.hours - b.hours)[0] ?? "" },
        { mistake: "longest-item", answer: by((a, b) => b.hoursPerItem - a.hoursPerItem)[0] ?? "" },
        { mistake: "fastest", answer: fastest },
        { mistake: "next-slowest", answer: next },
        { mistake: "in-between", answer: between },
      ],
    };
  }
  const spared = (stages.find(({ stage }) => stage === constraint)?.hoursPerItem ?? 0) / 2;
  return {
    given: { rows, constraint, spared },
    working: { own: 2 * slowest, next },
    answer: second,
    wrong: [
      { mistake: "own-rate", answer: 2 * slowest },
      { mistake: "as-before", answer: slowest },
      { mistake: "mean-of-stages", answer: (2 * slowest + rates.reduce((a, b) => a + b, 0) - slowest) / 4 },
      { mistake: "half-as-much-again", answer: 1.5 * slowest },
    ].filter(({ answer }) => Math.abs(answer - second) > 0.3),
  };
};
