/**
 * A Kaplan–Meier curve that goes on where observation ends: beyond the last age that enough items reached, work is taken to
 * finish at the pace of the curve's later half. A guess, but one that says "later", where leaving it out would say "never" or "now".
 */
import { kaplanMeier, survivalAt, type Lifetime, type SurvivalCurve } from "../flow/kaplan-meier.ts";

export interface TailedSurvival {
  readonly curve: SurvivalCurve;
  /** Age from which the tail runs, and the share unfinished there. */
  readonly end: number;
  readonly atEnd: number;
  /** Finishes per time in the tail; always above zero. */
  readonly rate: number;
}

/** Items that must have reached the age at which the curve ends; a tenth of all where there are few. */
const LEAST_AT_END = 10;
/** The tail is never slower than this part of the pace over all ages. */
const LEAST_PACE = 0.2;

/** The curve of lifetimes with its tail; refusals as `kaplanMeier`. */
export function tailedSurvival(lifetimes: readonly Lifetime[]): TailedSurvival {
  const curve = kaplanMeier(lifetimes);
  const times = Float64Array.from(lifetimes, ({ time }) => time).sort();
  const end = times[times.length - Math.min(LEAST_AT_END, Math.ceil(times.length / 10))]!;
  let exposed = 0;
  let finished = 0;
  for (const lifetime of lifetimes) {
    exposed += lifetime.time - (lifetime.since ?? 0);
    if (lifetime.finished) finished += 1;
  }
  // Half a finish is granted, so that the pace is known to be slow and not known to be nothing.
  const pace = (finished + 0.5) / Math.max(exposed, 1);
  const atEnd = survivalAt(curve, end);
  const atHalf = survivalAt(curve, end / 2);
  const late = atEnd > 0 && end > 0 ? Math.log(atHalf / atEnd) / (end / 2) : 0;
  return { curve, end, atEnd, rate: Math.max(late, LEAST_PACE * pace) };
}

/** Share unfinished after `time`. */
export function tailedSurvivalAt({ curve, end, atEnd, rate }: TailedSurvival, time: number): number {
  return time < end ? survivalAt(curve, time) : atEnd * Math.exp(-rate * (time - end));
}

/** The age by which only `share` is left unfinished, of those that have reached `age`; share above 0 and at most 1. */
export function tailedAge(tailed: TailedSurvival, share: number, age = 0): number {
  const { curve, end, atEnd, rate } = tailed;
  const target = share * tailedSurvivalAt(tailed, age);
  if (!(target > 0)) return age;
  if (target <= atEnd) return Math.max(age, end + Math.log(atEnd / target) / rate);
  const { times, survival } = curve;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (survival[middle]! <= target + 1e-12) high = middle;
    else low = middle + 1;
  }
  return Math.max(age, times[low] ?? age);
}
