/** What became of finished items, in columns, in order of finishing. Times in milliseconds. */
export class FinishedItems {
  size = 0;
  channel = new Int32Array(1024);
  serviceClass = new Int32Array(1024);
  /** The done stage it ended in. */
  stage = new Int32Array(1024);
  arrivedAt = new Float64Array(1024);
  finishedAt = new Float64Array(1024);
  /** Infinity where its class has no due time. */
  dueAt = new Float64Array(1024);
  /** Time of people at work on it, of blocks, and of waiting for answers to hand-offs. */
  worked = new Float64Array(1024);
  blocked = new Float64Array(1024);
  offered = new Float64Array(1024);

  /** Makes room for one more and returns its place. */
  next(): number {
    if (this.size === this.channel.length) this.#grow();
    return this.size++;
  }

  clear(): void {
    this.size = 0;
  }

  /** Time from arrival to finish of each, as a new array. */
  cycleTimes(): Float64Array {
    return Float64Array.from({ length: this.size }, (_, i) => this.finishedAt[i]! - this.arrivedAt[i]!);
  }

  #grow(): void {
    const capacity = 2 * this.size;
    for (const column of ["channel", "serviceClass", "stage"] as const) {
      const grown = new Int32Array(capacity);
      grown.set(this[column]);
      this[column] = grown;
    }
    for (const column of ["arrivedAt", "finishedAt", "dueAt", "worked", "blocked", "offered"] as const) {
      const grown = new Float64Array(capacity);
      grown.set(this[column]);
      this[column] = grown;
    }
  }
}
