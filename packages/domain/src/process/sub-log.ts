import { traceKey } from "./variants.ts";

/** Distinct traces and how many cases took each: what the miner divides until only single activities are left. */
export interface SubLog {
  readonly traces: readonly Uint16Array[];
  readonly counts: readonly number[];
}

/** Gathers traces, adding up the equal ones. */
export class SubLogBuilder {
  readonly #places = new Map<string, number>();
  readonly #traces: Uint16Array[] = [];
  readonly #counts: number[] = [];

  add(trace: Uint16Array, count: number): void {
    const key = traceKey(trace);
    const place = this.#places.get(key);
    if (place === undefined) {
      this.#places.set(key, this.#traces.length);
      this.#traces.push(trace);
      this.#counts.push(count);
    } else this.#counts[place]! += count;
  }

  build(): SubLog {
    return { traces: this.#traces, counts: this.#counts };
  }
}

/** Cases in a log. */
export function sizeOf(log: SubLog): number {
  return log.counts.reduce((sum, n) => sum + n, 0);
}

/** The traces with only the events that `keep` accepts. */
export function projectLog(log: SubLog, keep: (activity: number) => boolean): SubLog {
  const builder = new SubLogBuilder();
  for (const [i, trace] of log.traces.entries()) builder.add(trace.filter(keep), log.counts[i]!);
  return builder.build();
}
