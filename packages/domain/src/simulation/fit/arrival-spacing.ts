import { workClock } from "../../time/working-time.ts";
import type { WorkingCalendar } from "../../time/working-calendar.ts";
import type { Duration } from "../durations.ts";

/** Fewer arrivals than this say nothing of how evenly they come. */
const ENOUGH = 24;
/** Between these, arrivals are taken to be random: their counts vary as much as chance alone makes them. */
const RANDOM = [0.7, 1.4] as const;

/**
 * How far apart arrivals are on a calendar's working time, from when they came in [from, until): the mean spacing, and a spread
 * that makes counts vary as they were seen to. The variance of counts over their mean is, over stretches much longer than
 * the spacing, the squared variation of the spacing of a renewal process (Cox 1962, section 4.3).
 */
export function arrivalSpacing(
  arrivals: readonly number[],
  calendar: WorkingCalendar,
  from: number,
  until: number,
): Duration {
  const start = workClock(calendar, from);
  const span = workClock(calendar, until) - start;
  const mean = span / arrivals.length;
  const dispersion = dispersionOf(
    arrivals.map((at) => workClock(calendar, at) - start),
    span,
  );
  if (dispersion === undefined || (dispersion >= RANDOM[0] && dispersion <= RANDOM[1]))
    return { kind: "exponential", mean };
  if (dispersion > 1) return { kind: "hyperexponential", mean, squaredVariation: Math.min(dispersion, 8) };
  return { kind: "erlang", mean, phases: Math.min(5, Math.max(2, Math.round(1 / Math.max(dispersion, 0.1)))) };
}

/** Variance over mean of the counts in equal stretches, about five arrivals in each; undefined where there are too few. */
function dispersionOf(readings: readonly number[], span: number): number | undefined {
  if (readings.length < ENOUGH) return undefined;
  const bins = Math.min(104, Math.max(4, Math.floor(readings.length / 5)));
  const counts = new Float64Array(bins);
  for (const reading of readings) counts[Math.min(bins - 1, Math.max(0, Math.floor((reading / span) * bins)))]! += 1;
  const mean = readings.length / bins;
  let squares = 0;
  for (const count of counts) squares += (count - mean) ** 2;
  return squares / (bins - 1) / mean;
}
