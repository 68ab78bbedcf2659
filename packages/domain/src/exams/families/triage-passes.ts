/** The slowest first answer when triage is done in passes and any request may be taken last. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const gapHours = numberOf(drawn, "gapHours");
  const perHour = numberOf(drawn, "perHour");
  const minutesEach = numberOf(drawn, "minutesEach");
  const gap = gapHours * 60;
  const pass = gapHours * perHour * minutesEach;
  if (pass > 0.75 * gap) return { refused: "out_of_range", detail: "a pass should leave a quarter of the gap free" };
  return {
    given: { gapHours, perHour, minutesEach },
    working: { gap, count: gapHours * perHour, pass },
    answer: gap + pass,
    wrong: [
      { mistake: "gap-only", answer: gap },
      { mistake: "one-hour-of-requests", answer: gap + perHour * minutesEach },
      { mistake: "average-for-slowest", answer: (gap + pass) / 2 },
      { mistake: "two-gaps", answer: 2 * gap + pass },
      { mistake: "pass-twice", answer: gap + 2 * pass },
    ],
  };
};
