/**
 * CD3, also known as WSJF: the highest cost of delay per unit of duration first.
 * W. E. Smith, "Various optimizers for single-stage production", Naval Research Logistics Quarterly 3 (1956): for
 * linear costs of delay and no precedence no order costs less. D. Reinertsen's CD3 (2009) is the same ratio.
 */
import type { SequencingProblem } from "./sequencing-problem.ts";

/**
 * The order as indexes of items. A curve's rate counts whatever its dates, a step counts as if its cost came due per
 * unit of time; dates are for `apparentTardinessOrder`. With precedence an item also carries what waits behind it: it
 * is ranked by the best ratio of a chain that starts with it, each link the follower with the best ratio of its own.
 * Ties keep the given order. O(n log n) and O(links).
 */
export function smithOrder(problem: SequencingProblem): Int32Array {
  const count = problem.duration.length;
  const ratio = new Float64Array(count);
  for (let k = 0; k < count; k++) ratio[k] = (problem.rate[k]! + problem.step[k]!) / problem.duration[k]!;
  if (!problem.constrained) return Int32Array.from(ratio.keys()).sort((a, b) => ratio[b]! - ratio[a]! || a - b);
  return dispatchByRank(problem, chainRatios(problem, ratio));
}

/** Repeatedly takes the free item (all predecessors taken) of the highest rank; ties by index. */
export function dispatchByRank(problem: SequencingProblem, rank: Float64Array): Int32Array {
  const count = rank.length;
  const waiting = Int32Array.from(problem.predecessors, (before) => before.length);
  const free = Array.from(waiting.keys()).filter((k) => waiting[k] === 0);
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let f = 1; f < free.length; f++) {
      const [a, b] = [free[f]!, free[best]!];
      if (rank[a]! > rank[b]! || (rank[a] === rank[b] && a < b)) best = f;
    }
    const k = free[best]!;
    free[best] = free.at(-1)!;
    free.pop();
    order[i] = k;
    for (const s of problem.successors[k]!) if (--waiting[s]! === 0) free.push(s);
  }
  return order;
}

/** Per item the best Σ value ÷ Σ duration over a chain of successors that begins with it. */
function chainRatios(problem: SequencingProblem, own: Float64Array): Float64Array {
  const count = own.length;
  const best = Float64Array.from(own);
  const value = own.map((ratio, k) => ratio * problem.duration[k]!);
  const length = Float64Array.from(problem.duration);
  for (const k of dispatchByRank(problem, own).reverse()) {
    for (const s of problem.successors[k]!) {
      const chainValue = own[k]! * problem.duration[k]! + value[s]!;
      const chainLength = problem.duration[k]! + length[s]!;
      if (chainValue / chainLength > best[k]!) {
        best[k] = chainValue / chainLength;
        value[k] = chainValue;
        length[k] = chainLength;
      }
    }
  }
  return count === 0 ? own : best;
}
