/**
 * What an age already reached says about the end: of items older than the second limit, the share finished by the third.
 * Parameters: `limit` (the first; the others are two and three times as far) and the four counts.
 */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const limit = numberOf(drawn, "limit");
  const [early, second, third, longer] = ["early", "second", "third", "longer"].map((name) =>
    numberOf(drawn, name),
  ) as [number, number, number, number];
  const all = early + second + third + longer;
  return {
    given: { all, early, second, third, longer, limit, limit2: limit * 2, limit3: limit * 3 },
    working: { left: third + longer },
    answer: (100 * third) / (third + longer),
    wrong: [
      { mistake: "of-all", answer: (100 * third) / all },
      { mistake: "new-item", answer: (100 * (early + second + third)) / all },
      { mistake: "longer", answer: (100 * longer) / (third + longer) },
      { mistake: "band-kept", answer: (100 * third) / (second + third + longer) },
    ],
  };
};
