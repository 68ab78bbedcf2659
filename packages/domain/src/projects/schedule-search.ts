/**
 * The shortest schedule of a resource plan by genetic search. What sets it apart: a child takes over the stretch of one
 * parent in which that parent gains most on the other, in weighted work done, out of many stretches tried; and it is
 * built in mirrored time, so that every generation is also half a double justification. See
 * docs/methods/resource-schedules.md for sources, figures and what was tried.
 */
import type { RandomStream } from "../numbers/random.ts";
import { EnergyCurves } from "./energy-curve.ts";
import { BACKWARD, FORWARD, ScheduleGenerator, type Way } from "./schedule-generation.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

interface Individual {
  readonly way: Way;
  readonly starts: Int32Array;
  readonly length: number;
  /** Starts and energy curve in each way, made when first asked for. */
  readonly seen: ({ starts: Int32Array; curve: Float64Array } | undefined)[];
}

/** Tuned on 120 of the 300 j120 instances at hand; all are flat optima. */
const BIAS = 4;
const SERIAL_SHARE = 0.5;
const FATHERS = 3;
const STRETCHES = 30;
const SHORTEST_STRETCH = 0.1;
const LONGEST_STRETCH = 0.5;
const FORGIVEN = 0.1;
const WORTH_JUSTIFYING = 3;
/** Share of children crossed in mirrored time and built back, where time has a direction. */
const CROSSED_BACK = 0.5;

/**
 * A search that can be run in slices: `run` as often as there is time, `best` in between. The same seed, plan and
 * budget give the same schedule however it is sliced.
 */
export class ScheduleSearch {
  readonly #problem: ScheduleProblem;
  readonly #generator: ScheduleGenerator;
  readonly #random: RandomStream;
  readonly #curves: EnergyCurves;
  readonly #budget: number;
  readonly #bound: number;
  readonly #size: number;
  readonly #priorities: readonly Float64Array[];
  readonly #list: Int32Array;
  readonly #key: Int32Array;
  #population: Individual[] = [];
  #slot = 0;
  /** Of the present population: its shortest length, and the pass in which it was found. */
  #shortest = Infinity;
  #foundAt = 0;
  #best: Int32Array;
  #bestLength = Infinity;

  /**
   * `budget`: passes in all, never exceeded, which decides how large a population pays; `bound`: a length at which there
   * is nothing left to find.
   */
  constructor(problem: ScheduleProblem, random: RandomStream, budget: number, bound: number) {
    const { count, head, tail, duration } = problem;
    this.#problem = problem;
    this.#generator = new ScheduleGenerator(problem);
    this.#random = random;
    this.#curves = new EnergyCurves(problem);
    this.#budget = budget;
    this.#bound = bound;
    this.#size = populationSize(budget, count);
    // Latest finish first, in time and mirrored.
    this.#priorities = [
      Float64Array.from(tail, (after, j) => duration[j]! - after),
      Float64Array.from(head, (before) => -before),
    ];
    this.#list = new Int32Array(count);
    this.#key = new Int32Array(count);
    this.#best = new Int32Array(count);
  }

  /** Schedules generated so far. */
  get passes(): number {
    return this.#generator.passes;
  }

  /** Starts of the shortest schedule found, in time, and its length; Infinity before the first run. */
  get best(): { readonly starts: Int32Array; readonly length: number } {
    return { starts: Int32Array.from(this.#best), length: this.#bestLength };
  }

  /** Whether the best schedule is as short as the bound: no better one exists. */
  get proven(): boolean {
    return this.#bestLength <= this.#bound;
  }

  /** Searches until `passes` more schedules are generated (two more at most), the budget is spent or the best is proven. */
  run(passes: number): void {
    const until = Math.min(this.#budget, this.passes + passes);
    while (this.passes < until && !this.proven) {
      if (this.#population.length < this.#size) this.#population.push(this.#newcomer());
      else {
        this.#breed(this.#slot);
        this.#slot = (this.#slot + 1) % this.#size;
        const patience = this.#size * Math.max(8, this.#problem.count / 4);
        if (this.passes - this.#foundAt > patience) this.#restart();
      }
    }
  }

  /**
   * Takes in a schedule from elsewhere (another island, the plan in force): forward starts that keep the plan. It costs
   * one pass, or two; nothing happens when they are spent.
   */
  immigrate(starts: ArrayLike<number>): void {
    const { duration, symmetric } = this.#problem;
    if (this.passes >= this.#budget) return;
    const own = Int32Array.from(starts);
    const length = own.reduce((most, start, j) => Math.max(most, start + duration[j]!), 0);
    this.#generator.listByStart(FORWARD, own, this.#random, this.#list);
    let individual = this.#serial(FORWARD, -1);
    if (individual.length > length) individual = { way: FORWARD, starts: own, length, seen: [] };
    this.#note(individual);
    if (symmetric) individual = this.#justified(individual);
    if (this.#population.length < this.#size) this.#population.push(individual);
    else {
      const lengths = this.#population.map((other) => other.length);
      this.#population[lengths.indexOf(Math.max(...lengths))] = individual;
    }
  }

  #restart(): void {
    this.#population = [];
    this.#slot = 0;
    this.#shortest = Infinity;
  }

  /** A sampled schedule, justified once (or, where time has a direction, there and back). */
  #newcomer(): Individual {
    const { count, symmetric } = this.#problem;
    const random = this.#random;
    const way = symmetric && this.#population.length % 2 === 1 ? BACKWARD : FORWARD;
    const priority = this.#priorities[way]!;
    let individual: Individual;
    if (random.nextUniform() < SERIAL_SHARE) {
      // A sampled list, drawn as by regret: priority minus an exponential amount of noise.
      const spread = this.#problem.criticalLength / 12;
      const drawn = priority.map((rank) => rank - spread * Math.log(random.nextOpenUniform()));
      this.#generator.listByPriority(way, drawn, this.#list);
      individual = this.#serial(way, -1);
    } else {
      const starts = new Int32Array(count);
      const length = this.#generator.parallel(way, priority, random, BIAS, starts);
      individual = this.#note({ way, starts, length, seen: [] });
    }
    return this.#justified(individual);
  }

  #breed(slot: number): void {
    const { count, symmetric } = this.#problem;
    const random = this.#random;
    const mother = this.#population[slot]!;
    const back = symmetric || (this.passes + 2 <= this.#budget && random.nextUniform() < CROSSED_BACK);
    const way: Way = back && mother.way === FORWARD ? BACKWARD : FORWARD;
    const inside = random.nextUniform() < 0.5;
    const { father, from, to } = this.#stretch(mother, way, inside);
    const own = this.#see(mother, way).starts;
    const other = this.#see(father, way).starts;
    const key = this.#key;
    // Beyond any start, so that what the mother does before or after the stretch stays before or after it.
    const apart = Math.max(mother.length, father.length) + 1;
    for (let j = 0; j < count; j++) {
      const start = own[j]!;
      const within = start >= from && start < to;
      key[j] = (within === inside ? start : other[j]!) + (start < from ? -apart : start >= to ? apart : 0);
    }
    this.#generator.listByStart(way, key, random, this.#list);
    let child = symmetric || !back ? this.#serial(way, -1) : this.#thereAndBack(mother);
    if ((symmetric || !back) && child.length <= mother.length + WORTH_JUSTIFYING) {
      const justified = this.#justified(child);
      if (justified.length <= child.length) child = justified;
    }
    const forgiven = mother.length > this.#bestLength && random.nextUniform() < FORGIVEN;
    if (child.length <= mother.length || forgiven) this.#population[slot] = child;
  }

  /**
   * Of several fathers and many stretches of time, the one in which (for a child that keeps the mother's inside) the
   * mother gains most on the father, or (for one that keeps her outside) the father gains most on her.
   */
  #stretch(mother: Individual, way: Way, inside: boolean): { father: Individual; from: number; to: number } {
    const random = this.#random;
    const curves = this.#curves;
    const own = this.#see(mother, way).curve;
    let chosen = { father: mother, from: 0, to: 1 };
    let most = -Infinity;
    for (let candidate = 0; candidate < FATHERS; candidate++) {
      const father = this.#tournament(mother);
      const other = this.#see(father, way).curve;
      const length = Math.max(mother.length, father.length);
      for (let tried = 0; tried < STRETCHES; tried++) {
        const share = SHORTEST_STRETCH + (LONGEST_STRETCH - SHORTEST_STRETCH) * random.nextUniform();
        const long = Math.max(1, Math.floor(length * share));
        const from = Math.floor(random.nextUniform() * (length - long + 1));
        const to = from + long;
        const gained = curves.at(own, to) - curves.at(other, to) - (curves.at(own, from) - curves.at(other, from));
        const worth = inside ? gained : -gained;
        if (worth > most) {
          most = worth;
          chosen = { father, from, to };
        }
      }
    }
    return chosen;
  }

  /** The shorter of two others drawn. */
  #tournament(not: Individual): Individual {
    let winner: Individual | undefined;
    for (let drawn = 0; drawn < 2; drawn++) {
      const one = this.#population[Math.floor(this.#random.nextUniform() * this.#size)]!;
      if (one !== not && (!winner || one.length < winner.length)) winner = one;
    }
    return winner ?? this.#population[Math.floor(this.#random.nextUniform() * this.#size)]!;
  }

  /** Justified: in a symmetric problem to the other side, else to the right and back to the left. */
  #justified(individual: Individual): Individual {
    const { symmetric, count } = this.#problem;
    if (this.passes + (symmetric ? 1 : 2) > this.#budget) return individual;
    const other: Way = individual.way === FORWARD ? BACKWARD : FORWARD;
    const key = new Int32Array(count);
    this.#generator.mirrored(individual.starts, individual.length, key);
    this.#generator.listByStart(other, key, this.#random, this.#list);
    if (symmetric) return this.#serial(other, -1);
    const back = this.#thereAndBack(individual);
    return back.length <= individual.length ? back : individual;
  }

  /**
   * Builds the present list in mirrored time, as if the schedule ended where another does, and what comes of it forward
   * again: two passes. The other itself where the list finds no room.
   */
  #thereAndBack(about: Individual): Individual {
    const right = new Int32Array(this.#problem.count);
    const length = this.#generator.serial(BACKWARD, this.#list, right, about.length);
    if (length === Infinity) return about;
    const key = new Int32Array(this.#problem.count);
    this.#generator.mirrored(right, length, key);
    this.#generator.listByStart(FORWARD, key, this.#random, this.#list);
    return this.#serial(FORWARD, -1);
  }

  /** Builds the present list. */
  #serial(way: Way, about: number): Individual {
    const starts = new Int32Array(this.#problem.count);
    const length = this.#generator.serial(way, this.#list, starts, about);
    return this.#note({ way, starts, length, seen: [] });
  }

  #note(individual: Individual): Individual {
    const { way, starts, length } = individual;
    if (length < this.#shortest) {
      this.#shortest = length;
      this.#foundAt = this.passes;
    }
    if (length < this.#bestLength) {
      this.#bestLength = length;
      if (way === FORWARD) this.#best.set(starts);
      else this.#generator.mirrored(starts, length, this.#best);
    }
    return individual;
  }

  #see(individual: Individual, way: Way): { starts: Int32Array; curve: Float64Array } {
    let seen = individual.seen[way];
    if (!seen) {
      let { starts } = individual;
      if (individual.way !== way) {
        starts = new Int32Array(starts.length);
        this.#generator.mirrored(individual.starts, individual.length, starts);
      }
      seen = { starts, curve: this.#curves.of(starts, individual.length) };
      individual.seen[way] = seen;
    }
    return seen;
  }
}

/** 24 for 1,000 passes over 120 activities, 84 for 5,000, 510 for 50,000; small problems lose their variety sooner. */
function populationSize(budget: number, count: number): number {
  const size = Math.round(0.11 * budget ** 0.78 * Math.sqrt(120 / Math.max(1, count)));
  return Math.max(4, Math.min(size, Math.floor(budget / 8), 1000));
}
