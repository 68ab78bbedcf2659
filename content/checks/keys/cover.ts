import type { Given } from "@throughline/domain/exams/families/wording";

/** Every pattern of presence and absence, one by one. */
export function recompute(given: Given): number {
  const people = Number(given["people"]);
  const present = Number(given["presentPercent"]) / 100;
  let enough = 0;
  for (let pattern = 0; pattern < 2 ** people; pattern += 1) {
    let there = 0;
    let chance = 1;
    for (let i = 0; i < people; i += 1) {
      const here = Math.floor(pattern / 2 ** i) % 2 === 1;
      if (here) there += 1;
      chance *= here ? present : 1 - present;
    }
    if (there >= Number(given["needed"])) enough += chance;
  }
  return 100 * enough;
}
