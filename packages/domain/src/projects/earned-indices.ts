/** Variances and indices of earned value. See docs/methods/earned-value.md. */
import type { EarnedStatus } from "./earned-value.ts";

export interface EarnedIndices {
  /** CV = EV − AC; negative: it cost more than it was worth. */
  readonly costVariance: number;
  /** SV = EV − PV; negative: less is done than was planned. Zero again at the end of every project, however late. */
  readonly scheduleVariance: number;
  /** CPI = EV / AC; null while nothing has been spent. */
  readonly costIndex: number | null;
  /** SPI = EV / PV; null while nothing was planned yet. Goes back to 1 at the end: see earned schedule. */
  readonly scheduleIndex: number | null;
  /** EV / BAC; 0 of a part without budget. */
  readonly doneShare: number;
  /** AC / BAC; above 1 when the budget is overspent. */
  readonly spentShare: number;
}

export function earnedIndices({ budget, planned, earned, actual }: EarnedStatus): EarnedIndices {
  return {
    costVariance: earned - actual,
    scheduleVariance: earned - planned,
    costIndex: actual > 0 ? earned / actual : null,
    scheduleIndex: planned > 0 ? earned / planned : null,
    doneShare: budget > 0 ? earned / budget : 0,
    spentShare: budget > 0 ? actual / budget : 0,
  };
}
