import { requireProbability } from "../numbers/refused-input.ts";
import { findCut } from "./cuts.ts";
import { fallThrough } from "./fall-through.ts";
import { localGraph, withoutInfrequent } from "./local-graph.ts";
import { foldTree, SILENT } from "./process-tree.ts";
import { splitLog } from "./split-log.ts";
import { sizeOf } from "./sub-log.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";
import type { ProcessTree } from "./process-tree.ts";
import type { SubLog } from "./sub-log.ts";

/**
 * Discovers a process tree from a history: finds the coarsest way the directly-follows graph falls into parts, splits
 * the log accordingly and goes on with each part (Inductive Miner; Leemans, Fahland and van der Aalst, "Discovering
 * block-structured process models from event logs", 2013). With `infrequent` 0 every trace of the log fits the tree.
 * Above 0 (0.2 is usual) edges rarer than that share of the strongest beside them, and equally rare omissions, are left
 * out where they stand in the way of a cut (IMf).
 */
export function mineTree(log: EventLog, infrequent = 0): ProcessTree {
  requireProbability(infrequent, "The share below which behaviour counts as infrequent");
  const variants = variantsOf(log);
  return foldTree(mine({ traces: variants.map(({ trace }) => trace), counts: variants.map(({ count }) => count) }, infrequent));
}

function mine(given: SubLog, infrequent: number): ProcessTree {
  const all = sizeOf(given);
  if (all === 0) return SILENT;
  const empty = given.traces.findIndex((trace) => trace.length === 0);
  let log = given;
  if (empty >= 0) {
    if (given.traces.length === 1) return SILENT;
    const rest = { traces: given.traces.toSpliced(empty, 1), counts: given.counts.toSpliced(empty, 1) };
    if (given.counts[empty]! > infrequent * all) return { kind: "choice", children: [SILENT, mine(rest, infrequent)] };
    log = rest;
  }
  if (log.traces.length === 1 && log.traces[0]!.length === 1) return { kind: "activity", activity: log.traces[0]![0]! };
  const graph = localGraph(log);
  const cut = findCut(graph) ?? (infrequent > 0 ? findCut(withoutInfrequent(graph, infrequent)) : undefined);
  if (!cut) return fallThrough(log, (part) => mine(part, infrequent));
  const groups = cut.groups.map((group) => group.map((a) => graph.activities[a]!));
  return { kind: cut.kind, children: splitLog(log, cut.kind, groups).map((part) => mine(part, infrequent)) };
}
