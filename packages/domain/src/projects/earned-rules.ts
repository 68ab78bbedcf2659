/**
 * Ways to earn: how much of a part's budget counts as earned while it is under way. The rule is agreed with the
 * baseline, so that what was planned and what was earned are counted alike (ANSI/EIA-748, guideline 7; PMI, Practice
 * Standard for Earned Value Management). See docs/methods/earned-value.md.
 */
import { RefusedInput } from "../numbers/refused-input.ts";

export interface EarnedMilestone {
  readonly name: string;
  /** Its part of the budget; the weights of all milestones of a part are taken relative to their sum. */
  readonly weight: number;
  /** The instant by which the baseline has it reached. */
  readonly plannedAt: number;
}

/**
 * - `at_ends`: a share when the part starts, the rest when it is finished. 0 is the 0/100 rule, 0.5 the 50/50 rule.
 * - `done_share`: the share that was reported as done; planned evenly over the part's working time.
 * - `milestones`: the weights of those reached.
 */
export type EarningRule =
  | { readonly kind: "at_ends"; readonly atStart: number }
  | { readonly kind: "done_share" }
  | { readonly kind: "milestones"; readonly milestones: readonly EarnedMilestone[] };

export type EarnedValueRefusal =
  | "no_budget"
  | "bad_budget"
  | "bad_date"
  | "bad_rule"
  | "bad_share"
  | "bad_cost"
  | "before_start"
  | "duplicate_name"
  | "unknown_name"
  | "too_many";

/** What has been reported about one part. */
export interface PartProgress {
  readonly part: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Reports of the share done, 0 to 1, in any order; the latest by the instant counts. It may fall again. */
  readonly reports?: readonly { readonly at: number; readonly share: number }[];
  readonly milestones?: readonly { readonly name: string; readonly reachedAt: number }[];
}

/** Refuses (`bad_rule`, `bad_date`) a rule that cannot be counted. */
export function checkRule(rule: EarningRule, part: string): void {
  if (rule.kind === "at_ends" && !(rule.atStart >= 0 && rule.atStart <= 1)) {
    refuse("bad_rule", `What "${part}" earns at its start must be a share from 0 to 1; it is ${rule.atStart}.`);
  }
  if (rule.kind !== "milestones") return;
  if (rule.milestones.length === 0) refuse("bad_rule", `"${part}" earns by milestones and has none.`);
  const names = new Set<string>();
  for (const { name, weight, plannedAt } of rule.milestones) {
    if (names.has(name)) refuse("duplicate_name", `Two milestones of "${part}" are named "${name}".`);
    names.add(name);
    if (!(weight > 0 && weight < Infinity)) {
      refuse("bad_rule", `The weight of milestone "${name}" of "${part}" must be above zero; it is ${weight}.`);
    }
    if (!Number.isFinite(plannedAt)) {
      refuse("bad_date", `Milestone "${name}" of "${part}" needs an instant by which it is planned.`);
    }
  }
}

/** Refuses reports that contradict themselves or the rule: `bad_share`, `bad_date`, `before_start`, `unknown_name`. */
export function checkProgress(rule: EarningRule, progress: PartProgress): void {
  const { part, startedAt, finishedAt, reports = [], milestones = [] } = progress;
  for (const at of [startedAt, finishedAt]) {
    if (at !== undefined && !Number.isFinite(at)) {
      refuse("bad_date", `The start and finish of "${part}" must be instants; one is ${at}.`);
    }
  }
  if (finishedAt !== undefined && startedAt === undefined) {
    refuse("before_start", `"${part}" is finished and was never started: say when it started.`);
  }
  const started = startedAt ?? Infinity;
  if (finishedAt !== undefined && finishedAt < started) {
    refuse("before_start", `"${part}" is finished before it started.`);
  }
  for (const [i, { at, share }] of reports.entries()) {
    if (!(share >= 0 && share <= 1)) {
      refuse("bad_share", `The share of "${part}" that is done must be from 0 to 1; report ${i} says ${share}.`, i);
    }
    if (!Number.isFinite(at)) refuse("bad_date", `Report ${i} on "${part}" needs an instant; it is ${at}.`, i);
    if (at < started && share > 0)
      refuse("before_start", `Report ${i} says "${part}" was under way before it started.`, i);
  }
  const known = new Set(rule.kind === "milestones" ? rule.milestones.map(({ name }) => name) : []);
  for (const [i, { name, reachedAt }] of milestones.entries()) {
    if (!known.has(name)) refuse("unknown_name", `"${part}" has no milestone "${name}" to earn by.`, i);
    if (!Number.isFinite(reachedAt)) refuse("bad_date", `Milestone "${name}" of "${part}" needs an instant.`, i);
    if (reachedAt < started) refuse("before_start", `Milestone "${name}" was reached before "${part}" started.`, i);
  }
}

/** The share of its budget that a part has earned by an instant, 0 to 1. Progress is trusted to be checked. */
export function earnedShare(rule: EarningRule, progress: PartProgress | undefined, at: number): number {
  if (!progress) return 0;
  const { startedAt, finishedAt, reports = [], milestones = [] } = progress;
  if (finishedAt !== undefined && finishedAt <= at) return 1;
  if (rule.kind === "at_ends") return startedAt !== undefined && startedAt <= at ? rule.atStart : 0;
  if (rule.kind === "done_share") {
    let latest = -Infinity;
    let share = 0;
    for (const report of reports) {
      if (report.at > at || report.at < latest) continue;
      latest = report.at;
      share = report.share;
    }
    return share;
  }
  const reached = new Set(milestones.filter(({ reachedAt }) => reachedAt <= at).map(({ name }) => name));
  return weightShare(rule.milestones, ({ name }) => reached.has(name));
}

/** The share of the milestones' weight for which `counts` holds. */
export function weightShare(
  milestones: readonly EarnedMilestone[],
  counts: (milestone: EarnedMilestone) => boolean,
): number {
  let sum = 0;
  let all = 0;
  for (const milestone of milestones) {
    all += milestone.weight;
    if (counts(milestone)) sum += milestone.weight;
  }
  return sum / all;
}

function refuse(code: EarnedValueRefusal, message: string, at?: number): never {
  throw new RefusedInput<EarnedValueRefusal>(code, message, at);
}
