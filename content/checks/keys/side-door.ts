import type { Given } from "@throughline/domain/exams/families/wording";

/** By counting minutes for ten thousand requests: what all wait together, less what the first wait, shared by the rest. */
export function recompute(given: Given): number {
  const requests = 10_000;
  let minutes = 0;
  for (let i = 0; i < requests; i += 1) minutes += Number(given["average"]);
  let rest = 0;
  for (let i = 0; i < requests; i += 1) {
    if (i % 100 < Number(given["percent"])) minutes -= Number(given["sideWait"]);
    else rest += 1;
  }
  return minutes / rest;
}
