/**
 * How the average wait moves with use: proportional to use ÷ (1 − use) while variation and work stay the same
 * (Kingman, "The single server queue in heavy traffic", Proceedings of the Cambridge Philosophical Society 57, 1961).
 */
import type { Generator } from "./family.ts";
import { tenth } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const capacity = numberOf(drawn, "capacity");
  const before = numberOf(drawn, "useBefore");
  const after = numberOf(drawn, "useAfter");
  const waitBefore = numberOf(drawn, "waitBefore");
  if (after - before < 5) return { refused: "out_of_range", detail: "use should rise by five points or more" };
  const factor = (percent: number): number => percent / (100 - percent);
  const ratio = factor(after) / factor(before);
  return {
    given: {
      capacity,
      acceptedBefore: (capacity * before) / 100,
      acceptedAfter: (capacity * after) / 100,
      waitBefore,
    },
    working: { before, after, factorBefore: tenth(factor(before)), factorAfter: tenth(factor(after)) },
    answer: waitBefore * ratio,
    wrong: [
      { mistake: "in-proportion", answer: (waitBefore * after) / before },
      { mistake: "idle-part-only", answer: (waitBefore * (100 - before)) / (100 - after) },
      { mistake: "factor-unscaled", answer: waitBefore * factor(after) },
      { mistake: "ratio-squared", answer: waitBefore * ratio * ratio },
    ],
  };
};
