/** When so many items, and all that arrive meanwhile, are finished: first passage over drawn futures. */
import { RefusedInput, requireCount, requireProbability } from "../numbers/refused-input.ts";
import type { Trials } from "./throughput-trials.ts";

/** How far each drawn future has got at best by each day: finished less arrived, never falling. */
export interface Headway {
  readonly days: number;
  readonly trials: number;
  readonly most: Int32Array;
}

/** What arrives and what is finished are taken to be independent. Refuses trials of different lengths or numbers (`length`). */
export function headway(finishing: Trials, arriving: Trials): Headway {
  const { days, trials } = finishing;
  if (arriving.days !== days || arriving.trials !== trials) {
    throw new RefusedInput("length", `Both need the same trials: ${trials} of ${days} days were finished.`);
  }
  const most = new Int32Array(trials * days);
  for (let trial = 0; trial < trials; trial++) {
    let net = 0;
    let best = 0;
    for (let cell = trial * days; cell < (trial + 1) * days; cell++) {
      net += finishing.finished[cell]! - arriving.finished[cell]!;
      best = Math.max(best, net);
      most[cell] = best;
    }
  }
  return { days, trials, most };
}

/** For each trial the days until `count` items and what arrived by then are finished, rising; `Infinity` where not within the days drawn. */
export function daysToEmpty({ days, trials, most }: Headway, count: number): Float64Array {
  requireCount(count, "The number of items", 1);
  const passed = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let low = 0;
    let high = days;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (most[trial * days + middle]! >= count) high = middle;
      else low = middle + 1;
    }
    passed[trial] = low === days ? Infinity : low + 1;
  }
  return passed.sort();
}

/** The least number of days within which that share of trials is through; undefined where fewer are. */
export function passedWith(passed: Float64Array, confidence: number): number | undefined {
  requireProbability(confidence, "The confidence");
  if (passed.length === 0) throw new RefusedInput("empty", "There are no trials to tell it from.");
  const days = passed[Math.max(0, Math.ceil(confidence * passed.length - 1e-9) - 1)]!;
  return days === Infinity ? undefined : days;
}
