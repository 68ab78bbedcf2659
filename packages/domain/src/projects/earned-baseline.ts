/**
 * The baseline as a time-phased budget: when each part of the work was planned and what it may cost, and from that how
 * much was to be earned by any instant (planned value). See docs/methods/earned-value.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { workingTimeBetween } from "../time/working-time.ts";
import { checkRule, type EarnedValueRefusal, type EarningRule, weightShare } from "./earned-rules.ts";

export interface BudgetedPart {
  readonly name: string;
  /** Instants of the baseline. A finish equal to the start is planned all at once. */
  readonly start: number;
  readonly finish: number;
  /** Zero or more, in one currency or in hours. */
  readonly budget: number;
  /** By the share reported as done unless said otherwise. */
  readonly rule?: EarningRule;
  /** The budget is spread over this calendar's working time between start and finish; around the clock when absent. */
  readonly calendar?: WorkingCalendar;
}

export interface BudgetBaseline {
  readonly parts: readonly BudgetedPart[];
  /** Budget at completion (BAC): the sum of all parts. Above zero. */
  readonly budget: number;
  /** The first planned start and the last planned finish. */
  readonly start: number;
  readonly finish: number;
}

export const byDoneShare: EarningRule = { kind: "done_share" };

const MOST_PARTS = 200_000;

/**
 * Refuses: `no_budget` (there is nothing to earn), `bad_budget`, `bad_date` (no instant, or a finish before the start),
 * `bad_rule`, `duplicate_name`, `too_many`.
 */
export function budgetBaseline(parts: readonly BudgetedPart[]): BudgetBaseline {
  if (parts.length > MOST_PARTS) refuse("too_many", `A baseline holds at most ${MOST_PARTS} parts.`);
  const names = new Set<string>();
  let budget = 0;
  let start = Infinity;
  let finish = -Infinity;
  for (const [i, part] of parts.entries()) {
    if (names.has(part.name)) refuse("duplicate_name", `Two parts of the baseline are named "${part.name}".`, i);
    names.add(part.name);
    if (!(part.budget >= 0 && part.budget < Infinity)) {
      refuse("bad_budget", `The budget of "${part.name}" must be zero or more; it is ${part.budget}.`, i);
    }
    if (!Number.isFinite(part.start) || !Number.isFinite(part.finish)) {
      refuse(
        "bad_date",
        `"${part.name}" needs a planned start and finish; they are ${part.start} and ${part.finish}.`,
        i,
      );
    }
    if (part.finish < part.start) refuse("bad_date", `"${part.name}" is planned to finish before it starts.`, i);
    checkRule(part.rule ?? byDoneShare, part.name);
    budget += part.budget;
    start = Math.min(start, part.start);
    finish = Math.max(finish, plannedEnd(part));
  }
  if (!(budget > 0)) refuse("no_budget", "The baseline has no budget, so nothing can be earned: give its parts one.");
  return { parts, budget, start, finish };
}

/** Planned value (PV, BCWS): what the baseline has earned by an instant. O(parts). */
export function plannedValue(baseline: BudgetBaseline, at: number): number {
  let sum = 0;
  for (const part of baseline.parts) sum += part.budget * plannedShare(part, at);
  return sum;
}

/** Planned values at several instants: the curve that is drawn. */
export function plannedCurve(baseline: BudgetBaseline, instants: ArrayLike<number>): Float64Array {
  return Float64Array.from(instants, (at) => plannedValue(baseline, at));
}

/** The share of a part's budget that the baseline has earned by an instant, by the part's own rule. */
export function plannedShare({ start, finish, rule = byDoneShare, calendar }: BudgetedPart, at: number): number {
  if (rule.kind === "milestones") return weightShare(rule.milestones, ({ plannedAt }) => plannedAt <= at);
  if (at >= finish) return 1;
  if (at < start) return 0;
  if (rule.kind === "at_ends") return rule.atStart;
  if (!calendar) return (at - start) / (finish - start);
  const whole = workingTimeBetween(calendar, start, finish);
  // A part planned entirely outside working time is earned when its time is over.
  return whole > 0 ? workingTimeBetween(calendar, start, at) / whole : 0;
}

/** The last instant at which the baseline earns anything from a part. */
function plannedEnd({ finish, rule = byDoneShare }: BudgetedPart): number {
  return rule.kind === "milestones" ? Math.max(...rule.milestones.map(({ plannedAt }) => plannedAt), finish) : finish;
}

function refuse(code: EarnedValueRefusal, message: string, at?: number): never {
  throw new RefusedInput<EarnedValueRefusal>(code, message, at);
}
