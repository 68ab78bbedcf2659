import type { Given } from "@throughline/domain/exams/families/wording";

/** By running the queue day by day and searching for the rate that ends at the wanted wait. */
export function recompute(given: Given): number {
  const finished = Number(given["finished"]);
  const endsAt = (accepted: number): number => {
    let waiting = Number(given["waiting"]);
    for (let day = 0; day < Number(given["days"]); day += 1) waiting += accepted - finished;
    return waiting / finished;
  };
  let low = 0;
  let high = 2 * finished;
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (endsAt(middle) > Number(given["wanted"])) high = middle;
    else low = middle;
  }
  return low;
}
