/** The cumulative flow diagram: how many items stood in each stage at each instant, and how many had ever left. */
import type { FlowHistory } from "./history.ts";
import { countBefore, requireRising } from "./window.ts";

export interface CumulativeFlow {
  /** `inStage[s][i]`: items in stage s (in the history's order of stages) at instant i. Done stages only grow but for reopening. */
  readonly inStage: readonly Int32Array[];
  /** Items that had arrived by instant i. */
  readonly arrived: Int32Array;
  /** Items that had been dropped by instant i: arrived = all stages together + dropped. */
  readonly dropped: Int32Array;
}

/** O((stays + instants) log instants + stages · instants). An item entering at an instant is counted there. */
export function cumulativeFlow(history: FlowHistory, instants: ArrayLike<number>): CumulativeFlow {
  requireRising(instants);
  const n = instants.length;
  const rowOf = new Map(history.stages.map((stage, row) => [stage, row]));
  const inStage = history.stages.map(() => new Int32Array(n));
  const arrived = new Int32Array(n);
  const dropped = new Int32Array(n);
  // Mark where counts change, then add up from left to right.
  for (const { arrivedAt, stays } of history.items) {
    mark(arrived, countBefore(instants, arrivedAt), 1);
    for (let i = 0; i < stays.length; i++) {
      const { stage, from, to } = stays[i]!;
      const row = inStage[rowOf.get(stage)!]!;
      mark(row, countBefore(instants, from), 1);
      if (to === undefined) continue;
      mark(row, countBefore(instants, to), -1);
      const next = stays[i + 1];
      if (next?.from === to) continue;
      mark(dropped, countBefore(instants, to), 1);
      if (next !== undefined) mark(dropped, countBefore(instants, next.from), -1);
    }
  }
  for (const row of [...inStage, arrived, dropped]) for (let i = 1; i < n; i++) row[i]! += row[i - 1]!;
  return { inStage, arrived, dropped };
}

function mark(row: Int32Array, at: number, change: number): void {
  if (at < row.length) row[at]! += change;
}
