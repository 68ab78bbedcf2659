/**
 * The schedule of least cost (costs of delay, length, and straying from the plan in force) by evolving orders of
 * activities, on the same generator as the search for the shortest. An activity may also be held: not started before
 * the plan in force has it, since an early start is a change, too.
 */
import { type RandomStream, randomStream, type Seed } from "../numbers/random.ts";
import { FORWARD, ScheduleGenerator } from "./schedule-generation.ts";
import type { ScheduleObjective } from "./schedule-objective.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

interface Candidate {
  readonly list: Int32Array;
  readonly held: Uint8Array;
  readonly starts: Int32Array;
  readonly length: number;
  readonly cost: number;
}

/** Run in slices like `ScheduleSearch`; the same seed, plan and budget give the same schedule. */
export class ScheduleCostSearch {
  readonly #problem: ScheduleProblem;
  readonly #objective: ScheduleObjective;
  readonly #generator: ScheduleGenerator;
  readonly #random: RandomStream;
  readonly #size: number;
  readonly #first: readonly Int32Array[];
  readonly #key: Int32Array;
  readonly #allowed: Int32Array;
  #population: Candidate[] = [];
  #slot = 0;
  #best: Candidate | undefined;

  /** `first`: lists worth starting from, such as those of priority rules. `budget`: passes in all. */
  constructor(
    problem: ScheduleProblem,
    objective: ScheduleObjective,
    seed: Seed,
    budget: number,
    first: readonly Int32Array[] = [],
  ) {
    this.#problem = problem;
    this.#objective = objective;
    this.#generator = new ScheduleGenerator(problem);
    this.#random = randomStream(seed);
    this.#size = Math.max(2, Math.min(8, Math.floor(budget / 100)));
    this.#first = first;
    this.#key = new Int32Array(problem.count);
    this.#allowed = new Int32Array(problem.count);
  }

  get passes(): number {
    return this.#generator.passes;
  }

  /** The cheapest schedule found; its cost is Infinity before the first run. */
  get best(): { readonly starts: Int32Array; readonly length: number; readonly cost: number } {
    const { starts = new Int32Array(this.#problem.count), length = 0, cost = Infinity } = this.#best ?? {};
    return { starts: Int32Array.from(starts), length, cost };
  }

  /** Searches until `passes` more schedules are generated, or one costs nothing. */
  run(passes: number): void {
    const until = this.passes + passes;
    while (this.passes < until && this.#best?.cost !== 0) {
      if (this.#population.length < this.#size) this.#population.push(this.#newcomer());
      else {
        const parent = this.#population[this.#slot]!;
        const child = this.#random.nextUniform() < 0.2 ? this.#crossed(parent) : this.#moved(parent);
        if (child.cost <= parent.cost) this.#population[this.#slot] = child;
        this.#slot = (this.#slot + 1) % this.#size;
      }
    }
  }

  #newcomer(): Candidate {
    const { count, head, tail, criticalLength } = this.#problem;
    const random = this.#random;
    const given = this.#first[this.#population.length];
    const list = new Int32Array(count);
    const spread = criticalLength / 4;
    const priority = given
      ? Float64Array.from({ length: count }, (_, j) => given.indexOf(j))
      : tail.map((after, j) => head[j]! - after - spread * Math.log(random.nextOpenUniform()));
    this.#generator.listByPriority(FORWARD, priority, list);
    return this.#built(list, new Uint8Array(count).fill(this.#objective.holds ? 1 : 0));
  }

  /** One activity, mostly one that costs something, moved in the list, and what must precede it with it. */
  #moved(parent: Candidate): Candidate {
    const { count } = this.#problem;
    const random = this.#random;
    const j = this.#costly(parent);
    const at = parent.list.indexOf(j);
    const far = 1 + Math.floor(random.nextUniform() ** 2 * (count - 1));
    const earlier = random.nextUniform() < 0.7;
    const to = Math.max(0, Math.min(count - 1, earlier ? at - far : at + far));
    const list = Int32Array.from(parent.list);
    if (to < at) list.copyWithin(to + 1, to, at);
    else list.copyWithin(at, at + 1, to + 1);
    list[to] = j;
    const held = Uint8Array.from(parent.held);
    if (this.#objective.holds && this.#objective.previous[j]! >= 0 && random.nextUniform() < 0.5)
      held[j] = 1 - held[j]!;
    this.#generator.keepPrecedence(FORWARD, list);
    return this.#built(list, held);
  }

  /** A stretch of the parent's time with another's order before and after it. */
  #crossed(parent: Candidate): Candidate {
    const { count } = this.#problem;
    const random = this.#random;
    const other = this.#population[random.nextInt(this.#population.length)]!;
    const long = Math.max(1, Math.floor(parent.length * (0.1 + 0.6 * random.nextUniform())));
    const from = Math.floor(random.nextUniform() * Math.max(1, parent.length - long + 1));
    const apart = Math.max(parent.length, other.length) + 1;
    const key = this.#key;
    const held = Uint8Array.from(parent.held);
    for (let j = 0; j < count; j++) {
      const start = parent.starts[j]!;
      if (start < from) key[j] = other.starts[j]! - apart;
      else if (start >= from + long) key[j] = other.starts[j]! + apart;
      else key[j] = start;
      if (start < from || start >= from + long) held[j] = other.held[j]!;
    }
    const list = new Int32Array(count);
    this.#generator.listByStart(FORWARD, key, random, list);
    return this.#built(list, held);
  }

  /** An activity drawn by what it costs, or any one. */
  #costly({ starts }: Candidate): number {
    const random = this.#random;
    const { count } = this.#problem;
    if (random.nextUniform() < 0.5) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += this.#objective.costOf(j, starts[j]!);
      let mark = random.nextUniform() * sum;
      // Where nothing costs anything, the mark is 0 and any one is drawn below.
      for (let j = 0; j < count; j++) {
        mark -= this.#objective.costOf(j, starts[j]!);
        if (mark < 0) return j;
      }
    }
    return random.nextInt(count);
  }

  #built(list: Int32Array, held: Uint8Array): Candidate {
    const { notBefore, count } = this.#problem;
    const { previous } = this.#objective;
    const allowed = this.#allowed;
    for (let j = 0; j < count; j++) allowed[j] = held[j] === 1 ? Math.max(notBefore[j]!, previous[j]!) : notBefore[j]!;
    const starts = new Int32Array(count);
    const length = this.#generator.serial(FORWARD, list, starts, -1, allowed);
    const candidate = { list, held, starts, length, cost: this.#objective.total(starts, length) };
    if (candidate.cost < (this.#best?.cost ?? Infinity)) this.#best = candidate;
    return candidate;
  }
}
