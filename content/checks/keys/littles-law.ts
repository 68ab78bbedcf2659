import type { Given } from "@throughline/domain/exams/families/wording";

/**
 * By counting, not by the formula: a desk that starts `rate` items each week and finishes each after `weeks` weeks,
 * in time steps of 1/`rate` week, is watched until steady. The unknown is found by search.
 */
export function recompute(given: Given): number {
  const work = given["workInProgress"];
  const rate = given["throughputPerWeek"];
  const weeks = given["weeks"];
  if (typeof work === "number" && typeof rate === "number") {
    // Work is steady: what is there now leaves at `rate`; the item that starts now leaves last.
    let left = work;
    let elapsed = 0;
    for (; left >= rate; elapsed += 1) left -= rate;
    return elapsed + left / rate;
  }
  if (typeof rate === "number" && typeof weeks === "number") {
    // Items that started within the last `weeks` weeks are still in progress.
    let open = 0;
    for (let started = 0; started < rate * 1000; started += 1) {
      if (started / rate < weeks - 1e-9) open += 1;
    }
    return open;
  }
  if (typeof work === "number" && typeof weeks === "number") {
    let low = 0;
    let high = work * 100;
    for (let i = 0; i < 200; i += 1) {
      const middle = (low + high) / 2;
      if (middle * weeks < work) low = middle;
      else high = middle;
    }
    return high;
  }
  throw new Error("Two of work in progress, throughput and weeks must be told.");
}
