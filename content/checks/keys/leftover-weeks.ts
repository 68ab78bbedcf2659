import type { Given } from "@throughline/domain/exams/families/wording";

/** Hour by hour: each week's hours go to ongoing work until that is done, the others to the project. */
export function recompute(given: Given): number {
  const weeks = given["weeks"];
  if (!Array.isArray(weeks)) throw new Error("The table of weeks is missing.");
  let left = Number(given["needed"]);
  for (const row of weeks) {
    for (let hour = 0; hour < Number(given["capacity"]); hour += 1) {
      if (hour >= Number(row["ongoing"])) left -= 1;
      if (left === 0) return Number(row["week"]);
    }
  }
  throw new Error("The project is not done in the weeks shown.");
}
