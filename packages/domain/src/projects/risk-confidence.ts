/** What a simulated risk register says about dates and sums to promise. See docs/methods/project-risk.md. */
import { quantileOfSorted } from "../numbers/quantile.ts";
import { requireFinite, requireProbability } from "../numbers/refused-input.ts";
import type { RiskOutcome } from "./risk-simulation.ts";

/** The levels usually asked for. */
export const usualLevels: readonly number[] = [0.5, 0.8, 0.85, 0.95];

export interface RiskLevel {
  /** 0 to 1. */
  readonly level: number;
  /** Kept with that confidence, each by itself. */
  readonly finish: number;
  readonly cost: number;
  /** Contingency: what lies between the plan and that. Negative where the plan is safer than asked for. */
  readonly time: number;
  readonly money: number;
}

/** Finish, cost and contingency at levels of confidence. */
export function riskLevels(outcome: RiskOutcome, levels: readonly number[] = usualLevels): RiskLevel[] {
  return levels.map((level) => {
    const finish = quantileOfSorted(outcome.sortedFinishes, level);
    const cost = quantileOfSorted(outcome.sortedCosts, level);
    return { level, finish, cost, time: finish - outcome.planned.finish, money: cost - outcome.planned.cost };
  });
}

/** Joint confidence level: the share of trials that keep both the date and the sum. */
export function jointConfidence({ finishes, costs }: RiskOutcome, finish: number, cost: number): number {
  requireFinite(finish, "The finish");
  requireFinite(cost, "The cost");
  let kept = 0;
  for (let trial = 0; trial < finishes.length; trial++) {
    if (finishes[trial]! <= finish && costs[trial]! <= cost) kept++;
  }
  return kept / finishes.length;
}

export interface JointTargets {
  readonly finish: number;
  readonly cost: number;
  /** The confidence that each has by itself: higher than that of both together. */
  readonly single: number;
}

/**
 * The earliest date and the smallest sum, equally safe each, that are both kept with the confidence asked for (NASA Cost
 * Estimating Handbook, appendix J). A date and a sum that are each kept in 80 % of trials are kept together in fewer.
 */
export function jointTargets(outcome: RiskOutcome, level: number): JointTargets {
  requireProbability(level, "The confidence");
  const { finishes, costs, sortedFinishes, sortedCosts } = outcome;
  const trials = finishes.length;
  // A trial is kept by targets at rank k exactly if both of its values rank at most k.
  const ranks = Float64Array.from(finishes, (finish, trial) =>
    Math.max(lastAtMost(sortedFinishes, finish), lastAtMost(sortedCosts, costs[trial]!)),
  ).sort();
  const rank = ranks[Math.max(0, Math.ceil(level * trials - 1e-9) - 1)]!;
  return { finish: sortedFinishes[rank]!, cost: sortedCosts[rank]!, single: (rank + 1) / trials };
}

/** The last place in rising order whose value is not above `value`. */
function lastAtMost(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
