/** What is to be put in order: items with durations, costs of delay and what must come before them. */
import { RefusedInput } from "../../numbers/refused-input.ts";
import { checkCurve, delayCost, type DelayCurve } from "./cost-of-delay.ts";

export interface SequenceItem {
  readonly name: string;
  /** Above zero, in the unit of the curve's times. */
  readonly duration: number;
  readonly delay: DelayCurve;
  /** Names of items that must be done before this one starts. */
  readonly after?: readonly string[];
}

/** A checked problem in flat arrays: item k has its figures at index k everywhere. */
export interface SequencingProblem {
  readonly names: readonly string[];
  readonly duration: Float64Array;
  readonly from: Float64Array;
  /** How long the curve rises: `until − from`. */
  readonly span: Float64Array;
  readonly rate: Float64Array;
  readonly step: Float64Array;
  readonly predecessors: readonly (readonly number[])[];
  readonly successors: readonly (readonly number[])[];
  /** Whether any item waits for another. */
  readonly constrained: boolean;
}

/** Thrown when items wait for each other in a ring; `cycle` names them in order, the first repeated at the end. */
export class SequenceCycle extends RefusedInput<"cycle"> {
  readonly cycle: readonly string[];

  constructor(cycle: readonly string[]) {
    super("cycle", `These items wait for each other: ${cycle.join(" → ")}. Take one of these links away.`);
    this.cycle = cycle;
  }
}

/**
 * Checks and flattens. Times of the curves are counted from the moment the sequence starts.
 *
 * Refuses: `not_positive` (a duration that is not above zero), `bad_curve`, `duplicate_name`, `unknown_name`, `cycle`,
 * `too_many` (over 20,000 items).
 */
export function sequencingProblem(items: readonly SequenceItem[]): SequencingProblem {
  const count = items.length;
  if (count > 20_000)
    throw new RefusedInput("too_many", `At most 20,000 items can be put in order; these are ${count}.`);
  const index = new Map<string, number>();
  for (const [k, item] of items.entries()) {
    if (index.has(item.name)) throw new RefusedInput("duplicate_name", `Two items are named "${item.name}".`, k);
    index.set(item.name, k);
    if (!(item.duration > 0 && item.duration < Infinity)) {
      const message = `The duration of "${item.name}" must be above zero and finite; it is ${item.duration}.`;
      throw new RefusedInput("not_positive", message, k);
    }
    checkCurve(item.delay, `"${item.name}"`, k);
  }
  const predecessors = items.map((item, k) => [
    ...new Set(
      (item.after ?? []).map((name) => {
        const found = index.get(name);
        if (found === undefined) {
          throw new RefusedInput(
            "unknown_name",
            `"${item.name}" waits for "${name}", which is not among the items.`,
            k,
          );
        }
        return found;
      }),
    ),
  ]);
  const successors: number[][] = items.map(() => []);
  for (const [k, before] of predecessors.entries()) for (const p of before) successors[p]!.push(k);
  const names = items.map((item) => item.name);
  const ring = findRing(predecessors);
  if (ring) throw new SequenceCycle(ring.map((k) => names[k]!));
  return {
    names,
    duration: Float64Array.from(items, (item) => item.duration),
    from: Float64Array.from(items, (item) => item.delay.from),
    span: Float64Array.from(items, (item) => item.delay.until - item.delay.from),
    rate: Float64Array.from(items, (item) => item.delay.rate),
    step: Float64Array.from(items, (item) => item.delay.step),
    predecessors,
    successors,
    constrained: predecessors.some((before) => before.length > 0),
  };
}

/** Total cost of delay of doing the items one after another in this order. */
export function sequenceCost(problem: SequencingProblem, order: ArrayLike<number>): number {
  let time = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    time += problem.duration[order[i]!]!;
    sum += itemCost(problem, order[i]!, time);
  }
  return sum;
}

/** What item k costs when done at `time`. */
export function itemCost(problem: SequencingProblem, k: number, time: number): number {
  const from = problem.from[k]!;
  return delayCost({ from, until: from + problem.span[k]!, rate: problem.rate[k]!, step: problem.step[k]! }, time);
}

/** A ring of predecessors, first repeated at the end, or undefined. Depth first without recursion. */
function findRing(predecessors: readonly (readonly number[])[]): number[] | undefined {
  const state = new Uint8Array(predecessors.length);
  for (let root = 0; root < predecessors.length; root++) {
    if (state[root] !== 0) continue;
    const path = [root];
    const next = [0];
    state[root] = 1;
    while (path.length > 0) {
      const k = path.at(-1)!;
      const p = predecessors[k]![next[next.length - 1]!++];
      if (p === undefined) {
        state[k] = 2;
        path.pop();
        next.pop();
      } else if (state[p] === 1) {
        return [...path.slice(path.indexOf(p)), p].toReversed();
      } else if (state[p] === 0) {
        state[p] = 1;
        path.push(p);
        next.push(0);
      }
    }
  }
  return undefined;
}
