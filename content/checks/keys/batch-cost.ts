import type { Given } from "@throughline/domain/exams/families/wording";

/** By trying sizes, and by following a batch as it fills: the k-th of n items waits until the last has come. */
export function recompute(given: Given): number {
  const { perWeek, costPerBatch, holding, size } = given;
  if (typeof perWeek !== "number" || typeof costPerBatch !== "number" || typeof holding !== "number")
    throw new Error("The flow, the cost of a batch and the price of waiting must be told.");
  const perWeekCost = (n: number): number => {
    const weeks = n / perWeek;
    let waited = 0;
    const parts = 1000;
    for (let k = 0; k < parts; k += 1) waited += (n / parts) * weeks * ((k + 0.5) / parts);
    return (costPerBatch + holding * waited) / weeks;
  };
  if (typeof size === "number") return perWeekCost(size) - perWeekCost(size / 2);
  let low = 0.1;
  let high = 100_000;
  for (let i = 0; i < 120; i += 1) {
    const a = low + (high - low) / 3;
    const b = high - (high - low) / 3;
    if (perWeekCost(a) < perWeekCost(b)) high = b;
    else low = a;
  }
  return low;
}
