import type { Given } from "@throughline/domain/exams/families/wording";

/** Mean number waiting for one server, from the chances of 0, 1, 2 … present (birth and death, random arrivals and work). */
function meanWaiting(use: number): number {
  let chance = 1;
  let total = 0;
  let waiting = 0;
  for (let present = 0; present < 5000; present += 1) {
    total += chance;
    waiting += Math.max(0, present - 1) * chance;
    chance *= use;
  }
  return waiting / total;
}

/** By summing the chances of every queue length; the wait is the number waiting over the rate, whatever the variation scales. */
export function recompute(given: Given): number {
  const wait = (accepted: unknown): number =>
    meanWaiting(Number(accepted) / Number(given["capacity"])) / Number(accepted);
  return (Number(given["waitBefore"]) * wait(given["acceptedAfter"])) / wait(given["acceptedBefore"]);
}
