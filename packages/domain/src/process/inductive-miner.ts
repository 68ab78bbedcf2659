import { requireProbability } from "../numbers/refused-input.ts";
import { findCut } from "./cuts.ts";
import { fallThrough } from "./fall-through.ts";
import { localGraph, withoutInfrequent } from "./local-graph.ts";
import { foldTree, SILENT } from "./process-tree.ts";
import { splitLog } from "./split-log.ts";
import { strayingShare } from "./straying-share.ts";
import { sizeOf } from "./sub-log.ts";
import { variantsOf } from "./variants.ts";
import type { Cut } from "./cuts.ts";
import type { EventLog } from "./event-log.ts";
import type { LocalGraph } from "./local-graph.ts";
import type { ProcessTree } from "./process-tree.ts";
import type { SubLog } from "./sub-log.ts";

/**
 * Discovers a process tree from a history: finds the coarsest way the directly-follows graph falls into parts, splits
 * the log accordingly and goes on with each part (Inductive Miner; Leemans, Fahland and van der Aalst, "Discovering
 * block-structured process models from event logs", 2013). With `infrequent` 0 every trace of the log fits the tree.
 * Above 0 (0.2 is usual) edges rarer than that share of the strongest beside them, and equally rare omissions, are left
 * out where they hide a cut (IMf).
 */
export function mineTree(log: EventLog, infrequent = 0): ProcessTree {
  requireProbability(infrequent, "The share below which behaviour counts as infrequent");
  const variants = variantsOf(log);
  return foldTree(
    mine({ traces: variants.map(({ trace }) => trace), counts: variants.map(({ count }) => count) }, infrequent),
  );
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
  const cut = chooseCut(log, graph, infrequent);
  if (!cut) return fallThrough(log, (part) => mine(part, infrequent));
  const parts = splitLog(log, cut.kind, namesOf(cut, graph));
  // A branch of a choice that no case takes is not a branch: as a silent one it would allow skipping all of them.
  const taken = cut.kind === "choice" ? parts.filter((part) => part.traces.length > 0) : parts;
  return { kind: cut.kind, children: taken.map((part) => mine(part, infrequent)) };
}

/**
 * Rare edges can hide a clear cut behind a loose one (one case in a thousand that goes back makes a sequence look
 * parallel). So where both the whole graph and the graph without infrequent edges have a cut, the latter is taken if
 * no more than half of the infrequent share of cases strays from it; it is also taken where the whole graph has none.
 */
function chooseCut(log: SubLog, graph: LocalGraph, infrequent: number): Cut | undefined {
  const whole = findCut(graph);
  if (infrequent === 0) return whole;
  const frequent = findCut(withoutInfrequent(graph, infrequent));
  if (!whole || !frequent) return whole ?? frequent;
  return strayingShare(log, frequent.kind, namesOf(frequent, graph)) <= infrequent / 2 ? frequent : whole;
}

function namesOf(cut: Cut, graph: LocalGraph): number[][] {
  return cut.groups.map((group) => group.map((a) => graph.activities[a]!));
}
