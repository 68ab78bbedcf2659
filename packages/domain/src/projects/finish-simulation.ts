/**
 * When will the network finish, if durations are three-point estimates? Monte Carlo over the whole network, so that the
 * places where paths meet count (the textbook's sum along one critical path is always too early), with how often each
 * activity is critical. R. Van Slyke, "Monte Carlo methods and the PERT problem", Operations Research 11 (1963).
 */
import { normalCdf, normalQuantile } from "../numbers/normal.ts";
import { type RandomStream, randomStream, type Seed } from "../numbers/random.ts";
import { RefusedInput, requireCount, requireProbability } from "../numbers/refused-input.ts";
import type { ThreePoints } from "../numbers/triangular.ts";
import type { ActivityNetwork } from "./activity-network.ts";
import { type EstimateShape, EstimateTables, interpolated } from "./estimate-table.ts";

export interface FinishSimulationOptions {
  readonly seed: Seed;
  /** 1 to 1,000,000. */
  readonly trials: number;
  /** PERT's beta distribution unless said otherwise. */
  readonly shape?: EstimateShape;
  /**
   * How much all durations move together, 0 (the default) to 1: the correlation of any two activities' normal scores
   * (a one-factor Gaussian copula). Estimates that are wrong are mostly wrong in the same direction, and independent
   * draws cancel that out.
   */
  readonly correlation?: number;
}

export interface ActivityRisk {
  readonly name: string;
  readonly meanDuration: number;
  /** Share of trials in which it lies on a longest chain: the criticality index. */
  readonly criticality: number;
  /** Correlation of its duration with the project's length (T. Williams's cruciality); 0 when it does not vary. */
  readonly cruciality: number;
  /** Criticality times its standard deviation over the project's: the schedule sensitivity index. */
  readonly sensitivity: number;
}

export interface FinishSimulation {
  /** Finishes of all trials, ascending: read quantiles with `quantileOfSorted`. */
  readonly finishes: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** In the order of the network's names. */
  readonly activities: readonly ActivityRisk[];
}

/**
 * Draws durations of the activities in `estimates` (by name; the others keep their planned ones), passes through the
 * network and counts. Refuses: `unknown_name`, `unordered` or `not_finite` estimates, `bad_duration` (a least below
 * zero), `not_count` trials, `not_probability` correlation.
 */
export function simulateFinish(
  network: ActivityNetwork,
  estimates: ReadonlyMap<string, ThreePoints>,
  options: FinishSimulationOptions,
): FinishSimulation {
  const { trials, correlation = 0, shape = "pert" } = options;
  requireCount(trials, "The number of trials", 1);
  if (trials > 1e6) throw new RefusedInput("not_count", `At most 1,000,000 trials are run; ${trials} were asked for.`);
  requireProbability(correlation, "The correlation");
  const { names } = network;
  const count = names.length;
  const draws = quantileTables(network, estimates, shape);
  const durations = Float64Array.from(names, (name) => network.durationOf(name));
  const early = new Float64Array(count);
  const critical = new Uint8Array(count);
  const timesCritical = new Float64Array(count);
  const moments = names.map(() => ({ mean: 0, square: 0, product: 0 }));
  const finishes = new Float64Array(trials);
  const random = randomStream(options.seed);
  let mean = 0;
  let square = 0;
  for (let trial = 0; trial < trials; trial++) {
    const common = correlation > 0 ? normalQuantile(random.nextOpenUniform()) : 0;
    for (const { at, table } of draws) durations[at] = interpolated(table, uniform(random, correlation, common));
    const finish = network.tryDurations(durations, early, critical);
    finishes[trial] = finish;
    const away = finish - mean;
    mean += away / (trial + 1);
    square += away * (finish - mean);
    for (let i = 0; i < count; i++) {
      timesCritical[i]! += critical[i]!;
      const moment = moments[i]!;
      const off = durations[i]! - moment.mean;
      moment.mean += off / (trial + 1);
      moment.square += off * (durations[i]! - moment.mean);
      moment.product += off * (finish - mean);
    }
  }
  const activities = names.map((name, i) => {
    const moment = moments[i]!;
    const criticality = timesCritical[i]! / trials;
    const varies = moment.square > 0 && square > 0;
    return {
      name,
      meanDuration: moment.mean,
      criticality,
      cruciality: varies ? moment.product / Math.sqrt(moment.square * square) : 0,
      sensitivity: varies ? criticality * Math.sqrt(moment.square / square) : 0,
    };
  });
  return { finishes: finishes.sort(), mean, deviation: trials > 1 ? Math.sqrt(square / (trials - 1)) : 0, activities };
}

function uniform(random: RandomStream, correlation: number, common: number): number {
  const own = random.nextOpenUniform();
  if (correlation === 0) return own;
  return normalCdf(Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * normalQuantile(own));
}

/** Per estimated activity its quantile function as a table. */
function quantileTables(
  network: ActivityNetwork,
  estimates: ReadonlyMap<string, ThreePoints>,
  shape: EstimateShape,
): { at: number; table: Float64Array }[] {
  const index = new Map(network.names.map((name, i) => [name, i]));
  const tables = new EstimateTables(shape);
  return Array.from(estimates, ([name, points]) => {
    const at = index.get(name);
    if (at === undefined) throw new RefusedInput("unknown_name", `There is no activity "${name}" to estimate.`);
    const table = tables.of(points);
    if (points.least < 0) {
      throw new RefusedInput(
        "bad_duration",
        `The least duration of "${name}" must be zero or more; it is ${points.least}.`,
      );
    }
    return { at, table };
  });
}
