import type { Given } from "@throughline/domain/exams/families/wording";

/** By dealing out the hours used so far in small pieces according to the shares, and comparing with what each kind had. */
export function recompute(given: Given): string {
  const rows = given["kinds"];
  if (!Array.isArray(rows)) throw new Error("The kinds must be told.");
  const due = new Map<string, number>();
  let pieces = 0;
  for (const row of rows) for (let hour = 0; hour < Number(row["hours"]); hour += 1) pieces += 1;
  for (let piece = 0; piece < pieces; piece += 1) {
    for (const row of rows)
      due.set(String(row["kind"]), (due.get(String(row["kind"])) ?? 0) + Number(row["share"]) / 100);
  }
  let furthest = "";
  let gap = -Infinity;
  for (const row of rows) {
    const behind = (due.get(String(row["kind"])) ?? 0) - Number(row["hours"]);
    if (behind > gap) [furthest, gap] = [String(row["kind"]), behind];
  }
  return furthest;
}
