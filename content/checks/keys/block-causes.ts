import type { Given } from "@throughline/domain/exams/families/wording";

/** Hours left over if one cure is taken, for each in turn: the best leaves least. */
export function recompute(given: Given): string {
  const { rows } = given;
  if (!Array.isArray(rows)) throw new Error("The causes must be told.");
  const left = (cured: unknown): number =>
    rows.reduce((sum, row) => {
      const hours = Number(row["blocks"]) * Number(row["hoursEach"]);
      return sum + (row["cause"] === cured ? (hours * (100 - Number(row["endedPercent"]))) / 100 : hours);
    }, 0);
  return rows.map((row) => String(row["cause"])).reduce((a, b) => (left(b) < left(a) ? b : a));
}
