import type { Given } from "@throughline/domain/exams/families/wording";

/** Firing by firing. */
export function recompute(given: Given): number {
  const meant = given["meant"];
  let minutes = 0;
  let caught = 0;
  for (let firing = 0; firing < Number(given["fired"]); firing += 1) {
    const wrong = firing < Number(given["falsely"]);
    if (!wrong) caught += 1;
    minutes += wrong ? -Number(given["lost"]) : Number(given["saved"]);
  }
  return typeof meant === "number" ? (caught / meant) * 100 : minutes;
}
