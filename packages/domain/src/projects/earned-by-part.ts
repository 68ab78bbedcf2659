/** Earned value of each part of the work: where the project's cost and delay come from. */
import { type BudgetBaseline, byDoneShare, plannedShare } from "./earned-baseline.ts";
import { earnedShare, type PartProgress } from "./earned-rules.ts";
import { type ActualCost, checkedReports, type EarnedStatus } from "./earned-value.ts";

export interface PartStatus extends EarnedStatus {
  readonly part: string;
  readonly plannedShare: number;
  readonly earnedShare: number;
}

export interface EarnedByPart {
  /** In the order of the baseline. */
  readonly parts: readonly PartStatus[];
  /** Costs that no part is named for: the parts' costs and this make the project's. */
  readonly unassigned: number;
}

/** Statuses at an instant; refuses what `earnedValueAt` does. Parts without a budget have a budget of 0. O(parts + costs). */
export function earnedByPart(
  baseline: BudgetBaseline,
  progress: readonly PartProgress[],
  costs: readonly ActualCost[],
  at: number,
): EarnedByPart {
  const reported = checkedReports(baseline, progress, costs, [at]);
  const spent = new Map<string | undefined, number>();
  for (const { at: from, amount, part } of costs) {
    if (from <= at) spent.set(part, (spent.get(part) ?? 0) + amount);
  }
  const parts = baseline.parts.map((part): PartStatus => {
    const { name, budget, rule = byDoneShare } = part;
    const [planned, earned] = [plannedShare(part, at), earnedShare(rule, reported.get(name), at)];
    return {
      part: name,
      at,
      budget,
      planned: budget * planned,
      earned: budget * earned,
      actual: spent.get(name) ?? 0,
      plannedShare: planned,
      earnedShare: earned,
    };
  });
  return { parts, unassigned: spent.get(undefined) ?? 0 };
}
