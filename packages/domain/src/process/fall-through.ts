/** What the miner does when no cut holds: models that are looser but never wrong (Leemans 2017, section 6.1.3). */
import { findCut } from "./cuts.ts";
import { localGraph } from "./local-graph.ts";
import { projectLog, sizeOf, SubLogBuilder } from "./sub-log.ts";
import { SILENT } from "./process-tree.ts";
import type { ProcessTree } from "./process-tree.ts";
import type { SubLog } from "./sub-log.ts";

/** Fits a log in which no trace is empty and no cut holds; `mine` fits the smaller logs this leaves. */
export function fallThrough(log: SubLog, mine: (part: SubLog) => ProcessTree): ProcessTree {
  const { activities } = localGraph(log);
  const ordered = activities.toSorted((a, b) => a - b);
  const beside = ordered.length > 1 ? (oncePerTrace(log, ordered) ?? concurrentActivity(log, ordered)) : undefined;
  if (beside !== undefined) {
    const rest = ordered.filter((a) => a !== beside);
    return { kind: "parallel", children: [mine(projectLog(log, [beside])), mine(projectLog(log, rest))] };
  }
  const rounds = rounded(log, true) ?? rounded(log, false);
  if (rounds) return { kind: "loop", children: [mine(rounds), SILENT] };
  return {
    kind: "loop",
    children: [{ kind: "choice", children: ordered.map((activity) => ({ kind: "activity", activity })) }, SILENT],
  };
}

/** An activity that every trace has exactly once. */
function oncePerTrace(log: SubLog, activities: readonly number[]): number | undefined {
  let left = [...activities];
  const seen = new Uint32Array(activities.at(-1)! + 1);
  for (const trace of log.traces) {
    seen.fill(0);
    for (const a of trace) seen[a]!++;
    left = left.filter((a) => seen[a] === 1);
    if (left.length === 0) return undefined;
  }
  return left[0];
}

/** An activity without which the rest has a cut. */
function concurrentActivity(log: SubLog, activities: readonly number[]): number | undefined {
  return activities.find((a) => findCut(localGraph(log, a)) !== undefined);
}

/** Traces cut before every start activity that follows an end activity (`strict`) or anything; undefined where nothing is cut. */
function rounded(log: SubLog, strict: boolean): SubLog | undefined {
  const starts = new Set(log.traces.map((trace) => trace[0]));
  const ends = new Set(log.traces.map((trace) => trace.at(-1)));
  const builder = new SubLogBuilder();
  for (const [t, trace] of log.traces.entries()) {
    let from = 0;
    for (let i = 1; i <= trace.length; i++) {
      if (i < trace.length && !(starts.has(trace[i]) && (!strict || ends.has(trace[i - 1])))) continue;
      builder.add(trace, from, i, log.counts[t]!);
      from = i;
    }
  }
  const cut = builder.build();
  return sizeOf(cut) > sizeOf(log) ? cut : undefined;
}
