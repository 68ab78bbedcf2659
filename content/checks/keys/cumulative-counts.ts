import type { Given } from "@throughline/domain/exams/families/wording";

/** By moving single items: each week's newcomers join a line, each week's finished leave it; then the line is let run out. */
export function recompute(given: Given, asked: Record<string, string>): number {
  const rows = given["counts"];
  if (!Array.isArray(rows)) throw new Error("The table of counts is missing.");
  const line: number[] = [];
  let came = 0;
  let left = 0;
  const leftEachWeek: number[] = [];
  for (const row of rows) {
    while (came < Number(row["accepted"])) line.push(++came);
    const before = left;
    while (left < Number(row["finished"])) {
      line.shift();
      left += 1;
    }
    leftEachWeek.push(left - before);
  }
  if (asked["asked"] === "work") return line.length;
  const later = leftEachWeek.slice(1);
  const pace = later.reduce((a, b) => a + b, 0) / later.length;
  let weeks = 0;
  let waiting = line.length;
  for (; waiting >= pace; weeks += 1) waiting -= pace;
  return weeks + waiting / pace;
}
