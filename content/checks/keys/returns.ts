import type { Given } from "@throughline/domain/exams/families/wording";

/** Round by round: of what goes through, a share comes round again, until nothing is left. */
export function recompute(given: Given): number {
  const share = Number(given["returnPercent"]) / 100;
  let first = 0;
  let second = 0;
  for (let left = 1; left > 1e-12; left *= share) {
    first += left * Number(given["firstHours"]);
    second += left * Number(given["secondHours"]);
  }
  const capacity = given["capacityHours"];
  return typeof capacity === "number" ? capacity / second : first + second;
}
