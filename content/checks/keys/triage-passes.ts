import type { Given } from "@throughline/domain/exams/families/wording";

/** By the clock: a request comes just after a pass began; it waits for the next, and then for all that came in between. */
export function recompute(given: Given): number {
  const gap = Number(given["gapHours"]) * 60;
  let minute = 0;
  let inbox = 0;
  for (; minute < gap; minute += 1) inbox += Number(given["perHour"]) / 60;
  for (let request = 0; request < Math.round(inbox); request += 1) minute += Number(given["minutesEach"]);
  return minute;
}
