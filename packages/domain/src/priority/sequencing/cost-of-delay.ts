/**
 * What it costs that an item is done late: a curve over its completion time. Every curve here is flat, then jumps by
 * `step` at `from`, then rises by `rate` per unit of time until `until`, then is flat again. Four kinds cover what
 * people mean; time and money are in any unit, as long as one problem keeps to one of each.
 */
import { RefusedInput } from "../../numbers/refused-input.ts";

export interface DelayCurve {
  readonly from: number;
  readonly until: number;
  readonly rate: number;
  readonly step: number;
}

/** Every unit of time costs `rate`, from time zero on. */
export function linearDelay(rate: number): DelayCurve {
  return { from: 0, until: Infinity, rate, step: 0 };
}

/** Nothing until `due`, then `rate` per unit of time: weighted tardiness. */
export function delayAfter(due: number, rate: number): DelayCurve {
  return { from: due, until: Infinity, rate, step: 0 };
}

/** `cost` once, when done after `date`: a fine, a missed event. */
export function stepAt(date: number, cost: number): DelayCurve {
  return { from: date, until: Infinity, rate: 0, step: cost };
}

/** `rate` per unit of time until `date`; then everything there was to gain is gone and nothing more is lost. */
export function expiringAt(date: number, rate: number): DelayCurve {
  return { from: 0, until: Math.max(0, date), rate, step: 0 };
}

/** The cost of being done at `time`. */
export function delayCost(curve: DelayCurve, time: number): number {
  if (time <= curve.from) return 0;
  return curve.step + (curve.rate === 0 ? 0 : curve.rate * (Math.min(time, curve.until) - curve.from));
}

/** Refuses (`bad_curve`) a negative or unbounded rate or step, and a rise that ends before it starts. */
export function checkCurve(curve: DelayCurve, of: string, at?: number): void {
  const { from, until, rate, step } = curve;
  const sound = Number.isFinite(from) && until >= from && rate >= 0 && step >= 0 && rate < Infinity && step < Infinity;
  if (!sound) {
    const message = `The cost of delay of ${of} must not fall over time and must be finite; it is ${JSON.stringify(curve)}.`;
    throw new RefusedInput("bad_curve", message, at);
  }
}
