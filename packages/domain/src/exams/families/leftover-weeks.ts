/** When a project is done that gets what ongoing work leaves. Parameters: `capacity` hours a week, `needed` hours. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const WEEKS = 9;

export const generate: Generator = (random, drawn) => {
  const capacity = numberOf(drawn, "capacity");
  const needed = numberOf(drawn, "needed");
  const weeks = Array.from({ length: WEEKS }, (_, i) => ({
    week: i + 1,
    ongoing: capacity - 2 - 2 * random.nextInt(8),
  }));
  let given = 0;
  const done = weeks.findIndex(({ ongoing }) => (given += capacity - ongoing) >= needed) + 1;
  if (done < 3 || done > WEEKS - 1) return { refused: "out_of_range", detail: "done too early or not at all" };
  return {
    given: { weeks, capacity, needed },
    working: { given },
    answer: done,
    wrong: [
      { mistake: "all-hours", answer: Math.ceil(needed / capacity) },
      { mistake: "ongoing-hours", answer: Math.max(1, Math.ceil(needed / (weeks[0]?.ongoing ?? 1))) },
      { mistake: "week-early", answer: done - 1 },
      { mistake: "week-late", answer: done + 1 },
      { mistake: "last-row", answer: done === WEEKS ? WEEKS + 1 : WEEKS },
    ],
  };
};
