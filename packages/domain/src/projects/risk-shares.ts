/**
 * How much of the contingency each risk is to blame for: what would be saved without it (exact, all other chance equal),
 * and its Shapley share (L. Shapley 1953; for risk capital M. Denault, "Coherent allocation of risk capital", Journal
 * of Risk 4 (2001)). See docs/methods/project-risk.md for why this one.
 */
import { quantileOfSorted } from "../numbers/quantile.ts";
import { randomStream, shuffle } from "../numbers/random.ts";
import { requireCount, requireProbability } from "../numbers/refused-input.ts";
import type { RiskPlan } from "./risk-register.ts";
import { type RiskOptions, RiskTrials } from "./risk-trials.ts";

export interface RiskShareOptions extends RiskOptions {
  /** Of finish and cost, 0 to 1. */
  readonly level: number;
  /** Orders of the risks that are tried where there are too many to try all; 32 unless said otherwise. */
  readonly orders?: number;
}

export interface FinishAndCost {
  readonly finish: number;
  readonly cost: number;
}

export interface RiskShare {
  readonly name: string;
  /** By how much finish and cost at the level fall when this risk alone is switched off. */
  readonly without: FinishAndCost;
  /** Its Shapley share of finish and cost at the level. */
  readonly share: FinishAndCost;
  /** Standard error of the share from trying only some orders; 0 where all count. */
  readonly error: FinishAndCost;
}

export interface RiskShares {
  /** What lies between the plan and the level: `ofEstimates` and all shares add up to it. */
  readonly contingency: FinishAndCost;
  /** What remains when no risk strikes: the estimates' own uncertainty, and where paths meet. */
  readonly ofEstimates: FinishAndCost;
  readonly risks: readonly RiskShare[];
}

/** Up to so many risks every coalition is computed. */
const ALL_COALITIONS = 8;

/** Refuses what `RiskTrials` does, a level that is no share, and a number of orders below 2. */
export function riskShares(plan: RiskPlan, options: RiskShareOptions): RiskShares {
  const { level, orders = 32 } = options;
  requireProbability(level, "The level");
  requireCount(orders, "The number of orders", 2);
  const coalition = new Coalition(new RiskTrials(plan, options), level);
  const count = plan.risks.length;
  const none = coalition.value();
  for (let risk = 0; risk < count; risk++) coalition.toggle(risk);
  const all = coalition.value();
  const without = plan.risks.map((_, risk) => {
    coalition.toggle(risk);
    const value = coalition.value();
    coalition.toggle(risk);
    return minus(all, value);
  });
  const shares =
    count <= ALL_COALITIONS ? exactShares(coalition, count) : triedShares(coalition, count, options, orders);
  const { planned } = coalition.machine;
  return {
    contingency: minus(all, planned),
    ofEstimates: minus(none, planned),
    risks: plan.risks.map(({ name }, risk) => ({ name, without: without[risk]!, ...shares[risk]! })),
  };
}

/** A set of risks that are on, with finish and cost of every trial; switching one reruns only trials in which it strikes. */
class Coalition {
  readonly machine: RiskTrials;
  readonly #level: number;
  readonly isOn: Uint8Array;
  readonly #finishes: Float64Array;
  readonly #costs: Float64Array;

  constructor(machine: RiskTrials, level: number) {
    this.machine = machine;
    this.#level = level;
    this.isOn = new Uint8Array(machine.risks.length);
    this.#finishes = new Float64Array(machine.trials);
    this.#costs = new Float64Array(machine.trials);
    for (let trial = 0; trial < machine.trials; trial++) this.#run(trial);
  }

  toggle(risk: number): void {
    this.isOn[risk] = this.isOn[risk] ? 0 : 1;
    for (let trial = 0; trial < this.machine.trials; trial++) {
      if (this.machine.strikesIn(risk, trial)) this.#run(trial);
    }
  }

  value(): FinishAndCost {
    return {
      finish: quantileOfSorted(this.#finishes.toSorted(), this.#level),
      cost: quantileOfSorted(this.#costs.toSorted(), this.#level),
    };
  }

  #run(trial: number): void {
    this.machine.run(trial, this.isOn);
    this.#finishes[trial] = this.machine.finish;
    this.#costs[trial] = this.machine.cost;
  }
}

type Share = Pick<RiskShare, "share" | "error">;

/** Over all coalitions, visited in Gray's order so that each differs from the last by one risk. */
function exactShares(coalition: Coalition, count: number): Share[] {
  const values: FinishAndCost[] = [];
  let mask = coalition.isOn.reduce((sum, on, risk) => sum | (on << risk), 0);
  values[mask] = coalition.value();
  for (let step = 1; step < 2 ** count; step++) {
    const risk = 31 - Math.clz32(step & -step);
    coalition.toggle(risk);
    mask ^= 1 << risk;
    values[mask] = coalition.value();
  }
  // The weight of a coalition of each size, for one risk that is not in it: s! (n − s − 1)! / n!
  const weights = [1 / Math.max(1, count)];
  for (let size = 1; size < count; size++) weights[size] = (weights[size - 1]! * size) / (count - size);
  return Array.from({ length: count }, (_, risk) => {
    let [finish, cost] = [0, 0];
    for (let others = 0; others < values.length; others++) {
      if ((others >> risk) & 1) continue;
      const gain = minus(values[others | (1 << risk)]!, values[others]!);
      const weight = weights[sizeOf(others)]!;
      finish += weight * gain.finish;
      cost += weight * gain.cost;
    }
    return { share: { finish, cost }, error: { finish: 0, cost: 0 } };
  });
}

function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest; rest &= rest - 1) size++;
  return size;
}

/**
 * Over random orders, each with its reverse (J. Castro, D. Gómez, J. Tejada 2009; R. Mitchell and others 2022): what a
 * risk adds when it comes after those before it. Shares of every order add up, so their means do.
 */
function triedShares(coalition: Coalition, count: number, { seed }: RiskOptions, orders: number): Share[] {
  const random = randomStream(seed).substream("orders");
  const pairs = Math.ceil(orders / 2);
  const sums = Array.from({ length: count }, () => ({ finish: 0, cost: 0, finishSquare: 0, costSquare: 0 }));
  for (const [risk, on] of coalition.isOn.entries()) if (on) coalition.toggle(risk);
  for (let pair = 0; pair < pairs; pair++) {
    const order = shuffle(
      random,
      Array.from({ length: count }, (_, risk) => risk),
    );
    // Switched on one by one, then off in the same order: that is the reverse order read from its end.
    const there = differences(coalition, order);
    const back = differences(coalition, order);
    for (const [risk, sum] of sums.entries()) {
      const finish = (there[risk]!.finish - back[risk]!.finish) / 2;
      const cost = (there[risk]!.cost - back[risk]!.cost) / 2;
      sum.finish += finish;
      sum.cost += cost;
      sum.finishSquare += finish * finish;
      sum.costSquare += cost * cost;
    }
  }
  const error = (sum: number, square: number) =>
    pairs > 1 ? Math.sqrt(Math.max(0, square / pairs - (sum / pairs) ** 2) / (pairs - 1)) : 0;
  return sums.map(({ finish, cost, finishSquare, costSquare }) => ({
    share: { finish: finish / pairs, cost: cost / pairs },
    error: { finish: error(finish, finishSquare), cost: error(cost, costSquare) },
  }));
}

/** What switching each risk changes, one after the other. */
function differences(coalition: Coalition, order: readonly number[]): FinishAndCost[] {
  const changes: FinishAndCost[] = [];
  let before = coalition.value();
  for (const risk of order) {
    coalition.toggle(risk);
    const after = coalition.value();
    changes[risk] = minus(after, before);
    before = after;
  }
  return changes;
}

function minus(a: FinishAndCost, b: FinishAndCost): FinishAndCost {
  return { finish: a.finish - b.finish, cost: a.cost - b.cost };
}
