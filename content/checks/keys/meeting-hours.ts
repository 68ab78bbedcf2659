import type { Given } from "@throughline/domain/exams/families/wording";

/** By sending every person to every single meeting and adding up the minutes on their clocks. */
export function recompute(given: Given): number {
  const meetings = given["meetings"];
  if (!Array.isArray(meetings)) throw new Error("The table of meetings is missing.");
  const clocks: number[] = [];
  for (const meeting of meetings) {
    for (let held = 0; held < Number(meeting["times"]); held += 1) {
      for (let person = 0; person < Number(meeting["people"]); person += 1) {
        clocks[person] = (clocks[person] ?? 0) + Number(meeting["minutes"]);
      }
    }
  }
  return clocks.reduce((a, b) => a + b, 0) / 60;
}
