import type { Given, Row } from "@throughline/domain/exams/families/wording";

const CLASSES = ["expedite", "fixed date", "standard", "intangible"];

/** By counting, for each item, how many go before it. */
export function recompute(given: Given): string {
  const rows = given["items"];
  if (!Array.isArray(rows)) throw new Error("The items must be told.");
  const before = (a: Row, b: Row): boolean => {
    const [x, y] = [a, b].map((row) => CLASSES.indexOf(String(row["class"])));
    if (x !== y) return (x ?? 0) < (y ?? 0);
    if (a["class"] === "fixed date") return String(a["due"]) < String(b["due"]);
    // Without division: a week of a's cost over b's effort against the reverse.
    return Number(a["cost"]) * Number(b["effort"]) > Number(b["cost"]) * Number(a["effort"]);
  };
  const found = rows.find(
    (row) => rows.filter((other) => other !== row && before(other, row)).length === Number(given["place"]) - 1,
  );
  return String(found?.["item"]);
}
