import type { Given } from "@throughline/domain/exams/families/wording";

/** Half-days laid end to end, then counted. */
export function recompute(given: Given): number {
  const { rows } = given;
  if (!Array.isArray(rows)) throw new Error("The stages must be told.");
  const halves = rows.flatMap((row) => Array.from({ length: Number(row["days"]) * 2 }, () => row["kind"]));
  return (100 * halves.filter((kind) => kind === "active").length) / halves.length;
}
