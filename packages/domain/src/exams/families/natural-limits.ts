/**
 * The upper natural limit of a row of values, mean + 2.66 × mean moving range (Wheeler, “Understanding Variation”, 1993).
 * Parameters: `mean` and `spread` of the values, `count` of them.
 */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const middle = numberOf(drawn, "mean");
  const spread = numberOf(drawn, "spread");
  const count = numberOf(drawn, "count");
  const values = Array.from({ length: count }, () => middle - spread + random.nextInt(2 * spread + 1));
  const mean = values.reduce((a, b) => a + b, 0) / count;
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const range = ranges.reduce((a, b) => a + b, 0) / ranges.length;
  if (range < 2) return { refused: "out_of_range", detail: `the mean moving range is ${range}` };
  return {
    given: { values: values.join(", ") },
    working: { mean, range },
    answer: mean + 2.66 * range,
    wrong: [
      { mistake: "one-range", answer: mean + range },
      { mistake: "highest-value", answer: Math.max(...values) },
      { mistake: "lower-limit", answer: mean - 2.66 * range },
      { mistake: "factor-of-the-range-chart", answer: mean + 3.27 * range },
      { mistake: "whole-spread", answer: mean + 2.66 * (Math.max(...values) - Math.min(...values)) },
    ],
  };
};
