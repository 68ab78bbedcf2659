/** A resource plan, checked and in flat arrays, seen forward and backward in time. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { NetworkCycle } from "./network-plan.ts";
import { LinkTable } from "./link-table.ts";
import { packNeeds, type PackedNeeds } from "./packed-needs.ts";
import type { PlannedResource, ResourceActivity, ResourcePlan } from "./resource-plan.ts";
import { TopologicalOrder } from "./topological-order.ts";

export type ScheduleRefusal =
  | "cycle"
  | "duplicate_name"
  | "unknown_name"
  | "bad_duration"
  | "bad_lag"
  | "bad_period"
  | "bad_capacity"
  | "bad_need"
  | "never_fits"
  | "fixed_conflict"
  | "too_many"
  | "too_long";

/**
 * One direction of time. Rows of activity j lie between `offsets[j]` and `offsets[j + 1]`: it starts at least
 * `distances[row]` after its neighbour `neighbours[row]` does.
 */
export interface Direction {
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  readonly distances: Int32Array;
}

export interface ScheduleProblem {
  readonly plan: ResourcePlan;
  readonly count: number;
  readonly duration: Int32Array;
  /** First period allowed; for a fixed activity, its start. */
  readonly notBefore: Int32Array;
  readonly fixed: Uint8Array;
  /** Units that each activity needs of each resource, in the order of the plan; and the same, packed. */
  readonly units: readonly (readonly number[])[];
  readonly needs: PackedNeeds;
  /** Free units per period before anything is placed, fixed activities taken out; the last period's value holds on. */
  readonly base: Int32Array;
  /** By predecessors, in time; and by successors, in mirrored time, where an activity's start is minus its finish. */
  readonly forward: Direction;
  readonly backward: Direction;
  /** All activities, predecessors first. */
  readonly order: Int32Array;
  /**
   * Earliest start by links, dates and what there is of each resource before anything else is placed; and the longest
   * chain of links from its start to the end of the project.
   */
  readonly head: Int32Array;
  readonly tail: Int32Array;
  /** Length of the longest chain, dates included: no schedule is shorter. */
  readonly criticalLength: number;
  /** Periods enough for any schedule that the generators build. */
  readonly horizon: number;
  /** Every link puts starts at least one period apart in both directions, so sorting by start keeps precedence. */
  readonly strict: boolean;
  /** Nothing but links and constant capacities: backward in time it is the same kind of problem. */
  readonly symmetric: boolean;
}

const MOST_ACTIVITIES = 5000;
const MOST_RESOURCES = 500;
const MOST_LINKS = 50_000;
const MOST_PERIODS = 100_000;

/**
 * Checks and flattens. Refuses whatever has no schedule, or none that can be searched: see `ScheduleRefusal`; a ring of
 * links is a `NetworkCycle` that names it. `reach`: a period that activities may be held back to.
 */
export function scheduleProblem(plan: ResourcePlan, reach = 0): ScheduleProblem {
  const { activities, resources } = plan;
  const count = activities.length;
  const sizes = [
    [count, MOST_ACTIVITIES, "activities"],
    [resources.length, MOST_RESOURCES, "resources"],
    [plan.links.length, MOST_LINKS, "links"],
  ] as const;
  for (const [size, most, what] of sizes) {
    if (size <= most) continue;
    throw new RefusedInput("too_many", `At most ${most} ${what} can be scheduled at once; these are ${size}.`);
  }
  const resourceIndex = uniqueNames(resources, "resource");
  const activityIndex = uniqueNames(activities, "activity");
  const levels = resources.map(checkedCapacity);
  const units = activities.map((activity, j) => checkedNeeds(activity, j, resourceIndex, resources, levels));
  for (const [j, activity] of activities.entries()) checkPeriods(activity, j);
  const duration = Int32Array.from(activities, (activity) => activity.duration);
  const links = new LinkTable();
  for (let j = 0; j < count; j++) links.addActivity();
  const distances: number[] = [];
  for (const link of plan.links) {
    const { kind = "FS", lag = 0 } = link;
    const [from, to] = [found(activityIndex, link.from, "activity"), found(activityIndex, link.to, "activity")];
    if (!Number.isSafeInteger(lag) || Math.abs(lag) > MOST_PERIODS) {
      const message = `The lag from "${link.from}" to "${link.to}" must be a whole number of periods, ${MOST_PERIODS} at most; it is ${lag}.`;
      throw new RefusedInput("bad_lag", message);
    }
    links.add(from, to, kind, lag, false);
    distances.push(lag + (kind[0] === "F" ? duration[from]! : 0) - (kind[1] === "F" ? duration[to]! : 0));
  }
  const topological = new TopologicalOrder(links);
  for (let j = 0; j < count; j++) topological.addNode();
  const ring = topological.build();
  if (ring) throw new NetworkCycle(ring.map((j) => activities[j]!.name));
  const order = Int32Array.from(topological.nodes);
  const forward = direction(links.into, links.from, distances);
  const mirrored = distances.map((distance, row) => distance + duration[links.to[row]!]! - duration[links.from[row]!]!);
  const backward = direction(links.out, links.to, mirrored);
  const fixed = Uint8Array.from(activities, ({ begunAt }) => (begunAt === undefined ? 0 : 1));
  const notBefore = Int32Array.from(activities, ({ begunAt, notBefore: first = 0 }) => begunAt ?? first);
  const listed = Math.max(1, ...levels.map((level) => level.length));
  const lags = plan.links.reduce((sum, { lag = 0 }) => sum + Math.max(0, lag), 0);
  const work = duration.reduce((sum, d) => sum + d, 0);
  const horizon = listed + Math.max(reach, ...notBefore) + work + lags + 2;
  if (horizon > MOST_PERIODS) {
    const message = `The plan could span ${horizon} periods; at most ${MOST_PERIODS} can be searched. Use longer periods.`;
    throw new RefusedInput("too_long", message);
  }
  const packed = packNeeds(units, levels);
  const base = baseCapacity(packed, levels, horizon, activities, duration, resources, units);
  const fitting = base.length === packed.words ? undefined : { base, needs: packed, duration };
  const head = heads(forward, order, notBefore, fixed, activities, fitting);
  const tail = new Int32Array(count);
  for (const j of order.toReversed()) {
    tail[j] = duration[j]!;
    for (let row = backward.offsets[j]!; row < backward.offsets[j + 1]!; row++) {
      const after = backward.neighbours[row]!;
      // Start to start is the mirrored distance less the difference in duration.
      const apart = backward.distances[row]! - duration[after]! + duration[j]!;
      tail[j] = Math.max(tail[j]!, apart + tail[after]!);
    }
  }
  let criticalLength = 0;
  for (let j = 0; j < count; j++) criticalLength = Math.max(criticalLength, head[j]! + tail[j]!);
  return {
    plan,
    count,
    duration,
    notBefore,
    fixed,
    units,
    needs: packed,
    base,
    forward,
    backward,
    order,
    head,
    tail,
    criticalLength,
    horizon,
    strict: distances.every((distance) => distance >= 1) && mirrored.every((distance) => distance >= 1),
    symmetric:
      levels.every((level) => level.length === 1) && notBefore.every((first) => first === 0) && !fixed.includes(1),
  };
}

function uniqueNames(named: readonly { readonly name: string }[], what: string): Map<string, number> {
  const index = new Map<string, number>();
  for (const [i, { name }] of named.entries()) {
    if (index.has(name)) throw new RefusedInput("duplicate_name", `There are two of the ${what} "${name}".`, i);
    index.set(name, i);
  }
  return index;
}

function found(index: ReadonlyMap<string, number>, name: string, what: string): number {
  const i = index.get(name);
  if (i === undefined) throw new RefusedInput("unknown_name", `There is no ${what} "${name}".`);
  return i;
}

function checkedCapacity({ name, capacity }: PlannedResource): readonly number[] {
  const levels = typeof capacity === "number" ? [capacity] : capacity;
  if (levels.length === 0 || !levels.every((units) => Number.isSafeInteger(units) && units >= 0 && units < 2 ** 30)) {
    const message = `The capacity of "${name}" must be whole units, zero or more, for at least one period.`;
    throw new RefusedInput("bad_capacity", message);
  }
  return levels;
}

/** Units of each resource, in the order of resources. */
function checkedNeeds(
  { name, needs = {}, duration }: ResourceActivity,
  at: number,
  index: ReadonlyMap<string, number>,
  resources: readonly PlannedResource[],
  levels: readonly (readonly number[])[],
): number[] {
  const units = levels.map(() => 0);
  for (const [resource, needed] of Object.entries(needs)) {
    if (!Number.isSafeInteger(needed) || needed < 0) {
      const message = `"${name}" must need whole units of "${resource}", zero or more; it needs ${needed}.`;
      throw new RefusedInput("bad_need", message, at);
    }
    // What takes no time holds nothing, however much it asks for.
    if (duration > 0) units[found(index, resource, "resource")] = needed;
    else found(index, resource, "resource");
  }
  for (const [k, needed] of units.entries()) {
    const lasting = levels[k]!.at(-1)!;
    if (needed > lasting) {
      const message = `"${name}" needs ${needed} of "${resources[k]!.name}", of which there are ${lasting} in the long run.`;
      throw new RefusedInput("never_fits", message, at);
    }
  }
  return units;
}

function checkPeriods({ name, duration, notBefore = 0, begunAt = 0 }: ResourceActivity, at: number): void {
  if (!Number.isSafeInteger(duration) || duration < 0 || duration > MOST_PERIODS) {
    const message = `The duration of "${name}" must be a whole number of periods from 0 to ${MOST_PERIODS}; it is ${duration}.`;
    throw new RefusedInput("bad_duration", message, at);
  }
  for (const period of [notBefore, begunAt]) {
    if (Number.isSafeInteger(period) && period >= 0 && period <= MOST_PERIODS) continue;
    const message = `The period in which "${name}" may start must be a whole number from 0 to ${MOST_PERIODS}; it is ${period}.`;
    throw new RefusedInput("bad_period", message, at);
  }
}

function direction(rows: readonly number[][], neighbour: readonly number[], distance: readonly number[]): Direction {
  const offsets = new Int32Array(rows.length + 1);
  for (const [j, own] of rows.entries()) offsets[j + 1] = offsets[j]! + own.length;
  const all = rows.flat();
  return {
    offsets,
    neighbours: Int32Array.from(all, (row) => neighbour[row]!),
    distances: Int32Array.from(all, (row) => distance[row]!),
  };
}

function heads(
  { offsets, neighbours, distances }: Direction,
  order: Int32Array,
  notBefore: Int32Array,
  fixed: Uint8Array,
  activities: readonly ResourceActivity[],
  fitting: Fitting | undefined,
): Int32Array {
  const head = Int32Array.from(notBefore);
  for (const j of order) {
    for (let row = offsets[j]!; row < offsets[j + 1]!; row++) {
      const before = neighbours[row]!;
      const earliest = head[before]! + distances[row]!;
      if (fixed[j] === 1 && (fixed[before] === 0 || earliest > head[j]!)) {
        const { name, begunAt } = activities[j]!;
        const holds = fixed[before] === 0 ? "has not begun" : `holds it until ${earliest}`;
        const message = `"${name}" cannot begin in period ${begunAt}: "${activities[before]!.name}" ${holds}. Fix that or unlink them.`;
        throw new RefusedInput("fixed_conflict", message, j);
      }
      head[j] = Math.max(head[j]!, earliest);
    }
    if (fitting && fixed[j] === 0) head[j] = firstFit(fitting, j, head[j]!);
  }
  return head;
}

/** What an activity finds where capacities vary or something has begun. */
interface Fitting {
  readonly base: Int32Array;
  readonly needs: PackedNeeds;
  readonly duration: Int32Array;
}

/** The first period from `earliest` on in which an activity could start if nothing else were placed. */
function firstFit({ base, needs: { words, guards, needs }, duration }: Fitting, j: number, earliest: number): number {
  const enough = (t: number) =>
    guards.every((guard, w) => (((base[t * words + w]! - needs[j * words + w]!) | 0) & guard) === guard);
  let t = earliest;
  for (let run = 0; run < duration[j]!; t++) run = enough(t) ? run + 1 : 0;
  return t - duration[j]!;
}

function baseCapacity(
  packed: PackedNeeds,
  levels: readonly (readonly number[])[],
  horizon: number,
  activities: readonly ResourceActivity[],
  duration: Int32Array,
  resources: readonly PlannedResource[],
  needs: readonly number[][],
): Int32Array {
  const constant =
    levels.every((level) => level.length === 1) && activities.every(({ begunAt }) => begunAt === undefined);
  const periods = constant ? 1 : horizon;
  const free = levels.map((level) => Array.from({ length: periods }, (_, t) => level[Math.min(t, level.length - 1)]!));
  for (const [j, { name, begunAt }] of activities.entries()) {
    if (begunAt === undefined) continue;
    for (const [k, needed] of needs[j]!.entries()) {
      for (let t = begunAt; t < begunAt + duration[j]!; t++) {
        free[k]![t]! -= needed;
        if (free[k]![t]! >= 0) continue;
        const message = `What has begun needs more of "${resources[k]!.name}" than there is in period ${t}: "${name}" is too much.`;
        throw new RefusedInput("fixed_conflict", message, j);
      }
    }
  }
  return packed.pack(free, periods);
}
