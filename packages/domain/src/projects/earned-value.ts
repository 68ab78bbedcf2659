/**
 * Earned value at an instant: what was planned to be done (PV), what is done at its budget (EV) and what it has cost
 * (AC). Q. Fleming and J. Koppelman, "Earned Value Project Management". See docs/methods/earned-value.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { type BudgetBaseline, byDoneShare, plannedValue } from "./earned-baseline.ts";
import { checkProgress, type EarnedValueRefusal, earnedShare, type PartProgress } from "./earned-rules.ts";

/** Money (or hours) spent, on the instant from which it counts. A correction is negative. */
export interface ActualCost {
  readonly at: number;
  readonly amount: number;
  /** The part it was spent on, where that is known. */
  readonly part?: string;
}

export interface EarnedStatus {
  readonly at: number;
  /** Budget at completion (BAC). */
  readonly budget: number;
  /** Planned value (PV, BCWS). */
  readonly planned: number;
  /** Earned value (EV, BCWP). */
  readonly earned: number;
  /** Actual cost (AC, ACWP). */
  readonly actual: number;
}

/**
 * Status at an instant from everything reported by then; later reports are not looked at, so past statuses stay as
 * they were. O(parts + reports + costs).
 *
 * Refuses: `bad_date`, `bad_cost`, `unknown_name` (progress or cost of a part that the baseline does not have),
 * `duplicate_name` (two progresses of one part), `bad_share`, `before_start`.
 */
export function earnedValueAt(
  baseline: BudgetBaseline,
  progress: readonly PartProgress[],
  costs: readonly ActualCost[],
  at: number,
): EarnedStatus {
  return earnedValueCurve(baseline, progress, costs, [at])[0]!;
}

/** Statuses at several instants, checked once. */
export function earnedValueCurve(
  baseline: BudgetBaseline,
  progress: readonly PartProgress[],
  costs: readonly ActualCost[],
  instants: readonly number[],
): EarnedStatus[] {
  const reported = checkedReports(baseline, progress, costs, instants);
  return instants.map((at) => {
    let earned = 0;
    for (const { name, budget, rule = byDoneShare } of baseline.parts) {
      earned += budget * earnedShare(rule, reported.get(name), at);
    }
    let actual = 0;
    for (const cost of costs) if (cost.at <= at) actual += cost.amount;
    return { at, budget: baseline.budget, planned: plannedValue(baseline, at), earned, actual };
  });
}

/** The reports by part, once they, the costs and the instants of statuses are sound; refusals as of `earnedValueAt`. */
export function checkedReports(
  baseline: BudgetBaseline,
  progress: readonly PartProgress[],
  costs: readonly ActualCost[],
  instants: readonly number[],
): ReadonlyMap<string, PartProgress> {
  for (const at of instants) {
    if (!Number.isFinite(at)) refuse("bad_date", `The instant of a status must be a number; it is ${at}.`);
  }
  checkCosts(baseline, costs);
  return checkedProgress(baseline, progress);
}

function checkedProgress(
  baseline: BudgetBaseline,
  progress: readonly PartProgress[],
): ReadonlyMap<string, PartProgress> {
  const rules = new Map(baseline.parts.map(({ name, rule = byDoneShare }) => [name, rule]));
  const reported = new Map<string, PartProgress>();
  for (const [i, one] of progress.entries()) {
    const rule = rules.get(one.part);
    if (!rule) refuse("unknown_name", `The baseline has no part "${one.part}" to report progress on.`, i);
    if (reported.has(one.part)) refuse("duplicate_name", `There are two reports of progress on "${one.part}".`, i);
    checkProgress(rule, one);
    reported.set(one.part, one);
  }
  return reported;
}

function checkCosts(baseline: BudgetBaseline, costs: readonly ActualCost[]): void {
  const names = new Set(baseline.parts.map(({ name }) => name));
  for (const [i, { at, amount, part }] of costs.entries()) {
    if (!Number.isFinite(at)) refuse("bad_date", `Cost ${i} needs an instant; it is ${at}.`, i);
    if (!Number.isFinite(amount)) refuse("bad_cost", `Cost ${i} must be a finite amount; it is ${amount}.`, i);
    if (part !== undefined && !names.has(part)) {
      refuse("unknown_name", `Cost ${i} is for "${part}", which the baseline does not have.`, i);
    }
  }
}

function refuse(code: EarnedValueRefusal, message: string, at?: number): never {
  throw new RefusedInput<EarnedValueRefusal>(code, message, at);
}
