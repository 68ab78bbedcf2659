import type { Given } from "@throughline/domain/exams/families/wording";

/** By walking the days of the coming week and writing down what each item loses on each. */
export function recompute(given: Given): string {
  const rows = given["items"];
  if (!Array.isArray(rows)) throw new Error("The items must be told.");
  const start = Number(given["week"]) * 7;
  let most = -1;
  let item = "";
  for (const row of rows) {
    const begins = Number(row["after"]) * 7;
    const end = /\d+/.exec(String(row["until"]))?.[0];
    let loses = 0;
    for (let day = start; day < start + 7; day += 1) {
      if (day >= begins && (end === undefined || day < Number(end) * 7)) loses += Number(row["each"]) / 7;
      if (day === begins) loses += Number(row["once"]);
    }
    if (loses > most) [most, item] = [loses, String(row["item"])];
  }
  return item;
}
