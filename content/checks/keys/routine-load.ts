import type { Given } from "@throughline/domain/exams/families/wording";

/** A year walked through, week by week of five days, with months and quarters as they fall due. */
export function recompute(given: Given): number {
  const { rows, capacity } = given;
  if (!Array.isArray(rows)) throw new Error("The routines must be told.");
  let hours = 0;
  const due: Record<string, (day: number) => boolean> = {
    "working day": () => true,
    week: (day) => day % 5 === 0,
    month: (day) => Math.floor((day * 12) / 260) !== Math.floor(((day - 1) * 12) / 260),
    quarter: (day) => day % 65 === 0,
  };
  for (let day = 0; day < 260; day += 1) {
    for (const row of rows) if (due[String(row["every"])]?.(day)) hours += Number(row["hours"]);
  }
  return (100 * hours) / (52 * Number(capacity));
}
