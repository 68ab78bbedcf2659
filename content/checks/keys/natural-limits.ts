import type { Given } from "@throughline/domain/exams/families/wording";

/** From the sums, last value first. */
export function recompute(given: Given): number {
  const values = String(given["values"]).split(", ").map(Number).reverse();
  let sum = 0;
  let moved = 0;
  let before: number | undefined;
  for (const value of values) {
    sum += value;
    if (before !== undefined) moved += value > before ? value - before : before - value;
    before = value;
  }
  return sum / values.length + (moved * 2.66) / (values.length - 1);
}
