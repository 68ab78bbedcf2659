/** How often a promise such as "85 % within 3 working days" was kept. */
import { requirePositive } from "../numbers/refused-input.ts";
import { kaplanMeier, survivalAt, survivalInterval, type Lifetime } from "./kaplan-meier.ts";

export interface ServiceLevel {
  /** Finished within the target. */
  readonly met: number;
  /** Finished later, or unfinished and already past the target. */
  readonly missed: number;
  /** Unfinished and still inside the target: not decided. */
  readonly undecided: number;
  /** met / (met + missed); undefined while nothing is decided. */
  readonly attainment: number | undefined;
  /**
   * The share expected to finish within the target, undecided work weighed in by Kaplan and Meier, with its 95 %
   * interval; undefined without any lifetimes. Attainment alone counts slow work late: while it is open and young it is missing.
   */
  readonly estimate: { readonly share: number; readonly low: number; readonly high: number } | undefined;
}

/** Service level attainment of items or stays (see `itemLifetimes`, `stayLifetimes`); `target` in the same unit, above zero. */
export function serviceLevel(lifetimes: readonly Lifetime[], target: number): ServiceLevel {
  requirePositive(target, "The target");
  let met = 0;
  let missed = 0;
  let undecided = 0;
  for (const { time, finished } of lifetimes) {
    if (time > target) missed += 1;
    else if (finished) met += 1;
    else undecided += 1;
  }
  const decided = met + missed;
  if (lifetimes.length === 0) return { met, missed, undecided, attainment: undefined, estimate: undefined };
  const curve = kaplanMeier(lifetimes);
  const unfinished = survivalInterval(curve, target);
  return {
    met,
    missed,
    undecided,
    attainment: decided > 0 ? met / decided : undefined,
    estimate: { share: 1 - survivalAt(curve, target), low: 1 - unfinished.high, high: 1 - unfinished.low },
  };
}
