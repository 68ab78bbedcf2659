import type { Given } from "@throughline/domain/exams/families/wording";

/** By search: the total at which the share earned and the share of money spent agree; the day on which the plan had earned as much. */
export function recompute(given: Given, asked: Record<string, string>): number {
  const earned = Number(given["earned"]);
  const search = (tooSmall: (x: number) => boolean, most: number): number => {
    let [low, high] = [0, most];
    for (let i = 0; i < 200; i += 1) {
      const middle = (low + high) / 2;
      if (tooSmall(middle)) low = middle;
      else high = middle;
    }
    return high;
  };
  const budget = Number(given["budget"]);
  if (asked["asked"] === "completion") {
    return search((total) => Number(given["actual"]) / total > earned / budget, budget * 100);
  }
  const months = Number(given["months"]);
  return Number(given["now"]) - search((month) => (budget * month) / months < earned, months);
}
