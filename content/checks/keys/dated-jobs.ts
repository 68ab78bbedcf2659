import type { Given, Row } from "@throughline/domain/exams/families/wording";

/** Every order of the rows. */
function* orders<Row>(rest: readonly Row[]): Generator<Row[]> {
  if (rest.length === 0) yield [];
  for (const [i, first] of rest.entries())
    for (const more of orders([...rest.slice(0, i), ...rest.slice(i + 1)])) yield [first, ...more];
}

/** By trying every order. */
export function recompute(given: Given, asked: Record<string, string>): number {
  const rows = given["jobs"];
  if (!Array.isArray(rows)) throw new Error("The jobs must be told.");
  let least = Infinity;
  for (const order of orders<Row>(rows)) {
    let day = 0;
    let greatest = -Infinity;
    let late = 0;
    for (const row of order) {
      day += Number(row["days"]);
      greatest = Math.max(greatest, day - Number(row["due"]));
      if (day > Number(row["due"])) late += 1;
    }
    least = Math.min(least, asked["asked"] === "greatest" ? greatest : late);
  }
  return least;
}
