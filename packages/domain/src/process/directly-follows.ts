import type { EventLog } from "./event-log.ts";

/** How often one activity came right after another, and how long that took (milliseconds). */
export interface FollowsEdge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Cases in which it happened at least once. */
  readonly cases: number;
  readonly meanTime: number;
  readonly medianTime: number;
  readonly longestTime: number;
}

/** The map of a process: activities, how often each occurs, starts and ends a case, and what follows what. */
export interface DirectlyFollowsGraph {
  readonly activities: readonly string[];
  readonly cases: number;
  readonly events: number;
  readonly occurrences: Uint32Array;
  /** Cases that begin, and that end, with each activity. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Most frequent first. */
  readonly edges: readonly FollowsEdge[];
}

/**
 * Counts who follows whom in one sweep; O(events) and a sort per edge for the medians (W. van der Aalst, "Process
 * Mining: Data Science in Action", 2016, chapter 5). Medians average the two middle times of an even number.
 */
export function directlyFollows(log: EventLog): DirectlyFollowsGraph {
  const size = log.activities.length;
  const events = log.activity.length;
  const occurrences = new Uint32Array(size);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const numbers = new EdgeNumbers(size);
  const edgeOf = new Int32Array(events).fill(-1);
  const counts: number[] = [];
  const cases: number[] = [];
  const lastCase: number[] = [];
  for (let c = 0; c < log.cases.length; c++) {
    const from = log.offsets[c]!;
    const to = log.offsets[c + 1]!;
    starts[log.activity[from]!]!++;
    ends[log.activity[to - 1]!]!++;
    occurrences[log.activity[from]!]!++;
    for (let i = from + 1; i < to; i++) {
      const b = log.activity[i]!;
      occurrences[b]!++;
      const edge = numbers.of(log.activity[i - 1]!, b);
      edgeOf[i] = edge;
      if (edge === counts.length) {
        counts.push(1);
        cases.push(1);
        lastCase.push(c);
        continue;
      }
      counts[edge]!++;
      if (lastCase[edge] !== c) {
        lastCase[edge] = c;
        cases[edge]!++;
      }
    }
  }
  const times = timesByEdge(log, edgeOf, counts);
  const edges = numbers.pairs.map(([from, to], edge): FollowsEdge => {
    const own = times(edge).sort();
    const middle = own.length >> 1;
    let sum = 0;
    for (const time of own) sum += time;
    return {
      from,
      to,
      count: own.length,
      cases: cases[edge]!,
      meanTime: sum / own.length,
      medianTime: own.length % 2 === 1 ? own[middle]! : (own[middle - 1]! + own[middle]!) / 2,
      longestTime: own[own.length - 1]!,
    };
  });
  edges.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
  return { activities: log.activities, cases: log.cases.length, events, occurrences, starts, ends, edges };
}

/** Times of each edge side by side in one array. */
function timesByEdge(log: EventLog, edgeOf: Int32Array, counts: readonly number[]): (edge: number) => Float64Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (let edge = 0; edge < counts.length; edge++) offsets[edge + 1] = offsets[edge]! + counts[edge]!;
  const next = offsets.slice();
  const times = new Float64Array(offsets[counts.length]!);
  for (let i = 1; i < edgeOf.length; i++) {
    const edge = edgeOf[i]!;
    if (edge >= 0) times[next[edge]!++] = log.at[i]! - log.at[i - 1]!;
  }
  return (edge) => times.subarray(offsets[edge], offsets[edge + 1]);
}

/** Numbers for pairs of activities in order of first sight: a flat table where it fits, a map for very many activities. */
class EdgeNumbers {
  readonly pairs: (readonly [number, number])[] = [];
  readonly #size: number;
  readonly #table: Int32Array | undefined;
  readonly #map = new Map<number, number>();

  constructor(size: number) {
    this.#size = size;
    this.#table = size <= 1024 ? new Int32Array(size * size).fill(-1) : undefined;
  }

  of(from: number, to: number): number {
    const place = from * this.#size + to;
    const known = this.#table ? this.#table[place]! : (this.#map.get(place) ?? -1);
    if (known >= 0) return known;
    const number = this.pairs.length;
    this.pairs.push([from, to]);
    if (this.#table) this.#table[place] = number;
    else this.#map.set(place, number);
    return number;
  }
}
