import type { SubLog } from "./sub-log.ts";

/** Who follows whom in a sub-log, activities numbered 0 … n − 1 by first sight. */
export interface LocalGraph {
  /** The log's number of each local activity. */
  readonly activities: readonly number[];
  /** Local number by the log's. */
  readonly localOf: ReadonlyMap<number, number>;
  /** n × n, row-major: how often the column came right after the row. */
  readonly follows: Float64Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

export function localGraph(log: SubLog): LocalGraph {
  const localOf = new Map<number, number>();
  for (const trace of log.traces) for (const a of trace) if (!localOf.has(a)) localOf.set(a, localOf.size);
  const n = localOf.size;
  const follows = new Float64Array(n * n);
  const starts = new Float64Array(n);
  const ends = new Float64Array(n);
  for (const [t, trace] of log.traces.entries()) {
    const count = log.counts[t]!;
    let before = -1;
    for (const a of trace) {
      const here = localOf.get(a)!;
      if (before < 0) starts[here]! += count;
      else follows[before * n + here]! += count;
      before = here;
    }
    if (before >= 0) ends[before]! += count;
  }
  return { activities: [...localOf.keys()], localOf, follows, starts, ends };
}

/**
 * The graph without infrequent edges: kept are those seen more often than `threshold` times the most frequent way on
 * (edge or end) from the same activity, and starts and ends more frequent than that share of the most frequent one
 * (Leemans, Fahland and van der Aalst, "Discovering block-structured process models from event logs containing
 * infrequent behaviour", 2013).
 */
export function withoutInfrequent(graph: LocalGraph, threshold: number): LocalGraph {
  const n = graph.activities.length;
  const follows = graph.follows.slice();
  for (let a = 0; a < n; a++) {
    let most = graph.ends[a]!;
    for (let b = 0; b < n; b++) most = Math.max(most, follows[a * n + b]!);
    for (let b = 0; b < n; b++) if (follows[a * n + b]! <= threshold * most) follows[a * n + b] = 0;
  }
  const frequent = (counts: Float64Array): Float64Array => {
    const most = counts.reduce((top, count) => Math.max(top, count), 0);
    return counts.map((count) => (count > threshold * most ? count : 0));
  };
  return { ...graph, follows, starts: frequent(graph.starts), ends: frequent(graph.ends) };
}

/** Groups of 0 … n − 1 that grow by being joined (union by smaller root, path halving). */
export class Groups {
  readonly #parent: Int32Array;

  constructor(n: number) {
    this.#parent = Int32Array.from({ length: n }, (_, i) => i);
  }

  root(a: number): number {
    let at = a;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!;
      at = this.#parent[at]!;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [ra, rb] = [this.root(a), this.root(b)];
    if (ra !== rb) this.#parent[Math.max(ra, rb)] = Math.min(ra, rb);
  }

  /** Members of each group, groups by their smallest member. */
  list(): number[][] {
    const byRoot = new Map<number, number[]>();
    for (let a = 0; a < this.#parent.length; a++) {
      const root = this.root(a);
      const members = byRoot.get(root);
      if (members) members.push(a);
      else byRoot.set(root, [a]);
    }
    return [...byRoot.values()];
  }
}
