/**
 * How long an item will still take, given the stage it is in and how long it has been there: the past stays in that stage
 * that lasted at least as long, watched from that age on (landmarking: Anderson, Cain and Gelber 1983), unfinished ones
 * kept by Kaplan and Meier.
 */
import { requireProbability, RefusedInput } from "../numbers/refused-input.ts";
import type { FlowHistory } from "./history.ts";
import { kaplanMeier, survivalQuantile, type Lifetime, type SurvivalCurve } from "./kaplan-meier.ts";
import { wallTime, type Elapsed } from "./spells.ts";

export interface StageAge {
  readonly stage: string;
  /** Milliseconds in the stage so far, zero or more, on the same calendar as `elapsed`. */
  readonly age: number;
  /** What is known is known until this instant. */
  readonly now: number;
  readonly elapsed?: Elapsed;
}

/** From that age in that stage to being finished: one lifetime for each past stay that reached the age. */
export function remainingLifetimes(
  history: FlowHistory,
  { stage, age, now, elapsed = wallTime }: StageAge,
): Lifetime[] {
  if (!(age >= 0 && age < Infinity)) {
    throw new RefusedInput("negative_duration", `The time in the stage must be zero or more; it is ${age}.`);
  }
  const lifetimes: Lifetime[] = [];
  for (const { stays, finishedAt, droppedAt } of history.items) {
    const finished = finishedAt !== undefined && finishedAt <= now;
    const end = Math.min(finishedAt ?? droppedAt ?? now, now);
    for (const stay of stays) {
      if (stay.stage.id !== stage || stay.from > now || stay.from > end) continue;
      if (elapsed(stay.from, Math.min(stay.to ?? now, now)) < age) continue;
      lifetimes.push({ time: Math.max(0, elapsed(stay.from, end) - age), finished });
    }
  }
  return lifetimes;
}

export interface RemainingTime {
  /** Milliseconds still to go at each asked probability; undefined where too few lasted that long to say. */
  readonly percentiles: readonly (number | undefined)[];
  /** How many past stays this rests on. */
  readonly basis: number;
  readonly curve: SurvivalCurve;
}

/**
 * Percentiles of the remaining time given stage and age; undefined when fewer than `least` past stays reached the age
 * (10 unless told), for then nothing honest can be said from this stage alone.
 */
export function remainingTime(
  history: FlowHistory,
  given: StageAge,
  probabilities: readonly number[] = [0.5, 0.85, 0.95],
  least = 10,
): RemainingTime | undefined {
  for (const p of probabilities) requireProbability(p, "A percentile");
  const lifetimes = remainingLifetimes(history, given);
  if (lifetimes.length < Math.max(1, least)) return undefined;
  const curve = kaplanMeier(lifetimes);
  return { percentiles: probabilities.map((p) => survivalQuantile(curve, p)), basis: lifetimes.length, curve };
}
