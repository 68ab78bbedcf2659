import { requireProbability } from "../numbers/refused-input.ts";
import type { DirectlyFollowsGraph, FollowsEdge } from "./directly-follows.ts";

/**
 * The part of the map worth drawing: the most frequent activities and edges up to a share of each (1 = all, 0 = only
 * what is needed), as behind a slider. Whatever is kept stays on a way from a start to an end: every kept activity
 * keeps its strongest way in and its strongest way out, so that no card floats free.
 */
export function simplifyGraph(
  graph: DirectlyFollowsGraph,
  activityShare: number,
  edgeShare: number,
): DirectlyFollowsGraph {
  requireProbability(activityShare, "The share of activities to show");
  requireProbability(edgeShare, "The share of edges to show");
  const order = Array.from(graph.activities.keys())
    .filter((a) => graph.occurrences[a]! > 0)
    .sort((a, b) => graph.occurrences[b]! - graph.occurrences[a]! || a - b);
  const kept = new Set(order.slice(0, Math.max(Math.ceil(activityShare * order.length), 1)));
  const among = graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const chosen = new Set<FollowsEdge>(among.slice(0, Math.ceil(edgeShare * among.length)));
  for (const edge of strongestWays(graph, kept, among)) chosen.add(edge);
  const only = (counts: Uint32Array): Uint32Array => counts.map((n, a) => (kept.has(a) ? n : 0));
  return {
    ...graph,
    occurrences: only(graph.occurrences),
    starts: only(graph.starts),
    ends: only(graph.ends),
    edges: among.filter((edge) => chosen.has(edge)),
  };
}

/**
 * For every kept activity the edges of its widest way from a start and to an end: the way whose weakest edge is
 * strongest, found by adding edges from the most frequent down until it is connected (Kruskal's idea on a directed graph).
 */
function strongestWays(
  graph: DirectlyFollowsGraph,
  kept: ReadonlySet<number>,
  edges: readonly FollowsEdge[],
): FollowsEdge[] {
  return [...widest(graph.starts, kept, edges, false), ...widest(graph.ends, kept, edges, true)];
}

function widest(
  roots: Uint32Array,
  kept: ReadonlySet<number>,
  edges: readonly FollowsEdge[],
  backwards: boolean,
): FollowsEdge[] {
  const width = new Map<number, number>();
  const via = new Map<number, FollowsEdge>();
  // As if a way from outside led to each root: one that rarely begins hangs on its stronger way in.
  for (const a of kept) if (roots[a]! > 0) width.set(a, roots[a]!);
  const open = new Set(width.keys());
  // Prim's algorithm with widths: the widest reached activity is final.
  const done = new Set<number>();
  while (open.size > 0) {
    let best = -1;
    for (const a of open) if (best < 0 || width.get(a)! > width.get(best)!) best = a;
    open.delete(best);
    done.add(best);
    for (const edge of edges) {
      const [here, there] = backwards ? [edge.to, edge.from] : [edge.from, edge.to];
      if (here !== best || done.has(there)) continue;
      const reach = Math.min(width.get(best)!, edge.count);
      if (reach <= (width.get(there) ?? 0)) continue;
      width.set(there, reach);
      via.set(there, edge);
      open.add(there);
    }
  }
  return [...via.values()];
}
