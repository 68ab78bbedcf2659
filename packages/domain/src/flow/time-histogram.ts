/** How many items took how long, in bins of a round width. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { quantileOfSorted } from "../numbers/quantile.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Widths people can read, milliseconds. */
const widths = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].map((count) => count * DAY),
];

export interface TimeHistogram {
  /** Milliseconds of each bin; bin i holds times from i · width up to, not including, (i + 1) · width. */
  readonly width: number;
  readonly counts: readonly number[];
  /** Longer than the last bin reaches. */
  readonly beyond: number;
}

/**
 * At most `most` bins that reach past the 95th percentile, and how many lie beyond: one item of a year must not press all
 * others into one column. Refuses a time that is negative or not finite (`negative_duration`). O(n log n).
 */
export function timeHistogram(times: Iterable<number>, most = 40): TimeHistogram {
  const sorted = Float64Array.from(times).sort();
  for (const [index, time] of sorted.entries()) {
    if (!(time >= 0 && time < Infinity))
      throw new RefusedInput("negative_duration", `A time must be zero or more; one is ${time}.`, index);
  }
  if (sorted.length === 0) return { width: DAY, counts: [], beyond: 0 };
  const longest = sorted.at(-1)!;
  // Half as much again as the 95th percentile shows the tail's beginning; what is little longer is shown whole.
  const usual = quantileOfSorted(sorted, 0.95) * 1.5;
  const reach = longest <= usual * 1.25 ? longest : usual;
  const width = widths.find((each) => Math.floor(reach / each) + 1 <= most) ?? reach / most;
  const counts = Array.from({ length: Math.min(most, Math.floor(reach / width) + 1) }, () => 0);
  let beyond = 0;
  for (const time of sorted) {
    const bin = Math.floor(time / width);
    if (bin < counts.length) counts[bin]! += 1;
    else beyond += 1;
  }
  return { width, counts, beyond };
}
