/** Mean pinball loss of one stated number against five outcomes. Parameters: `percent` stated with, `stated`. */
import { pinball } from "../../forecast/scores.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const percent = numberOf(drawn, "percent");
  const stated = numberOf(drawn, "stated");
  const p = percent / 100;
  const offsets = [
    -(1 + random.nextInt(3)),
    -(4 + random.nextInt(4)),
    -random.nextInt(6),
    2 + random.nextInt(5),
    -(2 + random.nextInt(3)),
  ];
  const outcomes = offsets.map((offset) => stated + offset);
  const mean = (loss: (happened: number) => number): number =>
    outcomes.reduce((sum, happened) => sum + loss(happened), 0) / outcomes.length;
  const late = outcomes.reduce((sum, h) => sum + Math.max(0, h - stated), 0);
  const early = outcomes.reduce((sum, h) => sum + Math.max(0, stated - h), 0);
  return {
    given: { percent, stated, outcomes: outcomes.join(", ") },
    working: { late, early, lateWeight: p, earlyWeight: 1 - p },
    answer: mean((h) => pinball(stated, h, p)),
    wrong: [
      { mistake: "same-weights", answer: mean((h) => Math.abs(h - stated)) },
      { mistake: "swapped", answer: mean((h) => pinball(stated, h, 1 - p)) },
      { mistake: "late-only", answer: (p * late) / outcomes.length },
      { mistake: "early-only", answer: ((1 - p) * early) / outcomes.length },
      { mistake: "summed", answer: mean((h) => pinball(stated, h, p)) * outcomes.length },
    ],
  };
};
