import { projectLog, SubLogBuilder } from "./sub-log.ts";
import type { SubLog } from "./sub-log.ts";
import type { Cut } from "./cuts.ts";

/**
 * The log of each part of a cut; `groups` are the log's activity numbers. Where the log strays from the cut, as it does
 * when infrequent edges were left out, events that fit least are dropped (Leemans, Fahland and van der Aalst 2013, section 3.2).
 */
export function splitLog(log: SubLog, kind: Cut["kind"], groups: readonly (readonly number[])[]): SubLog[] {
  const groupOf = new Map<number, number>();
  for (const [g, group] of groups.entries()) for (const a of group) groupOf.set(a, g);
  if (kind === "parallel") return groups.map((_, g) => projectLog(log, (a) => groupOf.get(a) === g));
  const parts = groups.map(() => new SubLogBuilder());
  for (const [i, trace] of log.traces.entries()) {
    const count = log.counts[i]!;
    if (kind === "choice") splitChoice(trace, count, groupOf, parts);
    else if (kind === "sequence") splitSequence(trace, count, groupOf, parts);
    else splitLoop(trace, count, groupOf, parts);
  }
  return parts.map((part) => part.build());
}

/** The whole trace goes to the part with most of its events. */
function splitChoice(
  trace: Uint16Array,
  count: number,
  groupOf: ReadonlyMap<number, number>,
  parts: readonly SubLogBuilder[],
): void {
  const share = parts.map(() => 0);
  for (const a of trace) share[groupOf.get(a)!]!++;
  const most = share.indexOf(Math.max(...share));
  parts[most]!.add(
    trace.filter((a) => groupOf.get(a) === most),
    count,
  );
}

/** Each part takes the stretch after the one before that leaves the fewest events in the wrong part. */
function splitSequence(
  trace: Uint16Array,
  count: number,
  groupOf: ReadonlyMap<number, number>,
  parts: readonly SubLogBuilder[],
): void {
  let from = 0;
  for (const [g, part] of parts.entries()) {
    let to = from;
    if (g === parts.length - 1) to = trace.length;
    else {
      let cost = 0;
      let least = 0;
      for (let i = from; i < trace.length; i++) {
        const own = groupOf.get(trace[i]!)!;
        if (own === g) cost--;
        // An event of a part already passed is lost whichever side it falls on.
        else if (own > g) cost++;
        if (cost < least) {
          least = cost;
          to = i + 1;
        }
      }
    }
    part.add(
      trace.subarray(from, to).filter((a) => groupOf.get(a) === g),
      count,
    );
    from = to;
  }
}

/** Stretches of the body and of the redos; a trace that begins or ends in a redo has empty bodies there. */
function splitLoop(
  trace: Uint16Array,
  count: number,
  groupOf: ReadonlyMap<number, number>,
  parts: readonly SubLogBuilder[],
): void {
  let from = 0;
  let part = 0;
  for (let i = 0; i <= trace.length; i++) {
    const next = i === trace.length ? 0 : groupOf.get(trace[i]!)!;
    if (i < trace.length && next === part) continue;
    parts[part]!.add(trace.slice(from, i), count);
    // Between two redos, and after a redo at the end, the body was done without leaving events.
    if (part !== 0 && next !== 0) parts[0]!.add(new Uint16Array(0), count);
    if (part !== 0 && i === trace.length) parts[0]!.add(new Uint16Array(0), count);
    from = i;
    part = next;
  }
}
