import type { Given } from "@throughline/domain/exams/families/wording";

/** By letting the line run: the most items a week that no stage's hours forbid, counted up one by one. */
export function recompute(given: Given): number | string {
  const { rows, constraint, spared } = given;
  if (!Array.isArray(rows)) throw new Error("The stages must be told.");
  const needs = rows.map((row) => ({
    stage: String(row["stage"]),
    hours: Number(row["hours"]),
    each: Number(row["hoursPerItem"]) - (row["stage"] === constraint ? Number(spared) : 0),
  }));
  for (let items = 1; ; items += 1) {
    const short = needs.filter(({ hours, each }) => (items + 1) * each > hours + 1e-9);
    if (short.length > 0) return typeof constraint === "string" ? items : (short[0]?.stage ?? "");
  }
}
