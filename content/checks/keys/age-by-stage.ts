import type { Given } from "@throughline/domain/exams/families/wording";

/** By striking out every item that is still within its mark; one is left. */
export function recompute(given: Given): string {
  const rows = given["items"];
  if (!Array.isArray(rows)) throw new Error("The table of items is missing.");
  const left = rows.filter((row) => !(Number(row["age"]) <= Number(row["mark"])));
  if (left.length !== 1) throw new Error(`${left.length} items are past their mark.`);
  return String(left[0]?.["item"]);
}
