import type { Given } from "@throughline/domain/exams/families/wording";

/** By keeping the books of two years, one with the item and one without, and dividing the difference by the weeks. */
export function recompute(given: Given): number {
  const n = (name: string): number => Number(given[name]);
  const weeks = 52;
  let without = 0;
  for (let week = 0; week < weeks; week += 1) {
    for (let sale = 0; sale < n("sales"); sale += 1) without += n("margin") * (n("lost") / 100);
    for (let hour = 0; hour < n("hours"); hour += 1) without += n("rate");
  }
  // In a hundred such years the damage comes as often as the chance says.
  without += (n("chance") * n("damage")) / 100;
  return without / weeks;
}
