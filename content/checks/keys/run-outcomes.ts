import type { Given } from "@throughline/domain/exams/families/wording";

/** By writing down all runs in order of their end and looking at the run that stands at the likelihood, or at the share in time. */
export function recompute(given: Given): number {
  const rows = given["outcomes"];
  if (!Array.isArray(rows)) throw new Error("The table of outcomes is missing.");
  const ends = rows.flatMap((row) => Array.from({ length: Number(row["runs"]) }, () => Number(row["week"])));
  ends.sort((a, b) => a - b);
  const { percent, week } = given;
  if (typeof percent === "number") return ends[Math.ceil((percent * ends.length) / 100 - 1e-9) - 1] ?? Number.NaN;
  return (100 * ends.filter((end) => end <= Number(week)).length) / ends.length;
}
