/**
 * The cost of a batch size: transactions against waiting (Harris, “How Many Parts to Make at Once”, 1913).
 * Parameters: `asked` (best, halving), `perWeek`, `costPerBatch`, `holding` (€ per item and week); for halving `size`.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["best", "halving"]);
  const perWeek = numberOf(drawn, "perWeek");
  const costPerBatch = numberOf(drawn, "costPerBatch");
  const holding = numberOf(drawn, "holding");
  if (asked === "best") {
    const answer = Math.sqrt((2 * costPerBatch * perWeek) / holding);
    return {
      given: { perWeek, costPerBatch, holding },
      answer,
      wrong: [
        { mistake: "two-lost", answer: answer / Math.SQRT2 },
        { mistake: "root-lost", answer: answer ** 2 },
        { mistake: "turned-over", answer: (2 * costPerBatch) / holding },
        { mistake: "doubled", answer: 2 * answer },
      ].filter((wrong) => Math.abs(wrong.answer - answer) > 1.5),
    };
  }
  const size = numberOf(drawn, "size");
  const transactions = (costPerBatch * perWeek) / size;
  const waiting = (holding * size) / 2;
  const answer = waiting / 2 - transactions;
  if (answer < 5) return { refused: "out_of_range", detail: `halving ${size} saves ${answer} a week` };
  return {
    given: { perWeek, costPerBatch, holding, size },
    working: { transactions, waiting },
    answer,
    wrong: [
      { mistake: "waiting-only", answer: waiting / 2 },
      { mistake: "half-of-all", answer: (transactions + waiting) / 2 },
      { mistake: "all-batches-new", answer: waiting / 2 - 2 * transactions },
      { mistake: "all-waiting-gone", answer: waiting - transactions },
      { mistake: "half-the-saving", answer: answer / 2 },
    ],
  };
};
