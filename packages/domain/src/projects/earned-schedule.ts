/**
 * Earned schedule: the moment by which the baseline had earned what is earned now. W. Lipke, "Schedule is different",
 * The Measurable News (2003). Unlike SV and SPI it keeps telling how late a project is until it ends.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { addWorkingTime, workingTimeBetween } from "../time/working-time.ts";
import { type BudgetBaseline, plannedValue } from "./earned-baseline.ts";
import type { EarnedValueRefusal } from "./earned-rules.ts";
import type { EarnedStatus } from "./earned-value.ts";

/** Durations are counted from the baseline's start, in working milliseconds where a calendar is given. */
export interface EarnedSchedule {
  /** The instant by which the baseline had earned as much. */
  readonly earnedAt: number;
  /** ES: from the start to that instant. */
  readonly earned: number;
  /** AT: from the start to the status. Of a project that is done, ask for the status at which the last part was. */
  readonly actual: number;
  /** PD: the planned duration. */
  readonly planned: number;
  /** SV(t) = ES − AT; negative: so much time behind. */
  readonly variance: number;
  /** SPI(t) = ES / AT; null before the start. */
  readonly index: number | null;
  /** IEAC(t) = PD / SPI(t): the duration if it goes on as until now; null while nothing is earned. */
  readonly duration: number | null;
  /** IEAC(t) = AT + (PD − ES): the duration if the rest goes as planned. */
  readonly durationAsPlanned: number;
  /** The instants at which those two end. */
  readonly finish: number | null;
  readonly finishAsPlanned: number;
  /** TSPI = (PD − ES) / (PD − AT): the index that the rest must have to be in time; null when time is up and work is left. */
  readonly indexToFinish: number | null;
}

/** @param calendar the project's: how its durations are counted; around the clock when absent. */
export function earnedSchedule(
  baseline: BudgetBaseline,
  status: EarnedStatus,
  calendar?: WorkingCalendar,
): EarnedSchedule {
  const between = (from: number, to: number) => (calendar ? workingTimeBetween(calendar, from, to) : to - from);
  const after = (time: number) => (calendar ? addWorkingTime(calendar, baseline.start, time) : baseline.start + time);
  const earnedAt = instantEarning(baseline, status.earned);
  const planned = between(baseline.start, baseline.finish);
  const earned = between(baseline.start, earnedAt);
  const actual = Math.max(0, between(baseline.start, status.at));
  const index = actual > 0 ? earned / actual : null;
  const duration = index ? planned / index : null;
  const durationAsPlanned = actual + planned - earned;
  const left = planned - earned;
  return {
    earnedAt,
    earned,
    actual,
    planned,
    variance: earned - actual,
    index,
    duration,
    durationAsPlanned,
    finish: duration === null ? null : after(duration),
    finishAsPlanned: after(durationAsPlanned),
    indexToFinish: left <= 0 ? 0 : planned > actual ? left / (planned - actual) : null,
  };
}

/**
 * The same from a table of planned values at the ends of periods, as it is done by hand: ES = C + (EV − PV_C) /
 * (PV_C+1 − PV_C), in periods, where C is the last period whose planned value is earned. `planned[0]` is the value at
 * the end of the first period. Refuses `bad_budget` (values that fall, or none) and `bad_share` (earned below zero).
 */
export function earnedPeriods(planned: readonly number[], earned: number): number {
  if (!(earned >= 0 && earned < Infinity)) refuse("bad_share", `Earned value must be zero or more; it is ${earned}.`);
  if (planned.length === 0) refuse("bad_budget", "There are no planned values to compare with.");
  let before = 0;
  for (const [period, value] of planned.entries()) {
    if (!(value >= before && value < Infinity)) {
      refuse("bad_budget", `Planned values add up, so they never fall; period ${period + 1} has ${value}.`, period);
    }
    if (earned < value) return period + (earned - before) / (value - before);
    before = value;
  }
  return planned.length;
}

/**
 * The last instant by which the baseline has not earned more than this: at the border of a pause its end, so that
 * nobody falls behind over a weekend. Halving, to the millisecond.
 */
function instantEarning(baseline: BudgetBaseline, earned: number): number {
  const { start, finish, budget } = baseline;
  const slack = budget * 1e-12;
  if (earned >= budget - slack) return finish;
  let low = start;
  let high = finish;
  if (plannedValue(baseline, low) > earned + slack) return start;
  const precision = Math.min(1, (finish - start) * 1e-9);
  while (high - low > precision) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (plannedValue(baseline, middle) <= earned + slack) low = middle;
    else high = middle;
  }
  return interpolated(baseline, low, high, earned);
}

/** Between two instants that are close, planned value is a straight line but for a jump. */
function interpolated(baseline: BudgetBaseline, low: number, high: number, earned: number): number {
  const [below, above] = [plannedValue(baseline, low), plannedValue(baseline, high)];
  const share = above > below ? Math.max(0, Math.min(1, (earned - below) / (above - below))) : 1;
  return low + share * (high - low);
}

function refuse(code: EarnedValueRefusal, message: string, at?: number): never {
  throw new RefusedInput<EarnedValueRefusal>(code, message, at);
}
