import type { Given } from "@throughline/domain/exams/families/wording";

/** By searching for the duration at which doing either first costs the same. */
export function recompute(given: Given): number {
  const first = Number(given["first"]);
  const second = Number(given["second"]);
  const weeks = Number(given["weeks"]);
  const firstGoesFirst = (duration: number): boolean =>
    duration * first + (duration + weeks) * second < weeks * second + (weeks + duration) * first;
  let low = 0;
  let high = 1000;
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (firstGoesFirst(middle)) low = middle;
    else high = middle;
  }
  return low;
}
