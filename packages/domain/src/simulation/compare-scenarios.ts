import { requireCount } from "../numbers/refused-input.ts";
import { meanInterval } from "./batch-means.ts";
import { Simulation } from "./simulation.ts";
import type { Seed } from "../numbers/random.ts";
import type { MeanInterval } from "./batch-means.ts";
import type { Organisation } from "./organisation.ts";
import type { ItemUnderWay, SimulationResult } from "./simulation.ts";

export interface ComparisonOptions {
  readonly seed: Seed;
  readonly runs: number;
  readonly from: number;
  readonly until: number;
  /** Measuring begins here; `from` if absent. */
  readonly measuredFrom?: number;
  readonly underWay?: readonly ItemUnderWay[];
}

export interface Comparison {
  readonly base: MeanInterval;
  readonly other: MeanInterval;
  /** Of other less base, run by run. Its interval is what says whether the change does anything. */
  readonly difference: MeanInterval;
  /** Per run, for drawing both distributions. */
  readonly baseValues: readonly number[];
  readonly otherValues: readonly number[];
}

/**
 * Two organisations under the same chance, run by run: the same arrivals, the same work per item, so that the difference is
 * the change's alone (common random numbers; Law 2015, section 11.2). `measure` reads one number from a run.
 */
export function compareScenarios(
  base: Organisation,
  other: Organisation,
  options: ComparisonOptions,
  measure: (result: SimulationResult) => number,
): Comparison {
  requireCount(options.runs, "The number of runs", 2);
  const run = (organisation: Organisation, i: number): number => {
    const simulation = new Simulation(organisation, {
      seed: `${options.seed}/${i}`,
      from: options.from,
      until: options.until,
      ...(options.underWay && { underWay: options.underWay }),
    });
    if (options.measuredFrom !== undefined) {
      simulation.runUntil(options.measuredFrom);
      simulation.measureFromNow();
    }
    return measure(simulation.run());
  };
  const baseValues: number[] = [];
  const otherValues: number[] = [];
  for (let i = 0; i < options.runs; i++) {
    baseValues.push(run(base, i));
    otherValues.push(run(other, i));
  }
  return {
    base: meanInterval(baseValues),
    other: meanInterval(otherValues),
    difference: meanInterval(otherValues.map((value, i) => value - baseValues[i]!)),
    baseValues,
    otherValues,
  };
}
