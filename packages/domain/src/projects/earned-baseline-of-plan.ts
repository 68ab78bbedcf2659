/** A baseline from a network: every activity's budget over the time of its early start and finish. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { ActivityNetwork } from "./activity-network.ts";
import { type BudgetBaseline, budgetBaseline } from "./earned-baseline.ts";
import type { EarnedValueRefusal, EarningRule } from "./earned-rules.ts";
import type { NetworkPlan } from "./network-plan.ts";

export interface ActivityBudget {
  readonly budget: number;
  /** By the share reported as done unless said otherwise. */
  readonly rule?: EarningRule;
}

/**
 * The plan as it stands now, kept: later changes of the plan do not touch it. Activities without a budget earn nothing, but
 * the baseline reaches to the end of them all. Refuses what `ActivityNetwork` and `budgetBaseline` do, and (`unknown_name`)
 * a budget of an activity that the plan does not have.
 */
export function baselineOfPlan(plan: NetworkPlan, budgets: ReadonlyMap<string, ActivityBudget>): BudgetBaseline {
  const network = new ActivityNetwork(plan);
  const names = new Set(network.names);
  for (const name of budgets.keys()) {
    if (!names.has(name)) {
      throw new RefusedInput<EarnedValueRefusal>("unknown_name", `There is no activity "${name}" to have a budget.`);
    }
  }
  const calendars = new Map(plan.activities.map(({ name, calendar }) => [name, calendar]));
  return budgetBaseline(
    network.allTimes().map(({ name, earlyStart, earlyFinish }) => {
      const { budget, rule } = budgets.get(name) ?? { budget: 0 };
      const calendar = calendars.get(name);
      // A milestone may fall between shifts, where its start as the next shift's would come after its finish.
      const start = Math.min(earlyStart, earlyFinish);
      return { name, start, finish: earlyFinish, budget, ...(rule ? { rule } : {}), ...(calendar ? { calendar } : {}) };
    }),
  );
}
