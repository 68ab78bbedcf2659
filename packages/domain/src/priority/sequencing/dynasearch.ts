/**
 * Dynasearch: the best set of moves that do not overlap, found by dynamic programming over the sequence, repeated until
 * no set helps. Moves are swaps of two items and insertions of one before or after another.
 * R. Congram, C. Potts and S. van de Velde, "An iterated dynasearch algorithm for the single-machine total weighted
 * tardiness scheduling problem", INFORMS Journal on Computing 14 (2002); insertions from A. Grosso, F. Della Croce and
 * R. Tadei, "An enhanced dynasearch neighborhood", Operations Research Letters 32 (2004). Here for any curve of
 * `cost-of-delay.ts` and with precedence.
 */
import { sequenceCost, type SequencingProblem } from "./sequencing-problem.ts";

const SWAP = 1;
const FORWARD = 2;
const BACKWARD = 3;

/**
 * Works on one sequence at a time, its items' figures copied in order of position so that scans run straight through
 * memory. Passes are O(n · reach), and O(n · reach²) where swaps cannot be ruled out by their bounds.
 */
export class Dynasearch {
  /** The sequence as indexes of items; set and changed by `improve`. */
  readonly order: Int32Array;
  /** Costs evaluated in scans since this was made: the measure of effort, about 15 ns each. */
  steps = 0;
  readonly #problem: SequencingProblem;
  // By position, for the present order:
  readonly #duration: Float64Array;
  readonly #from: Float64Array;
  readonly #span: Float64Array;
  readonly #rate: Float64Array;
  readonly #step: Float64Array;
  /** Completion time, and cost at that time. */
  readonly #done: Float64Array;
  readonly #cost: Float64Array;
  /** Sums over the positions before: costs, and rates and steps of what costs something now. */
  readonly #costBefore: Float64Array;
  readonly #rateBefore: Float64Array;
  readonly #stepBefore: Float64Array;
  /** Change of the cost of what follows position i, up to the present j, if i left the sequence. */
  readonly #gain: Float64Array;
  /** First successor's and last predecessor's position. */
  readonly #last: Int32Array;
  readonly #first: Int32Array;
  /** Best change over the first positions, and the move that ends there. */
  readonly #best: Float64Array;
  readonly #moveStart: Int32Array;
  readonly #moveKind: Uint8Array;
  readonly #position: Int32Array;

  constructor(problem: SequencingProblem) {
    const count = problem.duration.length;
    this.#problem = problem;
    this.order = new Int32Array(count);
    this.#duration = new Float64Array(count);
    this.#from = new Float64Array(count);
    this.#span = new Float64Array(count);
    this.#rate = new Float64Array(count);
    this.#step = new Float64Array(count);
    this.#done = new Float64Array(count);
    this.#cost = new Float64Array(count);
    this.#costBefore = new Float64Array(count + 1);
    this.#rateBefore = new Float64Array(count + 1);
    this.#stepBefore = new Float64Array(count + 1);
    this.#gain = new Float64Array(count);
    this.#last = new Int32Array(count);
    this.#first = new Int32Array(count);
    this.#best = new Float64Array(count + 1);
    this.#moveStart = new Int32Array(count + 1);
    this.#moveKind = new Uint8Array(count + 1);
    this.#position = new Int32Array(count);
  }

  /**
   * Improves a copy of `order` (which must keep precedence) until no set of moves helps or about `maxSteps` steps are
   * used; the two positions of one move lie at most `reach` apart. Returns the cost of what is then in `order`.
   */
  improve(order: ArrayLike<number>, maxSteps = Infinity, reach = Infinity): number {
    this.order.set(order);
    const limit = this.steps + maxSteps;
    this.#arrange();
    while (this.steps < limit && this.#pass(reach) < 0) this.#arrange();
    return sequenceCost(this.#problem, this.order);
  }

  #arrange(): void {
    const { duration, from, span, rate, step, constrained, predecessors, successors } = this.#problem;
    const count = this.order.length;
    this.steps += 3 * count;
    let time = 0;
    for (let i = 0; i < count; i++) {
      const k = this.order[i]!;
      time += duration[k]!;
      this.#duration[i] = duration[k]!;
      this.#from[i] = from[k]!;
      this.#span[i] = span[k]!;
      this.#rate[i] = rate[k]!;
      this.#step[i] = step[k]!;
      this.#done[i] = time;
      this.#position[k] = i;
      const cost = this.#costOf(i, time);
      this.#cost[i] = cost;
      this.#costBefore[i + 1] = this.#costBefore[i]! + cost;
      this.#rateBefore[i + 1] = this.#rateBefore[i]! + (cost > 0 ? rate[k]! : 0);
      this.#stepBefore[i + 1] = this.#stepBefore[i]! + (cost > 0 ? step[k]! : 0);
    }
    for (let i = 0; i < count; i++) {
      let first = -1;
      let last = count;
      if (constrained) {
        const k = this.order[i]!;
        for (const p of predecessors[k]!) first = Math.max(first, this.#position[p]!);
        for (const s of successors[k]!) last = Math.min(last, this.#position[s]!);
      }
      this.#first[i] = first;
      this.#last[i] = last;
    }
  }

  #costOf(i: number, time: number): number {
    const late = time - this.#from[i]!;
    if (late <= 0) return 0;
    const rate = this.#rate[i]!;
    if (rate === 0) return this.#step[i]!;
    const span = this.#span[i]!;
    return this.#step[i]! + rate * (late < span ? late : span);
  }

  /** One dynasearch move, applied to `order`. Returns the change of cost, zero at a local optimum. */
  #pass(reach: number): number {
    const count = this.order.length;
    const best = this.#best;
    const gain = this.#gain;
    const cost = this.#cost;
    const done = this.#done;
    const duration = this.#duration;
    const last = this.#last;
    const costBefore = this.#costBefore;
    best[0] = 0;
    for (let j = 0; j < count; j++) {
      gain[j] = 0;
      let least = best[j]!;
      let start = j;
      let kind = 0;
      const costJ = cost[j]!;
      // Where j costs nothing every move that ends at j is matched by one that ends at j − 1.
      if (costJ > 0) {
        const low = Math.max(0, j - reach);
        const durationJ = duration[j]!;
        const doneJ = done[j]!;
        const firstJ = this.#first[j]!;
        let pushed = 0;
        let behind = true;
        this.steps += j - low;
        for (let i = j - 1; i >= low; i--) {
          const costI = cost[i]!;
          const durationI = duration[i]!;
          const gainBetween = gain[i]!;
          const gained = gainBetween + this.#costOf(j, doneJ - durationI) - costJ;
          gain[i] = gained;
          const base = best[i]!;
          const mayGoBack = i > firstJ;
          if (j < last[i]!) {
            const lateI = this.#costOf(i, doneJ) - costI;
            const forward = base + gained + lateI;
            if (forward < least) {
              least = forward;
              start = i;
              kind = FORWARD;
            }
            if (mayGoBack && i < j - 1) {
              const ends = lateI + this.#costOf(j, done[i]! - durationI + durationJ) - costJ;
              const shift = durationJ - durationI;
              let bound = ends;
              if (shift < 0) {
                const linear =
                  shift * (this.#rateBefore[j]! - this.#rateBefore[i + 1]!) -
                  (this.#stepBefore[j]! - this.#stepBefore[i + 1]!);
                bound += Math.max(linear, costBefore[i + 1]! - costBefore[j]!, gainBetween);
              }
              if (base + bound < least) {
                const swap = base + ends + this.#shifted(i + 1, j, shift, least - base - ends);
                if (swap < least) {
                  least = swap;
                  start = i;
                  kind = SWAP;
                }
              }
            }
          }
          if (behind && mayGoBack) {
            pushed += this.#costOf(i, done[i]! + durationJ) - costI;
            const backward = base + pushed + this.#costOf(j, done[i]! - durationI + durationJ) - costJ;
            if (backward < least) {
              least = backward;
              start = i;
              kind = BACKWARD;
            }
            // What is pushed back only grows, and j cannot gain more than it costs.
            behind = pushed < costJ;
          }
        }
      }
      best[j + 1] = least;
      this.#moveStart[j + 1] = start;
      this.#moveKind[j + 1] = kind;
    }
    const change = best[count]!;
    // Rounding must not make a circle of moves that each seem to gain a hair.
    if (!(change < -1e-9 * (1 + costBefore[count]!))) return 0;
    for (let j = count; j > 0;) {
      const start = this.#moveStart[j]!;
      this.#apply(this.#moveKind[j]!, start, j - 1);
      j = this.#moveKind[j] === 0 ? j - 1 : start;
    }
    return change;
  }

  /** Change of cost of positions [low, high) when done `shift` later; gives up above `limit`. */
  #shifted(low: number, high: number, shift: number, limit: number): number {
    if (shift === 0) return 0;
    let sum = 0;
    for (let k = low; k < high; k++) {
      const cost = this.#cost[k]!;
      if (shift < 0 && cost === 0) continue;
      this.steps++;
      sum += this.#costOf(k, this.#done[k]! + shift) - cost;
      if (shift > 0 && sum >= limit) return Infinity;
    }
    return sum;
  }

  #apply(kind: number, i: number, j: number): void {
    const order = this.order;
    if (kind === SWAP) {
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
    } else if (kind === FORWARD) {
      const kept = order[i]!;
      order.copyWithin(i, i + 1, j + 1);
      order[j] = kept;
    } else if (kind === BACKWARD) {
      const kept = order[j]!;
      order.copyWithin(i + 1, i, j);
      order[i] = kept;
    }
  }
}
