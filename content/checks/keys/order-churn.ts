import type { Given } from "@throughline/domain/exams/families/wording";

/** By swapping neighbours of the new list until the old order is back, and counting the swaps. */
export function recompute(given: Given): number {
  const before = String(given["before"]).split(" ");
  const list = String(given["after"])
    .split(" ")
    .filter((item) => before.includes(item));
  let swaps = 0;
  for (let again = true; again;) {
    again = false;
    for (let i = 0; i + 1 < list.length; i += 1) {
      const [a, b] = [list[i] ?? "", list[i + 1] ?? ""];
      if (before.indexOf(a) <= before.indexOf(b)) continue;
      [list[i], list[i + 1]] = [b, a];
      swaps += 1;
      again = true;
    }
  }
  return swaps;
}
