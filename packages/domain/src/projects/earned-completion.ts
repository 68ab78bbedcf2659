/**
 * What the whole will cost (estimates at completion) and what it would take to keep within a sum. Each formula is an
 * assumption about the rest of the work; D. Christensen, "The estimate at completion problem: a review of three
 * studies", Project Management Journal 24 (1993). See docs/methods/earned-value.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { earnedIndices } from "./earned-indices.ts";
import type { EarnedValueRefusal } from "./earned-rules.ts";
import type { EarnedStatus } from "./earned-value.ts";

/** Null where the formula divides by an index that does not exist yet (nothing spent, planned or earned). */
export interface CostAtCompletion {
  /** EAC = AC + (BAC − EV): the rest costs what was budgeted for it. */
  readonly asBudgeted: number;
  /** EAC = BAC / CPI: the rest costs as much over or under as what is done. The most stable in the studies. */
  readonly asUntilNow: number | null;
  /** EAC = AC + (BAC − EV) / (CPI · SPI): being late costs, too. */
  readonly withDelay: number | null;
  /** EAC = AC + ETC, where the work to come has been estimated anew from the bottom up. */
  readonly reestimated: number | null;
}

export function costAtCompletion(status: EarnedStatus, restEstimate?: number): CostAtCompletion {
  if (restEstimate !== undefined && !(restEstimate >= 0 && restEstimate < Infinity)) {
    const message = `The estimate of the rest must be zero or more; it is ${restEstimate}.`;
    throw new RefusedInput<EarnedValueRefusal>("bad_cost", message);
  }
  const { budget, earned, actual } = status;
  const { costIndex, scheduleIndex } = earnedIndices(status);
  const rest = budget - earned;
  return {
    asBudgeted: actual + rest,
    asUntilNow: costIndex ? budget / costIndex : null,
    withDelay: costIndex && scheduleIndex ? actual + rest / (costIndex * scheduleIndex) : null,
    reestimated: restEstimate === undefined ? null : actual + restEstimate,
  };
}

/** VAC = BAC − EAC: what will be left of the budget; negative when it will not do. */
export function varianceAtCompletion(status: EarnedStatus, estimate: number): number {
  return status.budget - estimate;
}

/**
 * TCPI = (BAC − EV) / (goal − AC): the cost index that the rest must have for the whole to cost `goal` (the budget
 * unless said otherwise). 0 when all is done; null when the goal is spent already and work remains: no index reaches it.
 */
export function indexToComplete({ budget, earned, actual }: EarnedStatus, goal: number = budget): number | null {
  if (!Number.isFinite(goal)) {
    throw new RefusedInput<EarnedValueRefusal>("bad_cost", `The sum to keep within must be finite; it is ${goal}.`);
  }
  if (earned >= budget) return 0;
  return goal > actual ? (budget - earned) / (goal - actual) : null;
}
