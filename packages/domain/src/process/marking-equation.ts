import type { PetriNet } from "./petri-net.ts";

const TINY = 1e-9;

/** The least cost the marking equation allows, and how often each transition happens in one such solution. */
export interface EquationBound {
  /** Lower bound of the cost of any way to the end; Infinity where there is none. */
  readonly cost: number;
  readonly firings: Float64Array;
}

/**
 * A lower bound on what an alignment still costs: least Σ |times the net shows activity a − times a is still in the
 * trace| over firing counts y ≥ 0 that lead from the marking to the final one by the marking equation (van Dongen,
 * "Efficiently computing alignments", BPM 2018, with synchronous and model moves of one activity taken together).
 *
 * Costs and coefficients never change from one question to the next, only the right side does. So the last optimal basis
 * stays dual feasible, and a few steps of the dual simplex method (Lemke 1954) answer each question.
 */
export class MarkingEquation {
  readonly #net: PetriNet;
  /** Row of each activity. */
  readonly #rowOf: ReadonlyMap<number, number>;
  /** Independent place rows, by place. */
  readonly #placeRows: readonly number[];
  readonly #rows: number;
  readonly #columns: number;
  readonly #costs: Float64Array;
  readonly #matrix: Float64Array;
  /** rows × columns. */
  #tableau: Float64Array;
  /** The inverse of the basis, column by column, as a new right side reads it. */
  #inverse: Float64Array;
  #reduced: Float64Array;
  #basis: Int32Array;
  #pivots = 0;

  constructor(net: PetriNet) {
    this.#net = net;
    const activities = [
      ...new Set(net.transitions.flatMap(({ activity }) => (activity === undefined ? [] : [activity]))),
    ];
    const placeRows = independentPlaces(net);
    this.#placeRows = placeRows;
    this.#rowOf = new Map(activities.map((activity, a) => [activity, placeRows.length + a]));
    const shown = activities.length;
    const transitions = net.transitions.length;
    this.#rows = this.#placeRows.length + shown;
    this.#columns = transitions + 2 * shown;
    this.#costs = new Float64Array(this.#columns).fill(1, transitions);
    this.#matrix = new Float64Array(this.#rows * this.#columns);
    for (const [t, { activity, from, to }] of net.transitions.entries()) {
      for (const [row, place] of this.#placeRows.entries()) {
        const change = to.filter((p) => p === place).length - from.filter((p) => p === place).length;
        this.#matrix[row * this.#columns + t] = change;
      }
      if (activity !== undefined) this.#matrix[this.#rowOf.get(activity)! * this.#columns + t] = 1;
    }
    for (let a = 0; a < shown; a++) {
      // shown − over + under = wanted
      const row = (this.#placeRows.length + a) * this.#columns;
      this.#matrix[row + transitions + a] = -1;
      this.#matrix[row + transitions + shown + a] = 1;
    }
    this.#tableau = new Float64Array(0);
    this.#inverse = new Float64Array(0);
    this.#reduced = new Float64Array(0);
    this.#basis = new Int32Array(0);
    this.#start();
  }

  /** Bound from a marking with the given activities still to come, each so many times. Those the net lacks cost one a time. */
  bound(tokens: Uint16Array, activities: readonly number[], counts: ArrayLike<number>): EquationBound {
    const wanted = new Float64Array(this.#rows);
    for (const [row, place] of this.#placeRows.entries())
      wanted[row] = (place === this.#net.sink ? 1 : 0) - tokens[place]!;
    let unknown = 0;
    for (const [i, activity] of activities.entries()) {
      const row = this.#rowOf.get(activity);
      if (row === undefined) unknown += counts[i]!;
      else wanted[row] = counts[i]!;
    }
    if (this.#pivots > 5_000) this.#rebuild();
    const values = this.#solve(wanted);
    const firings = new Float64Array(this.#net.transitions.length);
    if (!values) return { cost: Infinity, firings };
    let cost = unknown;
    for (let row = 0; row < this.#rows; row++) {
      const column = this.#basis[row]!;
      cost += this.#costs[column]! * values[row]!;
      if (column < firings.length) firings[column] = values[row]!;
    }
    return { cost, firings };
  }

  /** A basis of independent columns; with it the dual method at no cost, then the primal one at the true costs. */
  #start(): void {
    this.#load();
    this.#reduced = new Float64Array(this.#columns);
    const everything = new Float64Array(this.#rows);
    for (const [row, place] of this.#placeRows.entries())
      everything[row] = (place === this.#net.sink ? 1 : 0) - (place === this.#net.source ? 1 : 0);
    const values = this.#solve(everything);
    this.#priceOut();
    if (values) this.#improve(values);
  }

  #load(): void {
    const width = this.#columns;
    this.#tableau = this.#matrix.slice();
    this.#inverse = new Float64Array(this.#rows * this.#rows);
    for (let row = 0; row < this.#rows; row++) this.#inverse[row * this.#rows + row] = 1;
    this.#reduced = new Float64Array(this.#columns);
    const wanted = this.#basis;
    this.#basis = new Int32Array(this.#rows).fill(-1);
    // Known basis columns first, then any that is independent of those taken.
    for (const column of [...wanted, ...Array.from({ length: this.#columns }, (_, c) => this.#columns - 1 - c)]) {
      if (this.#basis.includes(column)) continue;
      let best = -1;
      for (let row = 0; row < this.#rows; row++) {
        if (this.#basis[row]! >= 0) continue;
        if (
          best < 0 ||
          Math.abs(this.#tableau[row * width + column]!) > Math.abs(this.#tableau[best * width + column]!)
        )
          best = row;
      }
      if (best < 0) break;
      if (Math.abs(this.#tableau[best * width + column]!) > 1e-7) this.#pivot(best, column);
    }
    this.#pivots = 0;
  }

  #rebuild(): void {
    this.#load();
    this.#priceOut();
  }

  #priceOut(): void {
    const width = this.#columns;
    this.#reduced = this.#costs.slice();
    for (let row = 0; row < this.#rows; row++) {
      const cost = this.#costs[this.#basis[row]!]!;
      if (cost === 0) continue;
      for (let column = 0; column < this.#columns; column++)
        this.#reduced[column]! -= cost * this.#tableau[row * width + column]!;
    }
  }

  /** Dual simplex from the present basis; the basic values, or undefined where no solution exists. */
  #solve(wanted: Float64Array): Float64Array | undefined {
    const width = this.#columns;
    const values = new Float64Array(this.#rows);
    for (let i = 0; i < this.#rows; i++) {
      const value = wanted[i]!;
      if (value === 0) continue;
      for (let row = 0; row < this.#rows; row++) values[row]! += this.#inverse[i * this.#rows + row]! * value;
    }
    for (let round = 0; ; round++) {
      let leave = -1;
      for (let row = 0; row < this.#rows; row++) {
        if (values[row]! >= -1e-7) continue;
        // The most negative at first; after many rounds the first, which cannot cycle for ever.
        if (leave < 0 || (round < 200 && values[row]! < values[leave]!)) leave = row;
      }
      if (leave < 0 || round > 5_000) return values;
      const base = leave * width;
      let enter = -1;
      let ratio = Infinity;
      for (let column = 0; column < this.#columns; column++) {
        const entry = this.#tableau[base + column]!;
        if (entry >= -TINY) continue;
        const here = Math.max(this.#reduced[column]!, 0) / -entry;
        if (here < ratio - TINY) {
          ratio = here;
          enter = column;
        }
      }
      if (enter < 0) return undefined;
      const step = values[leave]! / this.#tableau[base + enter]!;
      for (let row = 0; row < this.#rows; row++) values[row]! -= step * this.#tableau[row * width + enter]!;
      values[leave] = step;
      this.#pivot(leave, enter);
    }
  }

  /** Primal simplex from a feasible basis, by Bland's rule; the costs are bounded below, so it ends. */
  #improve(values: Float64Array): void {
    const width = this.#columns;
    for (;;) {
      const enter = this.#reduced.findIndex((cost) => cost < -TINY);
      if (enter < 0) return;
      let leave = -1;
      let least = Infinity;
      for (let row = 0; row < this.#rows; row++) {
        const entry = this.#tableau[row * width + enter]!;
        if (entry <= TINY) continue;
        const here = Math.max(values[row]!, 0) / entry;
        if (here < least - TINY || (here < least + TINY && (leave < 0 || this.#basis[row]! < this.#basis[leave]!))) {
          least = Math.min(here, least);
          leave = row;
        }
      }
      if (leave < 0) return;
      for (let row = 0; row < this.#rows; row++) values[row]! -= least * this.#tableau[row * width + enter]!;
      values[leave] = least;
      this.#pivot(leave, enter);
    }
  }

  #pivot(leave: number, enter: number): void {
    const width = this.#columns;
    const rows = this.#rows;
    const tableau = this.#tableau;
    const base = leave * width;
    const scale = 1 / tableau[base + enter]!;
    const factors = Float64Array.from({ length: rows }, (_, row) =>
      row === leave ? 0 : tableau[row * width + enter]!,
    );
    const filled: number[] = [];
    for (let column = 0; column < width; column++) {
      if (tableau[base + column] === 0) continue;
      tableau[base + column]! *= scale;
      filled.push(column);
    }
    for (let row = 0; row < rows; row++) {
      const factor = factors[row]!;
      if (factor === 0) continue;
      for (const column of filled) tableau[row * width + column]! -= factor * tableau[base + column]!;
    }
    for (let i = 0; i < rows; i++) {
      const entry = this.#inverse[i * rows + leave]! * scale;
      if (entry === 0) continue;
      for (let row = 0; row < rows; row++) this.#inverse[i * rows + row]! -= factors[row]! * entry;
      this.#inverse[i * rows + leave] = entry;
    }
    const price = this.#reduced[enter]!;
    if (price !== 0)
      for (let column = 0; column < this.#columns; column++) this.#reduced[column]! -= price * tableau[base + column]!;
    this.#basis[leave] = enter;
    this.#pivots++;
  }
}

/** Places whose rows of the incidence matrix do not follow from the others. */
function independentPlaces(net: PetriNet): number[] {
  const rows: Float64Array[] = [];
  const pivots: number[] = [];
  const chosen: number[] = [];
  for (let place = 0; place < net.places; place++) {
    const row = Float64Array.from(
      net.transitions,
      ({ from, to }) => to.filter((p) => p === place).length - from.filter((p) => p === place).length,
    );
    for (const [i, known] of rows.entries()) {
      const factor = row[pivots[i]!]!;
      if (factor !== 0) for (let t = 0; t < row.length; t++) row[t]! -= factor * known[t]!;
    }
    const pivot = row.findIndex((value) => Math.abs(value) > 1e-7);
    if (pivot < 0) continue;
    const scale = row[pivot]!;
    rows.push(row.map((value) => value / scale));
    pivots.push(pivot);
    chosen.push(place);
  }
  return chosen;
}
