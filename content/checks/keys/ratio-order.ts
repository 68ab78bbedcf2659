import type { Given, Row } from "@throughline/domain/exams/families/wording";

/** Every order of the rows. */
function* orders<Row>(rest: readonly Row[]): Generator<Row[]> {
  if (rest.length === 0) yield [];
  for (const [i, first] of rest.entries())
    for (const more of orders([...rest.slice(0, i), ...rest.slice(i + 1)])) yield [first, ...more];
}

function cost(order: readonly Row[]): number {
  let week = 0;
  let euros = 0;
  for (const row of order) {
    week += Number(row["weeks"]);
    euros += week * Number(row["cost"]);
  }
  return euros;
}

/** By trying every order. */
export function recompute(given: Given, asked: Record<string, string>): number | string[] {
  const rows = given["items"];
  if (!Array.isArray(rows)) throw new Error("The items must be told.");
  let best: Row[] = [];
  let least = Infinity;
  for (const order of orders(rows)) if (cost(order) < least) [best, least] = [order, cost(order)];
  if (asked["asked"] === "order") return best.map((row) => String(row["item"]));
  return cost(rows.toSorted((a, b) => Number(b["cost"]) - Number(a["cost"]))) - least;
}
