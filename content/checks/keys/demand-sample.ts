import type { Given } from "@throughline/domain/exams/families/wording";

/** By laying every single contact on a heap, minute by minute, and counting the heaps. */
export function recompute(given: Given, asked: Record<string, string>): number | string {
  const rows = given["contacts"];
  if (!Array.isArray(rows)) throw new Error("The contacts must be told.");
  const heaps = new Map<string, number>();
  let all = 0;
  let failure = 0;
  for (const row of rows) {
    for (let contact = 0; contact < Number(row["count"]); contact += 1) {
      for (let minute = 0; minute < Number(row["minutes"]); minute += 1) {
        all += 1;
        if (row["kind"] !== "failure") continue;
        failure += 1;
        heaps.set(String(row["reason"]), (heaps.get(String(row["reason"])) ?? 0) + 1);
      }
    }
  }
  if (asked["asked"] === "failure-share") return (failure / all) * 100;
  return [...heaps].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
