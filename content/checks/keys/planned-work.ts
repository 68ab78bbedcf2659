import type { Given } from "@throughline/domain/exams/families/wording";

/** By working the planned hours off, a hundredth of a week at a time, with what the other kinds leave. */
export function recompute(given: Given): number {
  const kinds = given["kinds"];
  if (!Array.isArray(kinds)) throw new Error("The kinds must be told.");
  let left = Number(given["hours"]);
  let slices = 0;
  for (; left > 1e-9; slices += 1) {
    let hours = (Number(given["people"]) * Number(given["hoursEach"])) / 1000;
    const all = hours;
    for (const row of kinds) if (row["kind"] !== "planned items") hours -= (all * Number(row["share"])) / 100;
    left -= hours;
  }
  return slices / 1000;
}
