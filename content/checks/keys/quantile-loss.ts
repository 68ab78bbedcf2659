import type { Given } from "@throughline/domain/exams/families/wording";

/** By paying in small steps: each hundredth of a day late costs its share, each hundredth early its own, one step at a time. */
export function recompute(given: Given): number {
  const p = Number(given["percent"]) / 100;
  const stated = Number(given["stated"]);
  const outcomes = String(given["outcomes"]).split(", ").map(Number);
  let paid = 0;
  for (const happened of outcomes) {
    for (let day = Math.min(stated, happened); day < Math.max(stated, happened); day += 1) {
      for (let step = 0; step < 100; step += 1) paid += (happened > stated ? p : 1 - p) / 100;
    }
  }
  return paid / outcomes.length;
}
