import { FlatHeap } from "../../numbers/flat-heap.ts";

const SECOND = 1_000;

/** What is going to happen, in order of time; of two at the same moment the one noted first. To the second, as people act. */
export class Agenda {
  readonly until: number;
  readonly #heap = new FlatHeap();
  readonly #acts: ((at: number) => void)[] = [];

  /** @param until nothing later than this instant ever happens */
  constructor(until: number) {
    this.until = Math.floor(until / SECOND) * SECOND;
  }

  at(instant: number, act: (at: number) => void): void {
    const at = Math.ceil(instant / SECOND) * SECOND;
    if (at > this.until) return;
    this.#heap.push(at, this.#acts.push(act) - 1);
  }

  /** Lets everything happen that is noted, and whatever is noted meanwhile. */
  run(): void {
    while (this.#heap.size > 0) {
      const at = this.#heap.firstKey;
      this.#acts[this.#heap.pop()]?.(at);
    }
  }
}
