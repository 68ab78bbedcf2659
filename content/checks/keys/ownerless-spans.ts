import type { Given } from "@throughline/domain/exams/families/wording";

/** Hour by hour through the history: whoever "has it" owns it, and nobody else. */
export function recompute(given: Given): number {
  const spans = given["spans"];
  if (!Array.isArray(spans)) throw new Error("The table of spans is missing.");
  const end = Math.max(...spans.map((span) => Number(span["to"])));
  let without = 0;
  for (let hour = 0; hour < end; hour += 1) {
    const span = spans.find((s) => Number(s["from"]) <= hour && hour < Number(s["to"]));
    if (!String(span?.["state"]).endsWith("has it")) without += 1;
  }
  return without;
}
