/**
 * The four ways of cutting a directly-follows graph in parts. Each returns groups of local activities, or undefined
 * where the graph has no such cut. S. Leemans, "Robust Process Mining with Guarantees", PhD thesis, Eindhoven 2017,
 * section 6.1 and appendix; page numbers below are the thesis's.
 */
import { Groups } from "./local-graph.ts";
import type { LocalGraph } from "./local-graph.ts";

export interface Cut {
  readonly kind: "choice" | "sequence" | "parallel" | "loop";
  /** Local activities; in order for a sequence, the body first for a loop. */
  readonly groups: readonly (readonly number[])[];
}

/** The first cut that holds, in the miner's order. */
export function findCut(graph: LocalGraph): Cut | undefined {
  if (graph.activities.length < 2) return undefined;
  return choiceCut(graph) ?? sequenceCut(graph) ?? parallelCut(graph) ?? loopCut(graph);
}

/** Parts that no edge connects. */
export function choiceCut({ activities, follows }: LocalGraph): Cut | undefined {
  const n = activities.length;
  const groups = new Groups(n);
  for (let a = 0; a < n && groups.count > 1; a++)
    for (let b = 0; b < n; b++) if (follows[a * n + b]! > 0) groups.join(a, b);
  const list = groups.list();
  return list.length > 1 ? { kind: "choice", groups: list } : undefined;
}

/** Parts with edges, direct or by way of others, in one direction only; then parts that are skipped together joined (page 233). */
export function sequenceCut(graph: LocalGraph): Cut | undefined {
  const n = graph.activities.length;
  if (leadsEverywhere(graph, false) && leadsEverywhere(graph, true)) return undefined;
  const reach = reachability(graph);
  const groups = new Groups(n);
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) if (reach[a * n + b] === reach[b * n + a]) groups.join(a, b);
  const list = groups.list();
  if (list.length < 2) return undefined;
  const rank = (a: number): number => {
    let before = 0;
    let after = 0;
    for (let b = 0; b < n; b++) {
      before += reach[b * n + a]!;
      after += reach[a * n + b]!;
    }
    return before - after;
  };
  const ranks = new Map(list.map((group) => [group, rank(group[0]!)]));
  const ordered = list.sort((a, b) => ranks.get(a)! - ranks.get(b)!);
  const strict = joinSkippedTogether(graph, ordered);
  return strict.length > 1 ? { kind: "sequence", groups: strict } : undefined;
}

/** Whether the first activity leads to all others, or all others lead to it (`back`): if both, there is no order among them. */
function leadsEverywhere({ activities, follows }: LocalGraph, back: boolean): boolean {
  const n = activities.length;
  const seen = new Uint8Array(n);
  seen[0] = 1;
  const open = [0];
  for (let i = 0; i < open.length; i++) {
    const a = open[i]!;
    for (let b = 0; b < n; b++) {
      if (seen[b] === 1 || follows[back ? b * n + a : a * n + b] === 0) continue;
      seen[b] = 1;
      open.push(b);
    }
  }
  return open.length === n;
}

/** Who can be reached from whom over one edge or more: Warshall's algorithm, 32 columns at a time. 1 where reached, n × n. */
function reachability({ activities, follows }: LocalGraph): Uint8Array {
  const n = activities.length;
  const words = (n + 31) >> 5;
  const bits = new Int32Array(n * words);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) if (follows[a * n + b]! > 0) bits[a * words + (b >> 5)]! |= 1 << (b & 31);
  for (let k = 0; k < n; k++) {
    for (let a = 0; a < n; a++) {
      if ((bits[a * words + (k >> 5)]! & (1 << (k & 31))) === 0) continue;
      for (let word = 0; word < words; word++) bits[a * words + word]! |= bits[k * words + word]!;
    }
  }
  const reach = new Uint8Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) reach[a * n + b] = (bits[a * words + (b >> 5)]! >>> (b & 31)) & 1;
  return reach;
}

function joinSkippedTogether(graph: LocalGraph, ordered: number[][]): number[][] {
  const n = graph.activities.length;
  const place = new Int32Array(n);
  for (const [p, group] of ordered.entries()) for (const a of group) place[a] = p;
  const parts = ordered.length;
  // The earliest part that leads into each part, and the latest that each leads to; starts and ends are beyond both ends.
  const from = new Int32Array(parts).fill(parts);
  const to = new Int32Array(parts).fill(-1);
  for (let a = 0; a < n; a++) {
    if (graph.starts[a]! > 0) from[place[a]!] = -1;
    if (graph.ends[a]! > 0) to[place[a]!] = parts;
    for (let b = 0; b < n; b++) {
      if (graph.follows[a * n + b] === 0) continue;
      from[place[b]!] = Math.min(from[place[b]!]!, place[a]!);
      to[place[a]!] = Math.max(to[place[a]!]!, place[b]!);
    }
  }
  const skippable = (p: number): boolean => {
    for (let a = 0; a < n; a++) {
      if (place[a]! > p && graph.starts[a]! > 0) return true;
      if (place[a]! < p && graph.ends[a]! > 0) return true;
      if (place[a]! < p) for (let b = 0; b < n; b++) if (place[b]! > p && graph.follows[a * n + b]! > 0) return true;
    }
    return false;
  };
  const groups = ordered.map((group) => [...group]);
  for (let p = 0; p < parts; p++) {
    if (!skippable(p)) continue;
    for (let q = p - 1; q >= 0 && to[q]! <= p; q--) groups[p]!.push(...groups[q]!.splice(0));
    for (let q = p + 1; q < parts && from[q]! >= p; q++) groups[p]!.push(...groups[q]!.splice(0));
  }
  return groups.filter((group) => group.length > 0);
}

/** Parts all of whose activities follow each other both ways, each with a start and an end (page 189). */
export function parallelCut({ activities, follows, starts, ends }: LocalGraph): Cut | undefined {
  const n = activities.length;
  const joined = new Groups(n);
  for (let a = 0; a < n && joined.count > 1; a++)
    for (let b = 0; b < a; b++) if (follows[a * n + b] === 0 || follows[b * n + a] === 0) joined.join(a, b);
  if (joined.count === 1) return undefined;
  const groups = joined.list().sort((a, b) => a.length - b.length);
  for (let i = 0; i < groups.length && groups.length > 1;) {
    const group = groups[i]!;
    if (group.some((a) => starts[a]! > 0) && group.some((a) => ends[a]! > 0)) {
      i++;
      continue;
    }
    groups.splice(i, 1);
    groups[Math.max(i - 1, 0)]!.push(...group);
    if (i > 0) i--;
  }
  return groups.length > 1 ? { kind: "parallel", groups } : undefined;
}

/** A body with all starts and ends, and parts that lead from every end back to every start (page 190). */
export function loopCut({ activities, follows, starts, ends }: LocalGraph): Cut | undefined {
  const n = activities.length;
  const isStart = (a: number): boolean => starts[a]! > 0;
  const isEnd = (a: number): boolean => ends[a]! > 0;
  const inBody = (a: number): boolean => isStart(a) || isEnd(a);
  const groups = new Groups(n);
  const anchor = activities.findIndex((_, a) => inBody(a));
  if (anchor < 0) return undefined;
  for (let a = 0; a < n && groups.count > 1; a++) {
    if (inBody(a)) groups.join(anchor, a);
    for (let b = 0; b < n; b++) if (follows[a * n + b]! > 0 && !inBody(a) && !inBody(b)) groups.join(a, b);
  }
  // What follows a start that is no end, or comes before an end that is no start, belongs to the body.
  for (let a = 0; a < n && groups.count > 1; a++) {
    for (let b = 0; b < n; b++) {
      if (follows[a * n + b] === 0) continue;
      if ((isStart(a) && !isEnd(a)) || (isEnd(b) && !isStart(b))) groups.join(a, b);
    }
  }
  for (let changed = groups.count > 1; changed;) {
    changed = false;
    for (let a = 0; a < n; a++) {
      if (groups.root(a) === groups.root(anchor)) continue;
      let toStarts = 0;
      let fromEnds = 0;
      let allStarts = 0;
      let allEnds = 0;
      for (let b = 0; b < n; b++) {
        if (isStart(b)) allStarts++;
        if (isEnd(b)) allEnds++;
        if (isStart(b) && follows[a * n + b]! > 0) toStarts++;
        if (isEnd(b) && follows[b * n + a]! > 0) fromEnds++;
      }
      if ((toStarts > 0 && toStarts < allStarts) || (fromEnds > 0 && fromEnds < allEnds)) {
        groups.join(a, anchor);
        changed = true;
      }
    }
  }
  const list = groups.list();
  if (list.length < 2) return undefined;
  const body = list.findIndex((group) => group.includes(anchor));
  return { kind: "loop", groups: [list[body]!, ...list.filter((_, i) => i !== body)] };
}
