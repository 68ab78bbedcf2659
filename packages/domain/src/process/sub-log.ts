import { TraceIndex } from "./trace-index.ts";

/** Distinct traces and how many cases took each: what the miner divides until only single activities are left. */
export interface SubLog {
  readonly traces: readonly Uint16Array[];
  readonly counts: readonly number[];
}

/** Gathers traces, adding up the equal ones. */
export class SubLogBuilder {
  readonly #index = new TraceIndex();
  readonly #counts: number[] = [];
  #buffer = new Uint16Array(256);

  /** Adds the stretch of a trace from `from` to `to`, of which only the activities marked in `keep` (all if absent). */
  add(trace: Uint16Array, from: number, to: number, count: number, keep?: Uint8Array): void {
    if (to - from > this.#buffer.length) this.#buffer = new Uint16Array(2 * (to - from));
    let length = 0;
    for (let i = from; i < to; i++) if (!keep || keep[trace[i]!] === 1) this.#buffer[length++] = trace[i]!;
    const number = this.#index.numberOf(this.#buffer, length);
    if (number === this.#counts.length) this.#counts.push(count);
    else this.#counts[number]! += count;
  }

  build(): SubLog {
    return { traces: this.#index.traces, counts: this.#counts };
  }
}

/** Cases in a log. */
export function sizeOf(log: SubLog): number {
  return log.counts.reduce((sum, n) => sum + n, 0);
}

/** Marks activities in a table that reads 1 at each of them and 0 (or nothing) elsewhere. */
export function marks(activities: readonly number[]): Uint8Array {
  const table = new Uint8Array(activities.reduce((most, a) => Math.max(most, a), 0) + 1);
  for (const a of activities) table[a] = 1;
  return table;
}

/** The traces with only the events of these activities. */
export function projectLog(log: SubLog, activities: readonly number[]): SubLog {
  const builder = new SubLogBuilder();
  const keep = marks(activities);
  for (const [i, trace] of log.traces.entries()) builder.add(trace, 0, trace.length, log.counts[i]!, keep);
  return builder.build();
}
