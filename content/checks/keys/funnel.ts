import { binomialCdf } from "@throughline/domain/numbers/binomial";
import type { Given } from "@throughline/domain/exams/families/wording";

/** By the exact chance of so many or more: the site where it is smallest. */
export function recompute(given: Given): string {
  const { rows, percent } = given;
  if (!Array.isArray(rows)) throw new Error("The sites must be told.");
  const chance = (row: (typeof rows)[number]): number =>
    1 - binomialCdf(Number(row["counted"]) - 1, Number(row["cases"]), Number(percent) / 100);
  return String(rows.reduce((a, b) => (chance(b) < chance(a) ? b : a))["site"]);
}
