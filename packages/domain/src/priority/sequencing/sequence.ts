/**
 * The order of least total cost of delay: every simple rule tried, the best one improved by dynasearch, then kicked and
 * improved again until the effort is spent. Optimal on every instance of the public weighted-tardiness sets tried; see
 * docs/methods/sequencing.md for the figures.
 */
import { RefusedInput } from "../../numbers/refused-input.ts";
import { type RandomStream, randomStream, type Seed } from "../../numbers/random.ts";
import { tunedApparentTardiness } from "./apparent-tardiness.ts";
import { Dynasearch } from "./dynasearch.ts";
import {
  itemCost,
  sequenceCost,
  type SequenceItem,
  type SequencingProblem,
  sequencingProblem,
} from "./sequencing-problem.ts";
import { smithOrder } from "./smith-ratio.ts";

export interface SequenceOptions {
  readonly seed: Seed;
  /** Scan steps, about 10 ns each. By default what makes 1,000 items take about a tenth of a second. */
  readonly effort?: number;
}

export interface SequencePlace {
  /** Index into the items given, and its name. */
  readonly item: number;
  readonly name: string;
  readonly start: number;
  readonly finish: number;
  /** Cost of delay at `finish`. */
  readonly cost: number;
  /** What letting the item behind it go first would add to the total; undefined for the last, or where that may not be. */
  readonly costOfYielding: number | undefined;
}

export interface Sequence {
  readonly places: readonly SequencePlace[];
  readonly cost: number;
  /** The cheapest simple rule's cost, and which it was: what the search is worth. */
  readonly rule: { readonly name: "smith" | "apparent-tardiness"; readonly cost: number };
}

/**
 * Puts items in the order of least total cost of delay, one at a time from time zero, keeping precedence.
 * Refusals: those of `sequencingProblem`, and `bad_effort`.
 */
export function sequence(items: readonly SequenceItem[], options: SequenceOptions): Sequence {
  const problem = sequencingProblem(items);
  const effort = options.effort ?? defaultEffort(items.length);
  if (!(effort >= 0))
    throw new RefusedInput("bad_effort", `Effort is a number of steps, zero or more; it is ${effort}.`);
  if (items.length === 0) return { places: [], cost: 0, rule: { name: "smith", cost: 0 } };
  const rule = bestRule(problem);
  const order = search(problem, rule.order, rule.cost, randomStream(options.seed), effort);
  return {
    places: places(problem, order),
    cost: sequenceCost(problem, order),
    rule: { name: rule.name, cost: rule.cost },
  };
}

/** Few items are cheap to search for long; a thousand get a dozen passes. */
function defaultEffort(count: number): number {
  return count <= 250 ? Math.min(2000 * count * count, 4e7) : 1e7;
}

function bestRule(problem: SequencingProblem): { order: Int32Array; cost: number; name: Sequence["rule"]["name"] } {
  const smith = smithOrder(problem);
  const smithCost = sequenceCost(problem, smith);
  const tuned = tunedApparentTardiness(problem);
  if (smithCost <= tuned.cost) return { order: smith, cost: smithCost, name: "smith" };
  return { order: tuned.order, cost: tuned.cost, name: "apparent-tardiness" };
}

/** Iterated dynasearch from `first`. */
export function search(
  problem: SequencingProblem,
  first: Int32Array,
  firstCost: number,
  random: RandomStream,
  effort: number,
): Int32Array {
  const count = first.length;
  if (effort === 0 || count < 2) return first;
  const dynasearch = new Dynasearch(problem);
  // Short moves first: on many items they bring most of the gain for a tenth of the pairs.
  if (count > 200) dynasearch.improve(first, effort / 2, 100);
  let best = dynasearch.improve(count > 200 ? dynasearch.order : first, effort - dynasearch.steps);
  const bestOrder = Int32Array.from(best <= firstCost ? dynasearch.order : first);
  let current = best;
  const currentOrder = Int32Array.from(bestOrder);
  const trial = new Int32Array(count);
  let idle = 0;
  while (dynasearch.steps < effort && best > 0) {
    trial.set(currentOrder);
    kick(problem, trial, random);
    dynasearch.steps += count;
    const cost = dynasearch.improve(trial, effort - dynasearch.steps);
    if (cost <= current) {
      current = cost;
      currentOrder.set(dynasearch.order);
    }
    if (cost < best) {
      best = cost;
      bestOrder.set(dynasearch.order);
      idle = 0;
    } else if (++idle % 20 === 0) {
      current = best;
      currentOrder.set(bestOrder);
    }
  }
  return bestOrder;
}

/**
 * Four to sixteen swaps anywhere: of fixed and varying numbers over short and long distances this found the best known
 * cost of 3 × 125 made instances of 100 items most reliably. With precedence, items walk as far as they may instead.
 */
function kick(problem: SequencingProblem, order: Int32Array, random: RandomStream): void {
  const count = order.length;
  for (let left = 4 + random.nextInt(13); left > 0; left--) {
    const i = random.nextInt(count);
    const j = random.nextInt(count);
    if (!problem.constrained) {
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
      continue;
    }
    // Walk item i towards j as far as precedence lets it.
    const step = i < j ? 1 : -1;
    for (let at = i; at !== j; at += step) {
      const [a, b] = [order[at]!, order[at + step]!];
      const [earlier, later] = step > 0 ? [a, b] : [b, a];
      if (problem.predecessors[later]!.includes(earlier)) break;
      order[at] = b;
      order[at + step] = a;
    }
  }
}

function places(problem: SequencingProblem, order: Int32Array): SequencePlace[] {
  let time = 0;
  return Array.from(order, (item, i) => {
    const start = time;
    time += problem.duration[item]!;
    const next = order[i + 1];
    let costOfYielding: number | undefined;
    if (next !== undefined && !problem.predecessors[next]!.includes(item)) {
      const both = time + problem.duration[next]!;
      costOfYielding =
        itemCost(problem, next, start + problem.duration[next]!) +
        itemCost(problem, item, both) -
        itemCost(problem, item, time) -
        itemCost(problem, next, both);
    }
    const cost = itemCost(problem, item, time);
    return { item, name: problem.names[item]!, start, finish: time, cost, costOfYielding };
  });
}
