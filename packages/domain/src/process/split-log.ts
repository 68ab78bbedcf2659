import { marks, projectLog, SubLogBuilder } from "./sub-log.ts";
import type { SubLog } from "./sub-log.ts";
import type { Cut } from "./cuts.ts";

/** A part of a cut while its log is gathered. */
interface Part {
  readonly builder: SubLogBuilder;
  readonly keep: Uint8Array;
}

/**
 * The log of each part of a cut; `groups` are the log's activity numbers. Where the log strays from the cut, as it does
 * when infrequent edges were left out, events that fit least are dropped (Leemans, Fahland and van der Aalst 2013, section 3.2).
 */
export function splitLog(log: SubLog, kind: Cut["kind"], groups: readonly (readonly number[])[]): SubLog[] {
  if (kind === "parallel") return groups.map((group) => projectLog(log, group));
  const groupOf = groupTable(groups);
  const parts = groups.map((group): Part => ({ builder: new SubLogBuilder(), keep: marks(group) }));
  const split = { choice: splitChoice, sequence: splitSequence, loop: splitLoop }[kind];
  for (const [i, trace] of log.traces.entries()) split(trace, log.counts[i]!, groupOf, parts);
  return parts.map(({ builder }) => builder.build());
}

/** The group of each activity, by its number. */
export function groupTable(groups: readonly (readonly number[])[]): Int32Array {
  const table = new Int32Array(groups.flat().reduce((most, a) => Math.max(most, a), 0) + 1).fill(-1);
  for (const [g, group] of groups.entries()) for (const a of group) table[a] = g;
  return table;
}

/** The whole trace goes to the part with most of its events. */
function splitChoice(trace: Uint16Array, count: number, groupOf: Int32Array, parts: readonly Part[]): void {
  const share = parts.map(() => 0);
  for (const a of trace) share[groupOf[a]!]!++;
  const { builder, keep } = parts[share.indexOf(Math.max(...share))]!;
  builder.add(trace, 0, trace.length, count, keep);
}

/** Each part takes the stretch after the one before that leaves the fewest events in the wrong part. */
function splitSequence(trace: Uint16Array, count: number, groupOf: Int32Array, parts: readonly Part[]): void {
  let from = 0;
  for (const [g, { builder, keep }] of parts.entries()) {
    let to = from;
    if (g === parts.length - 1) to = trace.length;
    else {
      let cost = 0;
      let least = 0;
      for (let i = from; i < trace.length; i++) {
        const own = groupOf[trace[i]!]!;
        if (own === g) cost--;
        // An event of a part already passed is lost whichever side it falls on.
        else if (own > g) cost++;
        if (cost < least) {
          least = cost;
          to = i + 1;
        }
      }
    }
    builder.add(trace, from, to, count, keep);
    from = to;
  }
}

/** Stretches of the body and of the redos; a trace that begins or ends in a redo has empty bodies there. */
function splitLoop(trace: Uint16Array, count: number, groupOf: Int32Array, parts: readonly Part[]): void {
  const body = parts[0]!.builder;
  let from = 0;
  let part = 0;
  for (let i = 0; i <= trace.length; i++) {
    const next = i === trace.length ? 0 : groupOf[trace[i]!]!;
    if (i < trace.length && next === part) continue;
    parts[part]!.builder.add(trace, from, i, count);
    // Between two redos, and after a redo at the end, the body was done without leaving events.
    if (part !== 0 && (next !== 0 || i === trace.length)) body.add(trace, i, i, count);
    from = i;
    part = next;
  }
}
