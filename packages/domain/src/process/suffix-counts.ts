/** How often each activity of a trace is still to come, at every place in it. */
export class SuffixCounts {
  /** The activities of the trace, rising. */
  readonly activities: readonly number[];
  readonly #columnOf: ReadonlyMap<number, number>;
  readonly #counts: Uint32Array;

  constructor(trace: Uint16Array) {
    this.activities = [...new Set(trace)].sort((a, b) => a - b);
    this.#columnOf = new Map(this.activities.map((activity, column) => [activity, column]));
    const width = this.activities.length;
    this.#counts = new Uint32Array((trace.length + 1) * width);
    for (let i = trace.length - 1; i >= 0; i--) {
      this.#counts.copyWithin(i * width, (i + 1) * width, (i + 2) * width);
      this.#counts[i * width + this.#columnOf.get(trace[i]!)!]!++;
    }
  }

  /** Counts from a place on, in the order of `activities`. */
  at(position: number): Uint32Array {
    const width = this.activities.length;
    return this.#counts.subarray(position * width, (position + 1) * width);
  }

  of(activity: number, position: number): number {
    const column = this.#columnOf.get(activity);
    return column === undefined ? 0 : this.at(position)[column]!;
  }
}
