/**
 * The share of time that items spend in active stages, from mean days by stage.
 * Parameters: `stages` (5 to 7), how many stages the workflow has before done.
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const NAMES = ["Taken in", "Sorted", "Drafted", "With experts", "Reviewed", "For signature", "Sent out"];

export const generate: Generator = (random, drawn) => {
  const count = numberOf(drawn, "stages");
  const active = 2 + random.nextInt(2);
  const kinds = shuffle(
    random,
    Array.from({ length: count }, (_, i) => (i < active ? "active" : "queue")),
  );
  const rows = kinds.map((kind, i) => ({
    stage: NAMES[i] ?? `Stage ${i + 1}`,
    kind,
    days: kind === "active" ? (1 + random.nextInt(8)) / 2 : (2 + random.nextInt(15)) / 2,
  }));
  const all = rows.reduce((sum, { days }) => sum + days, 0);
  const worked = rows.filter(({ kind }) => kind === "active").map(({ days }) => days);
  const days = worked.reduce((a, b) => a + b, 0);
  const percent = (part: number, whole: number): number => (100 * part) / whole;
  return {
    given: { rows },
    working: { worked: days, all },
    answer: percent(days, all),
    wrong: [
      { mistake: "waiting-share", answer: percent(all - days, all) },
      { mistake: "work-over-wait", answer: percent(days, all - days) },
      { mistake: "stages-counted", answer: percent(active, count) },
      { mistake: "longest-active-only", answer: percent(Math.max(...worked), all) },
      { mistake: "longest-stage", answer: percent(Math.max(...rows.map((row) => row.days)), all) },
    ],
  };
};
