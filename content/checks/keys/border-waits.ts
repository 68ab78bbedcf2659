import type { Given } from "@throughline/domain/exams/families/wording";

/** Hand-off by hand-off. */
export function recompute(given: Given): number {
  const waits: number[] = [];
  for (let i = 0; i < Number(given["handOffs"]); i += 1) {
    waits.push(Number(given["lookHours"]) + (i < Number(given["askedBack"]) ? Number(given["backHours"]) : 0));
  }
  let mean = 0;
  waits.forEach((wait, i) => {
    mean += (wait - mean) / (i + 1);
  });
  return mean;
}
