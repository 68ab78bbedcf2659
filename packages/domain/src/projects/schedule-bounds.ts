/**
 * Lengths below which no schedule of a plan can be: what a found schedule is held against, and where a search may stop.
 */
import type { ScheduleProblem } from "./schedule-problem.ts";

export interface LengthBounds {
  /** The longest chain of links and dates, as if there were resources for everything. */
  readonly criticalPath: number;
  /** The busiest resource's work divided by its capacity. */
  readonly work: number;
  /**
   * Energetic reasoning: the least length at which no stretch of time must hold more work than it can
   * (J. Erschler and P. Lopez 1990; as a destructive bound R. Klein and A. Scholl, EJOR 112 (1999)). Equal to the best
   * of the other two where the plan is too large for it.
   */
  readonly energy: number;
  /** The best of them. */
  readonly best: number;
}

/** Beyond about this many additions per length tried, the energetic bound is left out. */
const MOST_STEPS = 3e7;

/** All bounds of a plan. Milliseconds for a hundred activities. */
export function lengthBounds(problem: ScheduleProblem): LengthBounds {
  const criticalPath = problem.criticalLength;
  const loads = resourceLoads(problem);
  let work = 0;
  for (const { need, capacityBefore } of loads) {
    const all = need.reduce((sum, needed, j) => sum + needed * problem.duration[j]!, 0);
    work = Math.max(work, leastIndex(capacityBefore, all));
  }
  const simple = Math.max(criticalPath, work);
  const energy =
    problem.count * loads.length * (simple + problem.count) > MOST_STEPS ? simple : energetic(problem, loads, simple);
  return { criticalPath, work, energy, best: Math.max(simple, energy) };
}

interface Load {
  readonly need: Int32Array;
  /** Unit-periods available before each period. */
  readonly capacityBefore: Float64Array;
}

/** Only resources that something needs. */
function resourceLoads({ plan, units, horizon }: ScheduleProblem): Load[] {
  return plan.resources
    .map(({ capacity }, k) => {
      const need = Int32Array.from(units, (own) => own[k]!);
      const level = (t: number) => (typeof capacity === "number" ? capacity : (capacity[t] ?? capacity.at(-1)!));
      const capacityBefore = new Float64Array(horizon + 1);
      for (let t = 0; t < horizon; t++) capacityBefore[t + 1] = capacityBefore[t]! + level(t);
      return { need, capacityBefore };
    })
    .filter(({ need }) => need.some((needed) => needed > 0));
}

/** The least index at which an ascending array reaches a value. */
function leastIndex(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The least length from `least` on that is not refuted: doubling steps up, then halving. */
function energetic(problem: ScheduleProblem, loads: readonly Load[], least: number): number {
  if (!refuted(problem, loads, least)) return least;
  let low = least;
  let step = 1;
  while (low + step < problem.horizon && refuted(problem, loads, low + step)) {
    low += step;
    step *= 2;
  }
  let high = low + step;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (refuted(problem, loads, middle)) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Whether some stretch [a, b) must hold more work than it can if all is done by `length`. What activity j must do in it,
 * however it is shifted, rises with b from max(a, latest start) on, until the part that reaches past a even when it
 * starts as early as it can; a sweep over b per a adds these ramps up.
 */
function refuted(problem: ScheduleProblem, loads: readonly Load[], length: number): boolean {
  const { count, duration, head, tail, fixed } = problem;
  const latest = Int32Array.from(tail, (after, j) => (fixed[j] === 1 ? head[j]! : length - after));
  if (latest.some((start, j) => start < head[j]!)) return true;
  const slope = new Float64Array(length + 2);
  const begins = new Set([...head, ...latest].filter((a) => a >= 0 && a < length));
  for (const { need, capacityBefore } of loads) {
    for (const a of begins) {
      slope.fill(0);
      for (let j = 0; j < count; j++) {
        const units = need[j]!;
        if (units === 0) continue;
        const part = Math.min(duration[j]!, head[j]! + duration[j]! - a);
        if (part <= 0) continue;
        const from = Math.max(a, latest[j]!);
        slope[from]! += units;
        slope[Math.min(length + 1, from + part)]! -= units;
      }
      let rate = 0;
      let must = 0;
      for (let b = a; b <= length; b++) {
        if (must > capacityBefore[b]! - capacityBefore[a]!) return true;
        rate += slope[b]!;
        must += rate;
      }
    }
  }
  return false;
}
