/**
 * Schedule generation: from an order of activities to starts that keep every link and every capacity.
 * The serial scheme takes activities one by one, each as early as it fits (J. Kelley, "The critical-path method:
 * resources planning and scheduling", 1963); the parallel one goes through time and starts what it can (G. Brooks and
 * C. White, 1965). Justification moves everything as late as it goes and back as early as it goes, which never makes a
 * schedule longer (V. Valls, F. Ballestín and S. Quintanilla, "Justification and RCPSP", EJOR 165 (2005)).
 */
import type { RandomStream } from "../numbers/random.ts";
import { ActivityLists } from "./activity-list.ts";
import type { Direction, ScheduleProblem } from "./schedule-problem.ts";

/** In time, or mirrored: there, a start is the length of the schedule minus the finish. */
export const FORWARD = 0;
export const BACKWARD = 1;
export type Way = typeof FORWARD | typeof BACKWARD;

export class ScheduleGenerator {
  /** Schedules generated: one per activity list turned into starts, in whichever scheme and direction. */
  passes = 0;
  readonly problem: ScheduleProblem;
  readonly #free: Int32Array;
  /** Periods from here on are as in the base. */
  #touched: number;
  /** Whether `#free` holds mirrored capacities, and about which length. */
  #mirroredAbout = -1;
  readonly #lists: ActivityLists;
  readonly #waiting: Int32Array;

  constructor(problem: ScheduleProblem) {
    this.problem = problem;
    this.#free = new Int32Array(problem.horizon * problem.needs.words);
    this.#touched = problem.horizon;
    this.#lists = new ActivityLists(problem.count);
    this.#waiting = new Int32Array(problem.count);
  }

  /**
   * The serial scheme over a list that keeps precedence in that direction. Writes starts (in the direction's own time)
   * and gives the length. `notBefore`, later than the problem's own, holds activities back. Backward, capacities that
   * vary and dates need `about`, the length of the schedule justified; a list not in the order of that schedule may then
   * run out of time before time began, which gives Infinity and starts of no use.
   */
  serial(
    way: Way,
    list: Int32Array,
    starts: Int32Array,
    about = -1,
    notBefore: Int32Array = this.problem.notBefore,
  ): number {
    const { problem } = this;
    const { duration, needs, count, fixed, horizon } = problem;
    const { offsets, neighbours, distances } = this.#into(way);
    this.#reset(way, about);
    this.passes++;
    const free = this.#free;
    const guard = needs.guards[0]!;
    let length = this.#placeFixed(way, starts, about);
    for (let q = 0; q < count; q++) {
      const j = list[q]!;
      if (fixed[j] === 1) continue;
      let t = way === FORWARD ? notBefore[j]! : 0;
      for (let row = offsets[j]!, end = offsets[j + 1]!; row < end; row++) {
        const earliest = starts[neighbours[row]!]! + distances[row]!;
        if (earliest > t) t = earliest;
      }
      const d = duration[j]!;
      if (needs.words === 1) {
        const need = needs.needs[j]!;
        let run = 0;
        for (; run < d && t < horizon; t++) {
          if ((((free[t]! - need) | 0) & guard) === guard) run++;
          else run = 0;
        }
        if (run < d) return this.#outOfTime();
        for (let u = t - d; u < t; u++) free[u] = (free[u]! - need) | 0;
      } else {
        let run = 0;
        for (; run < d && t < horizon; t++) run = this.#fits(j, t) ? run + 1 : 0;
        if (run < d) return this.#outOfTime();
        for (let u = t - d; u < t; u++) this.#take(j, u);
      }
      // An activity of no duration passed no period: it ends where it starts.
      if (d === 0) starts[j] = t;
      else starts[j] = t - d;
      if (t > length) length = t;
    }
    this.#touched = Math.min(horizon, length);
    return length;
  }

  /**
   * Right after a forward serial pass: each activity that starts before `wanted` has it is moved later, as far as what
   * follows it lets it, to where it costs least (`costOf` is also given the finish of all others); those that start last
   * go first. Gives the length. Counts as a pass.
   */
  settleLater(
    starts: Int32Array,
    wanted: Int32Array,
    costOf: (j: number, start: number, others: number) => number,
  ): number {
    const { count, duration, fixed, backward } = this.problem;
    this.passes++;
    const latestFirst = Array.from({ length: count }, (_, j) => j).filter(
      (j) => fixed[j] === 0 && starts[j]! < wanted[j]!,
    );
    latestFirst.sort((a, b) => starts[b]! - starts[a]! || b - a);
    for (const j of latestFirst) {
      const d = duration[j]!;
      let latest = wanted[j]!;
      for (let row = backward.offsets[j]!; row < backward.offsets[j + 1]!; row++) {
        const after = backward.neighbours[row]!;
        // The mirrored distance, between finishes, turned into one between starts.
        latest = Math.min(latest, starts[after]! + duration[after]! - d - backward.distances[row]!);
      }
      if (latest <= starts[j]!) continue;
      for (let u = starts[j]!; u < starts[j]! + d; u++) this.#give(j, u);
      const others = this.#lengthWithout(j, starts);
      let best = starts[j]!;
      let least = costOf(j, best, others);
      for (let t = best + 1, run = 0, seen = t; t <= latest; t++) {
        // `seen` periods have been looked at; the last `run` of them have room.
        for (; seen < t + d; seen++) run = this.#fits(j, seen) ? run + 1 : 0;
        if (run < d) continue;
        const cost = costOf(j, t, others);
        if (cost >= least) continue;
        least = cost;
        best = t;
      }
      starts[j] = best;
      for (let u = best; u < best + d; u++) this.#take(j, u);
    }
    const length = this.#lengthWithout(-1, starts);
    this.#touched = Math.min(this.problem.horizon, Math.max(this.#touched, length));
    return length;
  }

  #lengthWithout(not: number, starts: Int32Array): number {
    const { count, duration } = this.problem;
    let length = 0;
    for (let j = 0; j < count; j++) if (j !== not) length = Math.max(length, starts[j]! + duration[j]!);
    return length;
  }

  /**
   * The parallel scheme, forward or, in a symmetric problem, backward: at each moment the activities that can start are
   * drawn with chances that fall with their priority (low first): (greatest − own + 1)^bias. S. Hartmann and R. Kolisch
   * found it the better sampler where resources are scarce; it misses optima that must wait for a larger activity.
   */
  parallel(way: Way, priority: Float64Array, random: RandomStream, bias: number, starts: Int32Array): number {
    const { problem } = this;
    const { duration, count, fixed, horizon } = problem;
    const [before, after] = way === FORWARD ? [problem.forward, problem.backward] : [problem.backward, problem.forward];
    this.#reset(way, -1);
    this.passes++;
    let length = this.#placeFixed(way, starts, -1);
    const waiting = this.#waiting;
    const earliest = new Int32Array(count);
    let open: number[] = [];
    let left = 0;
    for (let j = 0; j < count; j++) {
      waiting[j] = 0;
      if (fixed[j] === 1) continue;
      left++;
      for (let row = before.offsets[j]!; row < before.offsets[j + 1]!; row++)
        waiting[j]! += 1 - fixed[before.neighbours[row]!]!;
      if (waiting[j] === 0) open.push(j);
    }
    const release = (j: number) => {
      earliest[j] = way === FORWARD ? problem.notBefore[j]! : 0;
      for (let row = before.offsets[j]!; row < before.offsets[j + 1]!; row++) {
        earliest[j] = Math.max(earliest[j]!, starts[before.neighbours[row]!]! + before.distances[row]!);
      }
    };
    for (const j of open) release(j);
    for (let t = 0; left > 0;) {
      let ready = open.filter((j) => earliest[j]! <= t && this.#fitsFrom(j, t));
      while (ready.length > 0) {
        const j = ready[drawn(ready, priority, random, bias)]!;
        for (let u = t; u < t + duration[j]!; u++) this.#take(j, u);
        starts[j] = t;
        length = Math.max(length, t + duration[j]!);
        left--;
        open = open.filter((other) => other !== j);
        for (let row = after.offsets[j]!; row < after.offsets[j + 1]!; row++) {
          const next = after.neighbours[row]!;
          if (fixed[next] === 1 || --waiting[next]! > 0) continue;
          release(next);
          open.push(next);
        }
        ready = open.filter((other) => earliest[other]! <= t && this.#fitsFrom(other, t));
      }
      t = this.#nextMoment(open, earliest, t);
    }
    this.#touched = Math.min(horizon, length);
    return length;
  }

  #outOfTime(): number {
    this.#touched = this.problem.horizon;
    return Infinity;
  }

  /** The first period after t in which something more may fit: an earliest start comes up, or a capacity grows. */
  #nextMoment(open: readonly number[], earliest: Int32Array, t: number): number {
    const { words } = this.problem.needs;
    let least = Infinity;
    for (const j of open) if (earliest[j]! > t && earliest[j]! < least) least = earliest[j]!;
    for (let u = t + 1; u < least && u < this.problem.horizon; u++) {
      for (let w = 0; w < words; w++) {
        // Packed words are compared as a whole: any change will do, a fall is merely looked at for nothing.
        if (this.#free[u * words + w] !== this.#free[(u - 1) * words + w]) return u;
      }
    }
    return Math.min(least, this.problem.horizon);
  }

  /** A list by rising whole key, equals at random, mended where equals or leads would break precedence. */
  listByStart(way: Way, key: Int32Array, random: RandomStream, list: Int32Array): void {
    this.#lists.byStart(key, random, list);
    if (!this.problem.strict) this.#lists.keepPrecedence(this.#into(way), list);
  }

  /** A list by rising priority, mended where that would break precedence. */
  listByPriority(way: Way, priority: ArrayLike<number>, list: Int32Array): void {
    this.#lists.byPriority(priority, list);
    this.#lists.keepPrecedence(this.#into(way), list);
  }

  /** Pulls what must come before an activity ahead of it where the list has it later. */
  keepPrecedence(way: Way, list: Int32Array): void {
    this.#lists.keepPrecedence(this.#into(way), list);
  }

  /** Starts of a schedule seen the other way: a start becomes the length minus the finish. */
  mirrored(starts: Int32Array, length: number, into: Int32Array): void {
    const { duration, count } = this.problem;
    for (let j = 0; j < count; j++) into[j] = length - starts[j]! - duration[j]!;
  }

  #into(way: Way): Direction {
    return way === FORWARD ? this.problem.forward : this.problem.backward;
  }

  #reset(way: Way, about: number): void {
    const { base, needs, symmetric, horizon } = this.problem;
    const { words } = needs;
    const free = this.#free;
    const mirrored = way === BACKWARD && !symmetric ? about : -1;
    const until = mirrored !== this.#mirroredAbout || mirrored >= 0 ? horizon : this.#touched;
    this.#mirroredAbout = mirrored;
    if (base.length === words) {
      if (words === 1) free.fill(base[0]!, 0, until);
      else for (let t = 0; t < until; t++) for (let w = 0; w < words; w++) free[t * words + w] = base[w]!;
    } else if (mirrored < 0) free.set(base.subarray(0, until * words));
    else {
      for (let t = 0; t < horizon; t++) {
        // Before the first period things are as in the first; a justified schedule never reaches there.
        const from = Math.max(0, mirrored - 1 - t);
        for (let w = 0; w < words; w++) free[t * words + w] = base[from * words + w]!;
      }
    }
  }

  #placeFixed(way: Way, starts: Int32Array, about: number): number {
    const { count, fixed, notBefore, duration } = this.problem;
    let length = 0;
    for (let j = 0; j < count; j++) {
      if (fixed[j] === 0) continue;
      starts[j] = way === FORWARD ? notBefore[j]! : about - notBefore[j]! - duration[j]!;
      length = Math.max(length, starts[j]! + duration[j]!);
    }
    return length;
  }

  #fits(j: number, t: number): boolean {
    const { words, needs, guards } = this.problem.needs;
    for (let w = 0; w < words; w++) {
      if ((((this.#free[t * words + w]! - needs[j * words + w]!) | 0) & guards[w]!) !== guards[w]) return false;
    }
    return true;
  }

  #fitsFrom(j: number, t: number): boolean {
    for (let u = t; u < t + this.problem.duration[j]!; u++) if (!this.#fits(j, u)) return false;
    return true;
  }

  #give(j: number, t: number): void {
    const { words, needs } = this.problem.needs;
    for (let w = 0; w < words; w++) {
      this.#free[t * words + w] = (this.#free[t * words + w]! + needs[j * words + w]!) | 0;
    }
  }

  #take(j: number, t: number): void {
    const { words, needs } = this.problem.needs;
    for (let w = 0; w < words; w++) {
      this.#free[t * words + w] = (this.#free[t * words + w]! - needs[j * words + w]!) | 0;
    }
  }
}

function drawn(ready: readonly number[], priority: Float64Array, random: RandomStream, bias: number): number {
  let worst = -Infinity;
  for (const j of ready) worst = Math.max(worst, priority[j]!);
  let sum = 0;
  const shares = ready.map((j) => (sum += (worst - priority[j]! + 1) ** bias));
  const mark = random.nextUniform() * sum;
  const at = shares.findIndex((share) => mark < share);
  return at < 0 ? ready.length - 1 : at;
}
