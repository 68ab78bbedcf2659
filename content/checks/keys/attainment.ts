import type { Given } from "@throughline/domain/exams/families/wording";

/** The misses against all that is decided. */
export function recompute(given: Given): number {
  const finished = Number(given["finished"]);
  const late = Number(given["openLate"]);
  const missed = finished - Number(given["inTime"]) + late;
  return 100 - (100 * missed) / (finished + late);
}
