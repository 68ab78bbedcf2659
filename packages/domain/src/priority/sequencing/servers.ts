/**
 * Sequencing for several equal servers (people of one team): a list from which whoever is free takes the next item.
 * The list is found as for one server that works as fast as all of them, then improved by moving items in it.
 */
import { RefusedInput, requireCount } from "../../numbers/refused-input.ts";
import { type RandomStream, randomStream } from "../../numbers/random.ts";
import { apparentTardinessOrder } from "./apparent-tardiness.ts";
import { search, type SequenceOptions } from "./sequence.ts";
import {
  itemCost,
  sequenceCost,
  type SequenceItem,
  type SequencingProblem,
  sequencingProblem,
} from "./sequencing-problem.ts";
import { smithOrder } from "./smith-ratio.ts";

export interface ServedPlace {
  /** Index into the items given, and its name. */
  readonly item: number;
  readonly name: string;
  /** 0 … servers − 1. */
  readonly server: number;
  readonly start: number;
  readonly finish: number;
  readonly cost: number;
}

/**
 * Places in the order in which the list is pulled, and the total cost of delay. An item waits for its predecessors; the
 * server that took it waits with it. All servers are free at time zero.
 *
 * For linear costs without precedence the start, Smith's order, is already within 21 % of optimal (T. Kawaguchi and
 * S. Kyan, "Worst case bound of an LRF schedule for the mean weighted flow-time problem", SIAM J. Computing 15 (1986)).
 * Refusals: those of `sequencingProblem`, `bad_effort`, and `not_count` for fewer than one server.
 */
export function sequenceOnServers(
  items: readonly SequenceItem[],
  servers: number,
  options: SequenceOptions,
): { places: readonly ServedPlace[]; cost: number } {
  requireCount(servers, "The number of servers", 1);
  const problem = sequencingProblem(items);
  const count = items.length;
  const effort = options.effort ?? Math.min(4e7, 2000 * count * count, 1e7 + 1e4 * count);
  if (!(effort >= 0))
    throw new RefusedInput("bad_effort", `Effort is a number of steps, zero or more; it is ${effort}.`);
  if (count === 0) return { places: [], cost: 0 };
  const list = new ServerList(problem, Math.min(servers, count));
  const random = randomStream(options.seed);
  let best: { order: Int32Array; cost: number } = { order: new Int32Array(0), cost: Infinity };
  for (const order of starts(problem, servers, random.substream("relaxed"), effort / 4)) {
    const cost = list.cost(order);
    if (cost < best.cost) best = { order, cost };
  }
  const order = servers === 1 || count === 1 ? best.order : climb(list, problem, best.order, random, effort);
  return { places: list.places(order), cost: list.cost(order) };
}

/** Lists worth starting from: Smith's, apparent tardiness, and the best found for one server `servers` times as fast. */
function* starts(
  problem: SequencingProblem,
  servers: number,
  random: RandomStream,
  effort: number,
): Generator<Int32Array> {
  yield smithOrder(problem);
  const fast: SequencingProblem = { ...problem, duration: problem.duration.map((duration) => duration / servers) };
  for (let k = 0.3; k <= Math.max(5, problem.duration.length / 5); k *= 2) yield apparentTardinessOrder(fast, k);
  const first = apparentTardinessOrder(fast, 2.4);
  yield search(fast, first, sequenceCost(fast, first), random, servers === 1 ? 4 * effort : effort);
}

/** Times every item of a list; remembers the servers' state at every place, so that a change costs only what follows. */
class ServerList {
  readonly #problem: SequencingProblem;
  readonly #servers: number;
  readonly #free: Float64Array;
  readonly #finish: Float64Array;
  readonly #spent: Float64Array;

  constructor(problem: SequencingProblem, servers: number) {
    const count = problem.duration.length;
    this.#problem = problem;
    this.#servers = servers;
    this.#free = new Float64Array((count + 1) * servers);
    this.#finish = new Float64Array(count);
    this.#spent = new Float64Array(count + 1);
  }

  /** Total cost, or Infinity once it exceeds `limit`; places before `from` are as in the call before. */
  cost(order: Int32Array, from = 0, limit = Infinity): number {
    const { duration, predecessors, constrained } = this.#problem;
    const servers = this.#servers;
    const free = this.#free;
    let spent = this.#spent[from]!;
    for (let i = from; i < order.length; i++) {
      const item = order[i]!;
      const row = i * servers;
      let taker = 0;
      for (let s = 0; s < servers; s++) {
        free[row + servers + s] = free[row + s]!;
        if (free[row + s]! < free[row + taker]!) taker = s;
      }
      let start = free[row + taker]!;
      if (constrained) for (const p of predecessors[item]!) start = Math.max(start, this.#finish[p]!);
      const finish = start + duration[item]!;
      this.#finish[item] = finish;
      free[row + servers + taker] = finish;
      spent += itemCost(this.#problem, item, finish);
      if (spent > limit) return Infinity;
      this.#spent[i + 1] = spent;
    }
    return spent;
  }

  places(order: Int32Array): ServedPlace[] {
    this.cost(order);
    return Array.from(order, (item, i) => {
      const row = i * this.#servers;
      let server = 0;
      while (this.#free[row + server] === this.#free[row + this.#servers + server]) server++;
      const finish = this.#finish[item]!;
      const cost = itemCost(this.#problem, item, finish);
      return {
        item,
        name: this.#problem.names[item]!,
        server,
        start: finish - this.#problem.duration[item]!,
        finish,
        cost,
      };
    });
  }
}

/** Moves and swaps items at random, keeps what costs no more, and kicks what has long stood still. */
function climb(
  list: ServerList,
  problem: SequencingProblem,
  first: Int32Array,
  random: RandomStream,
  effort: number,
): Int32Array {
  const count = first.length;
  const order = Int32Array.from(first);
  const bestOrder = Int32Array.from(first);
  let cost = list.cost(order);
  let best = cost;
  let idle = 0;
  // The state remembered in `list` belongs to `order` up to this place.
  let valid = count;
  const patience = 30 * count;
  for (let steps = 0; steps < effort && best > 0;) {
    const kicked = idle > patience;
    if (kicked) {
      order.set(bestOrder);
      idle = 0;
      valid = 0;
    }
    const from = random.nextInt(count);
    const to = Math.max(0, Math.min(count - 1, from + random.nextInt(41) - 20));
    if (from === to) continue;
    const swapped = random.nextInt(2) === 0;
    if (!change(problem, order, from, to, swapped)) {
      steps++;
      continue;
    }
    const low = Math.min(from, to, valid);
    steps += count - low;
    const changed = list.cost(order, low, kicked ? Infinity : cost);
    if (kicked || changed <= cost) {
      idle = changed < cost ? 0 : idle + 1;
      cost = changed;
      valid = count;
      if (cost < best) {
        best = cost;
        bestOrder.set(order);
      }
    } else {
      idle++;
      valid = low;
      change(problem, order, swapped ? from : to, swapped ? to : from, swapped);
    }
  }
  return bestOrder;
}

/** Swaps two places, or moves one to the other; false, and nothing done, where precedence forbids it. */
function change(problem: SequencingProblem, order: Int32Array, from: number, to: number, swap: boolean): boolean {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  if (problem.constrained) {
    const lower = order[low]!;
    const upper = order[high]!;
    for (let i = low; i <= high; i++) {
      const between = order[i]!;
      if ((swap || from === low) && i > low && problem.predecessors[between]!.includes(lower)) return false;
      if ((swap || from === high) && i < high && problem.predecessors[upper]!.includes(between)) return false;
    }
  }
  const kept = order[from]!;
  if (swap) {
    order[from] = order[to]!;
  } else if (from < to) order.copyWithin(from, from + 1, to + 1);
  else order.copyWithin(to + 1, to, from);
  order[to] = kept;
  return true;
}
