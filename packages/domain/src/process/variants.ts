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
  const seen = new Map<string, { trace: Uint16Array; cases: number[] }>();
  for (let c = 0; c < log.cases.length; c++) {
    const trace = log.activity.subarray(log.offsets[c], log.offsets[c + 1]);
    const key = traceKey(trace);
    const known = seen.get(key);
    if (known) known.cases.push(c);
    else seen.set(key, { trace: trace.slice(), cases: [c] });
  }
  return Array.from(seen.values(), ({ trace, cases }) => ({ trace, cases, count: cases.length })).sort(
    (a, b) => b.count - a.count || a.cases[0]! - b.cases[0]!,
  );
}

/** A trace as text: one code unit per activity, so that equal traces have equal keys. */
export function traceKey(trace: Uint16Array): string {
  if (trace.length < 8192) return String.fromCharCode(...trace);
  let key = "";
  for (let i = 0; i < trace.length; i += 8192) key += String.fromCharCode(...trace.subarray(i, i + 8192));
  return key;
}
