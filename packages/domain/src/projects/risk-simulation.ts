/**
 * Finish and cost of a project with its risk register, by Monte Carlo on the activity network: both of the same trial,
 * because what makes a project late also makes it dear. See docs/methods/project-risk.md.
 */
import { sortedValues } from "../numbers/quantile.ts";
import type { RiskPlan } from "./risk-register.ts";
import { type RiskOptions, RiskTrials } from "./risk-trials.ts";

export interface RiskOutcome {
  /** As planned: no risk strikes, every estimate is met. */
  readonly planned: { readonly finish: number; readonly cost: number };
  /** Per trial, finish and cost belonging together. */
  readonly finishes: Float64Array;
  readonly costs: Float64Array;
  /** The same ascending: read quantiles with `quantileOfSorted`. */
  readonly sortedFinishes: Float64Array;
  readonly sortedCosts: Float64Array;
  readonly meanFinish: number;
  readonly meanCost: number;
  /** Correlation of finish and cost; 0 where one of them does not vary. */
  readonly correlation: number;
  readonly activities: readonly {
    readonly name: string;
    readonly meanDuration: number;
    readonly criticality: number;
  }[];
  /** The share of trials in which each risk struck. */
  readonly risks: readonly { readonly name: string; readonly struck: number }[];
}

/** Refuses what `RiskTrials` does. O(trials · (activities + links)). */
export function simulateRisks(plan: RiskPlan, options: RiskOptions): RiskOutcome {
  const machine = new RiskTrials(plan, options);
  const { trials, durations, critical } = machine;
  const finishes = new Float64Array(trials);
  const costs = new Float64Array(trials);
  const timesCritical = new Float64Array(durations.length);
  const totals = new Float64Array(durations.length);
  const isOn = new Uint8Array(plan.risks.length).fill(1);
  for (let trial = 0; trial < trials; trial++) {
    machine.run(trial, isOn, true);
    finishes[trial] = machine.finish;
    costs[trial] = machine.cost;
    for (let i = 0; i < durations.length; i++) {
      timesCritical[i]! += critical[i]!;
      totals[i]! += durations[i]!;
    }
  }
  const meanFinish = meanOf(finishes);
  const meanCost = meanOf(costs);
  return {
    planned: machine.planned,
    finishes,
    costs,
    sortedFinishes: sortedValues(finishes),
    sortedCosts: sortedValues(costs),
    meanFinish,
    meanCost,
    correlation: correlationOf(finishes, meanFinish, costs, meanCost),
    activities: plan.network.names.map((name, i) => ({
      name,
      meanDuration: totals[i]! / trials,
      criticality: timesCritical[i]! / trials,
    })),
    risks: plan.risks.map(({ name }, risk) => {
      let struck = 0;
      for (let trial = 0; trial < trials; trial++) if (machine.strikesIn(risk, trial)) struck++;
      return { name, struck: struck / trials };
    }),
  };
}

/** Mean around the first value: instants are large numbers. */
function meanOf(values: Float64Array): number {
  const first = values[0]!;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

function correlationOf(a: Float64Array, meanA: number, b: Float64Array, meanB: number): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [offA, offB] = [a[i]! - meanA, b[i]! - meanB];
    product += offA * offB;
    squareA += offA * offA;
    squareB += offB * offB;
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : 0;
}
