import type { Given } from "@throughline/domain/exams/families/wording";

const offset = (zone: unknown): number => Number(String(zone).replace("UTC", "").replace("−", "-"));

/** By watching the receiver's clock, a quarter of an hour at a time, from a Tuesday on. */
export function recompute(given: Given): number {
  const start = parseInt(String(given["finishedAt"]), 10) - offset(given["giverZone"]);
  let left = Number(given["workHours"]);
  for (let hours = 0; ; hours += 0.25) {
    if (left <= 1e-9) return hours;
    const local = start + hours + offset(given["receiverZone"]);
    const day = Math.floor(local / 24);
    const hour = local - 24 * day;
    // Day 0 is Tuesday, so the weekend falls on days 4 and 5.
    const weekend = ((day % 7) + 7) % 7 === 4 || ((day % 7) + 7) % 7 === 5;
    if (!weekend && hour >= 9 && hour < 17) left -= 0.25;
  }
}
