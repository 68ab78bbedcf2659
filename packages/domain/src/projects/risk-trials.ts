/**
 * Everything that chance decides about a project, drawn once: each risk and each estimate from a stream of its own
 * name, so that a trial can be run with some risks switched off and all else equal.
 */
import { normalCdf, normalQuantile } from "../numbers/normal.ts";
import { type RandomStream, randomStream, type Seed } from "../numbers/random.ts";
import { RefusedInput, requireCount, requireProbability } from "../numbers/refused-input.ts";
import type { ThreePoints } from "../numbers/triangular.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";
import { addWorkingTime } from "../time/working-time.ts";
import type { ActivityNetwork } from "./activity-network.ts";
import { type EstimateShape, EstimateTables, interpolated } from "./estimate-table.ts";
import { checkRisks, type ProjectRisk, type RiskPlan, type RiskRefusal } from "./risk-register.ts";

export interface RiskOptions {
  readonly seed: Seed;
  /** 1 to 1,000,000; trials times risks and estimates together at most 20,000,000. */
  readonly trials: number;
  /** Of estimates and effects: PERT's beta distribution unless said otherwise. */
  readonly shape?: EstimateShape;
  /** How much the estimates of durations err together, 0 (the default) to 1; as in `simulateFinish`. */
  readonly correlation?: number;
}

/** What an effect touches, ready to be applied; `table` gives its size at a quantile. */
interface Touch {
  readonly what: "durationTimes" | "durationPlus" | "costTimes" | "costPlus";
  /** Null for the project as a whole. */
  readonly activities: Int32Array | null;
  readonly table: Float64Array;
}

const MOST_DRAWS = 20_000_000;

export class RiskTrials {
  readonly trials: number;
  readonly risks: readonly ProjectRisk[];
  /** Per risk and trial (`risk * trials + trial`): the quantile of its effects, or −1 where it does not strike. */
  readonly strikes: Float64Array;
  /** Of the trial that ran last. */
  finish = 0;
  cost = 0;
  readonly durations: Float64Array;
  readonly critical: Uint8Array;
  /** Without chance: durations as planned, costs as estimated most likely. */
  readonly planned: { readonly finish: number; readonly cost: number };
  readonly #network: ActivityNetwork;
  readonly #calendar: WorkingCalendar | undefined;
  readonly #overheadRate: number;
  readonly #touches: readonly (readonly Touch[])[];
  /** Activities with uncertain durations and fixed costs; their draws, per one and trial. */
  readonly #estimated: Int32Array;
  readonly #drawnDurations: Float64Array;
  readonly #costed: Int32Array;
  readonly #drawnCosts: Float64Array;
  readonly #plannedDurations: Float64Array;
  readonly #plannedCosts: Float64Array;
  readonly #rates: Float64Array;
  readonly #fixed: Float64Array;
  readonly #costFactor: Float64Array;
  readonly #added: Float64Array;
  readonly #early: Float64Array;

  /** Refuses what `checkRisks` does, points out of order (`unordered`), and more draws than there is room for. */
  constructor(plan: RiskPlan, options: RiskOptions) {
    checkRisks(plan);
    const { network, risks, estimates = new Map<string, ThreePoints>(), costs = new Map<string, never>() } = plan;
    const { trials, seed, shape = "pert", correlation = 0 } = options;
    requireCount(trials, "The number of trials", 1);
    if (trials > 1e6)
      throw new RefusedInput("not_count", `At most 1,000,000 trials are run; ${trials} were asked for.`);
    requireProbability(correlation, "The correlation");
    const { names } = network;
    const uncertain = [...costs].filter(([, cost]) => typeof cost.fixed === "object");
    if (trials * (risks.length + estimates.size + uncertain.length) > MOST_DRAWS) {
      const message = `There are too many risks and estimates for ${trials} trials: run fewer.`;
      throw new RefusedInput<RiskRefusal>("too_many", message);
    }
    const index = new Map(names.map((name, i) => [name, i]));
    const tables = new EstimateTables(shape);
    const root = randomStream(seed);
    this.trials = trials;
    this.risks = risks;
    this.#network = network;
    this.#calendar = plan.calendar;
    this.#overheadRate = plan.overheadRate ?? 0;
    this.#touches = risks.map((risk) => touchesOf(risk, index, tables));
    this.strikes = new Float64Array(risks.length * trials);
    for (const [r, { name, likelihood }] of risks.entries()) {
      const random = root.substream("risk").substream(name);
      for (let trial = 0; trial < trials; trial++) {
        const strikes = random.nextUniform() < likelihood;
        const size = random.nextOpenUniform();
        this.strikes[r * trials + trial] = strikes ? size : -1;
      }
    }
    const common = commonFactor(root.substream("common"), trials, correlation);
    this.#estimated = Int32Array.from(estimates.keys(), (name) => index.get(name)!);
    this.#drawnDurations = drawn(root.substream("duration"), estimates, tables, trials, correlation, common);
    this.#costed = Int32Array.from(uncertain, ([name]) => index.get(name)!);
    const fixed = new Map(uncertain.map(([name, cost]) => [name, cost.fixed as ThreePoints]));
    this.#drawnCosts = drawn(root.substream("cost"), fixed, tables, trials, 0, common);
    this.#plannedDurations = Float64Array.from(names, (name) => network.durationOf(name));
    this.#plannedCosts = Float64Array.from(names, (name) => {
      const cost = costs.get(name)?.fixed ?? 0;
      return typeof cost === "number" ? cost : cost.likely;
    });
    this.#rates = Float64Array.from(names, (name) => costs.get(name)?.rate ?? 0);
    const room = () => new Float64Array(names.length);
    [this.durations, this.#fixed, this.#costFactor, this.#added, this.#early] = [
      room(),
      room(),
      room(),
      room(),
      room(),
    ];
    this.critical = new Uint8Array(names.length);
    this.planned = { finish: network.finish, cost: this.#plannedCost() };
  }

  /** Whether a risk strikes in a trial. */
  strikesIn(risk: number, trial: number): boolean {
    return this.strikes[risk * this.trials + trial]! >= 0;
  }

  /** Runs one trial with the risks that are on; `finish`, `cost`, `durations` (and `critical`, if asked) are then of it. */
  run(trial: number, isOn: ArrayLike<number>, markCritical = false): void {
    const { durations, trials } = this;
    durations.set(this.#plannedDurations);
    for (let i = 0; i < this.#estimated.length; i++) {
      durations[this.#estimated[i]!] = this.#drawnDurations[i * trials + trial]!;
    }
    this.#fixed.set(this.#plannedCosts);
    for (let i = 0; i < this.#costed.length; i++) {
      this.#fixed[this.#costed[i]!] = this.#drawnCosts[i * trials + trial]!;
    }
    this.#costFactor.fill(1);
    this.#added.fill(0);
    const whole = { delay: 0, factor: 1, added: 0 };
    for (let risk = 0; risk < this.risks.length; risk++) {
      const size = this.strikes[risk * trials + trial]!;
      if (size < 0 || !isOn[risk]) continue;
      for (const touch of this.#touches[risk]!) this.#apply(touch, interpolated(touch.table, size), whole);
    }
    let cost = 0;
    for (let i = 0; i < durations.length; i++) {
      const duration = Math.max(0, durations[i]! + this.#added[i]!);
      durations[i] = duration;
      cost += (this.#fixed[i]! + this.#rates[i]! * duration) * this.#costFactor[i]!;
    }
    let finish = this.#network.tryDurations(durations, this.#early, markCritical ? this.critical : undefined);
    if (whole.delay !== 0) {
      finish = this.#calendar ? addWorkingTime(this.#calendar, finish, whole.delay) : finish + whole.delay;
    }
    this.finish = Math.max(this.#network.start, finish);
    cost += this.#overheadRate * (this.finish - this.#network.start);
    this.cost = Math.max(0, cost * whole.factor + whole.added);
  }

  #apply({ what, activities }: Touch, size: number, whole: { delay: number; factor: number; added: number }): void {
    if (!activities) {
      if (what === "durationPlus") whole.delay += size;
      else if (what === "costTimes") whole.factor *= size;
      else whole.added += size;
      return;
    }
    for (let k = 0; k < activities.length; k++) {
      const i = activities[k]!;
      if (what === "durationTimes") this.durations[i]! *= size;
      else if (what === "durationPlus") this.#added[i]! += size;
      else if (what === "costTimes") this.#costFactor[i]! *= size;
      else whole.added += size;
    }
  }

  #plannedCost(): number {
    let cost = this.#overheadRate * (this.#network.finish - this.#network.start);
    for (let i = 0; i < this.#rates.length; i++) {
      cost += this.#plannedCosts[i]! + this.#rates[i]! * this.#plannedDurations[i]!;
    }
    return cost;
  }
}

const sizes = ["durationTimes", "durationPlus", "costTimes", "costPlus"] as const;

function touchesOf(risk: ProjectRisk, index: ReadonlyMap<string, number>, tables: EstimateTables): Touch[] {
  return risk.effects.flatMap((effect) => {
    const names = effect.on === "all" ? [...index.keys()] : effect.on;
    const activities = names === "project" ? null : Int32Array.from(new Set(names), (name) => index.get(name)!);
    return sizes.flatMap((what) => {
      const points = effect[what];
      return points ? [{ what, activities, table: tables.of(points) }] : [];
    });
  });
}

/** One normal score per trial that all estimates share; empty when they do not. */
function commonFactor(random: RandomStream, trials: number, correlation: number): Float64Array {
  if (correlation === 0) return new Float64Array(0);
  return Float64Array.from({ length: trials }, () => normalQuantile(random.nextOpenUniform()));
}

/** Draws of every estimate, each from its own stream: `estimate * trials + trial`. */
function drawn(
  root: RandomStream,
  estimates: ReadonlyMap<string, ThreePoints>,
  tables: EstimateTables,
  trials: number,
  correlation: number,
  common: Float64Array,
): Float64Array {
  const values = new Float64Array(estimates.size * trials);
  const [shared, own] = [Math.sqrt(correlation), Math.sqrt(1 - correlation)];
  let at = 0;
  for (const [name, points] of estimates) {
    const table = tables.of(points);
    const random = root.substream(name);
    for (let trial = 0; trial < trials; trial++) {
      const u = random.nextOpenUniform();
      const p = correlation === 0 ? u : normalCdf(shared * common[trial]! + own * normalQuantile(u));
      values[at++] = interpolated(table, p);
    }
  }
  return values;
}
