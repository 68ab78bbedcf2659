import { TraceIndex } from "./trace-index.ts";
import type { EventLog } from "./event-log.ts";

/** A way through the process that one or more cases took, as numbers of activities. */
export interface Variant {
  readonly trace: Uint16Array;
  readonly count: number;
  /** The cases that took it. */
  readonly cases: readonly number[];
}

/** Every distinct way through, most frequent first; of equal ones the first seen. */
export function variantsOf(log: EventLog): Variant[] {
  const index = new TraceIndex();
  const cases: number[][] = [];
  for (let c = 0; c < log.cases.length; c++) {
    const number = index.numberOf(log.activity.subarray(log.offsets[c], log.offsets[c + 1]));
    if (number === cases.length) cases.push([c]);
    else cases[number]!.push(c);
  }
  return index.traces
    .map((trace, v) => ({ trace, cases: cases[v]!, count: cases[v]!.length }))
    .sort((a, b) => b.count - a.count || a.cases[0]! - b.cases[0]!);
}
