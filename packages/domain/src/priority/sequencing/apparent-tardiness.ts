/**
 * Apparent tardiness cost: at each moment take the item whose lateness would cost most per unit of duration, counting
 * costs that are still far off as smaller. A. Vepsalainen and T. Morton, "Priority rules for job shops with weighted
 * tardiness costs", Management Science 33 (1987).
 */
import { FlatHeap } from "../../numbers/flat-heap.ts";
import { sequenceCost, type SequencingProblem } from "./sequencing-problem.ts";

/**
 * The order for one look-ahead `k` (in mean durations). The index of an item at time t is
 * rate ÷ duration · exp(−max(0, from − duration − t) ÷ (k · mean duration)); a step counts as step ÷ (k · mean duration)
 * per unit of time while its date can still be met, and an expired curve counts nothing.
 *
 * O(n log n): among items whose date can still be met all indexes grow by the same factor as time goes by, so their
 * order never changes; nor does it among those whose date is past. One heap each, and items change heaps when they
 * come to the top too late (an item below the top is worth no more than its key says, so the top is safe to take).
 */
export function apparentTardinessOrder(problem: SequencingProblem, k: number): Int32Array {
  const { duration, from, span, rate, step, predecessors, successors } = problem;
  const count = duration.length;
  const reach = (k * duration.reduce((sum, d) => sum + d, 0)) / count;
  const coming = new FlatHeap(count);
  const due = new FlatHeap(count);
  const worthless = new FlatHeap(count);
  const order = new Int32Array(count);
  const waiting = Int32Array.from(predecessors, (before) => before.length);
  let time = 0;
  const slack = (item: number) => from[item]! - duration[item]! - time;
  const admit = (item: number) => {
    const worth = rate[item]! / duration[item]!;
    if (slack(item) >= 0) {
      const weight = worth + step[item]! / reach / duration[item]!;
      coming.push(-Math.log(weight) + (from[item]! - duration[item]!) / reach, item);
    } else if (-slack(item) < span[item]! && worth > 0) due.push(-worth, item);
    else worthless.push(item, item);
  };
  for (let item = 0; item < count; item++) if (waiting[item] === 0) admit(item);
  for (let i = 0; i < count; i++) {
    while (coming.size > 0 && slack(coming.first) < 0) admit(coming.pop());
    while (due.size > 0 && -slack(due.first) >= span[due.first]!) {
      const expired = due.pop();
      worthless.push(expired, expired);
    }
    const nextComing = coming.size > 0 ? time / reach - coming.firstKey : -Infinity;
    const nextDue = due.size > 0 ? Math.log(-due.firstKey) : -Infinity;
    let heap = nextComing > nextDue ? coming : due;
    if (heap.size === 0) heap = coming.size > 0 ? coming : worthless;
    const item = heap.pop();
    order[i] = item;
    time += duration[item]!;
    for (const s of successors[item]!) if (--waiting[s]! === 0) admit(s);
  }
  return order;
}

/**
 * The cheapest order over a grid of look-aheads, and the look-ahead that gave it. The published advice is a look-ahead
 * of 0.5 to 4.5; with hundreds of items and dates spread over all of them, tens of durations do far better.
 */
export function tunedApparentTardiness(
  problem: SequencingProblem,
  grid: readonly number[] = lookAheads(problem.duration.length),
): { order: Int32Array; cost: number; lookAhead: number } {
  let chosen: { order: Int32Array; cost: number; lookAhead: number } = {
    order: new Int32Array(0),
    cost: Infinity,
    lookAhead: 0,
  };
  for (const lookAhead of grid) {
    const order = apparentTardinessOrder(problem, lookAhead);
    const cost = sequenceCost(problem, order);
    if (cost < chosen.cost) chosen = { order, cost, lookAhead };
    if (cost === 0) break;
  }
  return chosen;
}

/** 0.3, 0.6, 1.2, … up to a fifth of the items. */
function lookAheads(count: number): number[] {
  const grid = [];
  for (let k = 0.3; k <= Math.max(5, count / 5); k *= 2) grid.push(k);
  return grid;
}
