import type { Given } from "@throughline/domain/exams/families/wording";

/** By raising the promise a day at a time until enough of the past items would have kept it. */
export function recompute(given: Given): number {
  const days = String(given["durations"]).split(", ").map(Number);
  const wanted = (Number(given["percent"]) / 100) * days.length;
  for (let promise = 1; ; promise += 1) {
    let kept = 0;
    for (const each of days) if (each <= promise) kept += 1;
    if (kept >= wanted - 1e-9) return promise;
  }
}
