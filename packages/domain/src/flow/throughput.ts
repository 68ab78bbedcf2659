/** How many items were finished, and how many arrived, in each stretch between two instants. */
import type { FlowHistory } from "./history.ts";
import { requireRising, countBefore } from "./window.ts";

export interface Throughput {
  /** Items that were finished from instant i up to, not including, instant i + 1 (and are finished still). */
  readonly finished: Int32Array;
  readonly arrived: Int32Array;
  readonly dropped: Int32Array;
}

/** Counts per bucket between rising instants, for example the midnights of a team's time zone; O(n log n). */
export function throughput(history: FlowHistory, instants: ArrayLike<number>): Throughput {
  requireRising(instants, 2);
  return {
    finished: countBetween(
      history.items.map((flow) => flow.finishedAt),
      instants,
    ),
    arrived: countBetween(
      history.items.map((flow) => flow.arrivedAt),
      instants,
    ),
    dropped: countBetween(
      history.items.map((flow) => flow.droppedAt),
      instants,
    ),
  };
}

function countBetween(times: readonly (number | undefined)[], instants: ArrayLike<number>): Int32Array {
  const sorted = Float64Array.from(times.filter((at) => at !== undefined)).sort();
  const counts = new Int32Array(instants.length - 1);
  for (let i = 0; i < counts.length; i++) {
    counts[i] = countBefore(sorted, instants[i + 1]!) - countBefore(sorted, instants[i]!);
  }
  return counts;
}
