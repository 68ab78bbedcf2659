import type { SubLog } from "./sub-log.ts";

/** Who follows whom in a sub-log, activities numbered 0 … n − 1 by first sight. */
export interface LocalGraph {
  /** The log's number of each local activity. */
  readonly activities: readonly number[];
  /** n × n, row-major: how often the column came right after the row. */
  readonly follows: Float64Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** The graph of a log, or of the log without one of its activities. */
export function localGraph(log: SubLog, without = -1): LocalGraph {
  const activities: number[] = [];
  let table = new Int32Array(64).fill(-1);
  for (const trace of log.traces) {
    for (let i = 0; i < trace.length; i++) {
      const a = trace[i]!;
      if (a >= table.length) {
        const wider = new Int32Array(2 * a).fill(-1);
        wider.set(table);
        table = wider;
      }
      if (table[a] === -1 && a !== without) table[a] = activities.push(a) - 1;
    }
  }
  const n = activities.length;
  const follows = new Float64Array(n * n);
  const starts = new Float64Array(n);
  const ends = new Float64Array(n);
  for (let t = 0; t < log.traces.length; t++) {
    const trace = log.traces[t]!;
    const count = log.counts[t]!;
    let before = -1;
    for (let i = 0; i < trace.length; i++) {
      const here = table[trace[i]!]!;
      if (here < 0) continue;
      if (before < 0) starts[here]! += count;
      else follows[before * n + here]! += count;
      before = here;
    }
    if (before >= 0) ends[before]! += count;
  }
  return { activities, follows, starts, ends };
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
  /** How many there are. */
  count: number;

  constructor(n: number) {
    this.count = n;
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
    if (ra === rb) return;
    this.#parent[Math.max(ra, rb)] = Math.min(ra, rb);
    this.count--;
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
