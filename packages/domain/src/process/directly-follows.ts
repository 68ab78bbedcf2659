import { quantileOfSorted } from "../numbers/quantile.ts";
import type { EventLog } from "./event-log.ts";
import { elapsed, type TimeBetween } from "./time-spent.ts";

/** How often one activity came right after another, and how long that took (milliseconds). */
export interface FollowsEdge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Cases in which it happened at least once. */
  readonly cases: number;
  /** Times it led to an activity that the case had been at before: rework. */
  readonly returns: number;
  readonly meanTime: number;
  readonly medianTime: number;
  readonly p85Time: number;
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
 * @param timeBetween the clock: time that passes unless told otherwise.
 */
export function directlyFollows(log: EventLog, timeBetween: TimeBetween = elapsed): DirectlyFollowsGraph {
  const size = log.activities.length;
  const events = log.activity.length;
  const occurrences = new Uint32Array(size);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const numbers = new EdgeNumbers(size);
  const edgeOf = new Int32Array(events).fill(-1);
  const counts: number[] = [];
  const cases: number[] = [];
  const returns: number[] = [];
  const lastCase: number[] = [];
  /** Per activity the last case that was at it, counted from 1. */
  const been = new Uint32Array(size);
  for (let c = 0; c < log.cases.length; c++) {
    const from = log.offsets[c]!;
    const to = log.offsets[c + 1]!;
    starts[log.activity[from]!]!++;
    ends[log.activity[to - 1]!]!++;
    occurrences[log.activity[from]!]!++;
    been[log.activity[from]!] = c + 1;
    for (let i = from + 1; i < to; i++) {
      const b = log.activity[i]!;
      occurrences[b]!++;
      const edge = numbers.of(log.activity[i - 1]!, b);
      edgeOf[i] = edge;
      const isReturn = been[b] === c + 1;
      been[b] = c + 1;
      if (edge === counts.length) {
        counts.push(1);
        returns.push(Number(isReturn));
        cases.push(1);
        lastCase.push(c);
        continue;
      }
      counts[edge]!++;
      if (isReturn) returns[edge]!++;
      if (lastCase[edge] !== c) {
        lastCase[edge] = c;
        cases[edge]!++;
      }
    }
  }
  const times = timesByEdge(log, edgeOf, counts, timeBetween);
  const edges = numbers.pairs.map(([from, to], edge): FollowsEdge => {
    const own = times(edge).sort();
    let sum = 0;
    for (const time of own) sum += time;
    return {
      from,
      to,
      count: own.length,
      cases: cases[edge]!,
      returns: returns[edge]!,
      meanTime: sum / own.length,
      medianTime: quantileOfSorted(own, 0.5),
      p85Time: quantileOfSorted(own, 0.85),
      longestTime: own[own.length - 1]!,
    };
  });
  edges.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
  return { activities: log.activities, cases: log.cases.length, events, occurrences, starts, ends, edges };
}

/** Times of each edge side by side in one array. */
function timesByEdge(
  log: EventLog,
  edgeOf: Int32Array,
  counts: readonly number[],
  timeBetween: TimeBetween,
): (edge: number) => Float64Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (let edge = 0; edge < counts.length; edge++) offsets[edge + 1] = offsets[edge]! + counts[edge]!;
  const next = offsets.slice();
  const times = new Float64Array(offsets[counts.length]!);
  for (let i = 1; i < edgeOf.length; i++) {
    const edge = edgeOf[i]!;
    if (edge >= 0) times[next[edge]!++] = timeBetween(log.activity[i - 1]!, log.at[i - 1]!, log.at[i]!);
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
