import type { Given } from "@throughline/domain/exams/families/wording";

/** By working week by week, once in turn and once to the end of each, and comparing when they were done. */
export function recompute(given: Given): number {
  const count = Number(given["count"]);
  const weeks = Number(given["weeks"]);
  const mean = (whose: (week: number) => number): number => {
    const done = Array.from({ length: count }, () => 0);
    let ends = 0;
    for (let week = 0; week < count * weeks; week += 1) {
      const who = whose(week);
      done[who] = (done[who] ?? 0) + 1;
      if (done[who] === weeks) ends += week + 1;
    }
    return ends / count;
  };
  return mean((week) => week % count) - mean((week) => Math.floor(week / weeks));
}
