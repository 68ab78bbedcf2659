/**
 * The schedule of least cost (costs of delay, length, and straying from the plan in force) by evolving orders of
 * activities, on the same generator as the search for the shortest. Where there is a plan in force an activity may also
 * be held, not started before some period, since an early start is a change, too; and what could still start later, and
 * nearer to that plan, is settled there.
 */
import type { RandomStream } from "../numbers/random.ts";
import { FORWARD, ScheduleGenerator } from "./schedule-generation.ts";
import type { ScheduleObjective } from "./schedule-objective.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";

interface Candidate {
  readonly list: Int32Array;
  /** Period before which each activity is not to start; 0 where it is not held. */
  readonly held: Int32Array;
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
  readonly #budget: number;
  readonly #bound: number;
  readonly #size: number;
  readonly #first: readonly Int32Array[];
  readonly #key: Int32Array;
  readonly #allowed: Int32Array;
  readonly #latest: number;
  /** Passes without gain after which the search starts anew. */
  readonly #patience: number;
  #population: Candidate[] = [];
  #slot = 0;
  #restarts = 0;
  /** Least cost of the present population, and the pass in which it was found. */
  #cheapest = Infinity;
  #foundAt = 0;
  #best: Candidate | undefined;

  /**
   * `first`: orders worth starting from, such as those of priority rules. `budget`: passes in all, never exceeded;
   * `bound`: a cost at which there is nothing left to find.
   */
  constructor(
    problem: ScheduleProblem,
    objective: ScheduleObjective,
    random: RandomStream,
    budget: number,
    bound: number,
    first: readonly Int32Array[] = [],
  ) {
    this.#problem = problem;
    this.#objective = objective;
    this.#generator = new ScheduleGenerator(problem);
    this.#random = random;
    this.#budget = budget;
    this.#bound = bound;
    this.#size = Math.max(2, Math.min(8, Math.floor(budget / 100)));
    this.#first = first;
    this.#key = new Int32Array(problem.count);
    this.#allowed = new Int32Array(problem.count);
    this.#patience = this.#size * Math.max(50, 4 * problem.count);
    // The horizon is reckoned from the later of these.
    this.#latest = Math.max(0, ...problem.notBefore, ...objective.previous);
  }

  get passes(): number {
    return this.#generator.passes;
  }

  /** The cheapest schedule found; its cost is Infinity before the first run. */
  get best(): { readonly starts: Int32Array; readonly length: number; readonly cost: number } {
    const { starts = new Int32Array(this.#problem.count), length = 0, cost = Infinity } = this.#best ?? {};
    return { starts: Int32Array.from(starts), length, cost };
  }

  /** Whether the best schedule costs no more than the bound: no cheaper one exists. */
  get proven(): boolean {
    return this.#best !== undefined && this.#best.cost <= this.#bound;
  }

  /** Searches until `passes` more schedules are generated (one more at most), the budget is spent or the best is proven. */
  run(passes: number): void {
    const until = Math.min(this.#budget, this.passes + passes);
    while (this.passes < until && !this.proven) {
      if (this.#population.length < this.#size) this.#population.push(this.#newcomer());
      else {
        const parent = this.#population[this.#slot]!;
        const child = this.#random.nextUniform() < 0.2 ? this.#crossed(parent) : this.#moved(parent);
        if (child.cost <= parent.cost) this.#population[this.#slot] = child;
        this.#slot = (this.#slot + 1) % this.#size;
        if (this.passes - this.#foundAt > this.#patience) this.#restart();
      }
    }
  }

  /** Takes in a schedule from elsewhere: starts that keep the plan. It costs a pass or two; nothing when they are spent. */
  immigrate(starts: ArrayLike<number>): void {
    const { count, duration } = this.#problem;
    if (this.passes >= this.#budget) return;
    const own = Int32Array.from(starts);
    const list = new Int32Array(count);
    this.#generator.listByStart(FORWARD, own, this.#random, list);
    const held = this.#objective.holds ? own : new Int32Array(count);
    const built = this.#built(list, held);
    const length = own.reduce((most, start, j) => Math.max(most, start + duration[j]!), 0);
    const cost = this.#objective.total(own, length);
    const candidate = cost < built.cost ? { list, held, starts: own, length, cost } : built;
    this.#note(candidate);
    if (this.#population.length < this.#size) this.#population.push(candidate);
    else {
      const costs = this.#population.map((other) => other.cost);
      this.#population[costs.indexOf(Math.max(...costs))] = candidate;
    }
  }

  #restart(): void {
    this.#population = [];
    this.#slot = 0;
    this.#cheapest = Infinity;
    this.#restarts++;
  }

  #newcomer(): Candidate {
    const { count, head, tail, criticalLength } = this.#problem;
    const random = this.#random;
    const given = this.#restarts === 0 ? this.#first[this.#population.length] : undefined;
    const list = new Int32Array(count);
    const spread = criticalLength / 4;
    const priority = given
      ? new Float64Array(count)
      : Float64Array.from(tail, (after, j) => head[j]! - after - spread * Math.log(random.nextOpenUniform()));
    if (given) for (let place = 0; place < count; place++) priority[given[place]!] = place;
    this.#generator.listByPriority(FORWARD, priority, list);
    const { holds, previous } = this.#objective;
    const held = new Int32Array(count);
    // At first everything is held where it was; after a restart more or less of it is.
    const share = this.#restarts === 0 ? 1 : random.nextUniform();
    if (holds) for (let j = 0; j < count; j++) if (random.nextUniform() < share) held[j] = Math.max(0, previous[j]!);
    return this.#built(list, held);
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
    if (this.#objective.holds && random.nextUniform() < 0.5) return this.#built(list, this.#heldOtherwise(parent, j));
    if (to < at) list.copyWithin(to + 1, to, at);
    else list.copyWithin(at, at + 1, to + 1);
    list[to] = j;
    this.#generator.keepPrecedence(FORWARD, list);
    return this.#built(list, parent.held);
  }

  /** One activity let go, held until the plan in force has it, or held a little longer than it was. */
  #heldOtherwise(parent: Candidate, j: number): Int32Array {
    const random = this.#random;
    const held = Int32Array.from(parent.held);
    const before = this.#objective.previous[j]!;
    const start = parent.starts[j]!;
    const choice = random.nextInt(3);
    if (choice === 0) held[j] = 0;
    else if (choice === 1 && before >= 0) held[j] = before;
    else held[j] = start + 1 + Math.floor(random.nextUniform() ** 2 * Math.max(1, before - start));
    return held;
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
    const held = Int32Array.from(parent.held);
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

  #built(list: Int32Array, held: Int32Array): Candidate {
    const { notBefore, count } = this.#problem;
    const objective = this.#objective;
    const { previous } = objective;
    const allowed = this.#allowed;
    for (let j = 0; j < count; j++) allowed[j] = Math.min(Math.max(notBefore[j]!, held[j]!), this.#latest);
    const starts = new Int32Array(count);
    let length = this.#generator.serial(FORWARD, list, starts, -1, allowed);
    if (objective.holds && this.passes < this.#budget) {
      length = this.#generator.settleLater(starts, previous, (j, start, others) =>
        objective.costBeside(j, start, others),
      );
    }
    return this.#note({ list, held, starts, length, cost: objective.total(starts, length) });
  }

  #note(candidate: Candidate): Candidate {
    if (candidate.cost < this.#cheapest) {
      this.#cheapest = candidate.cost;
      this.#foundAt = this.passes;
    }
    if (candidate.cost < (this.#best?.cost ?? Infinity)) this.#best = candidate;
    return candidate;
  }
}
