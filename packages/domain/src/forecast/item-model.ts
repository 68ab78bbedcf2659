/**
 * What finished and unfinished items say about how long one in progress will still take: boosted quantile trees over what is
 * known of it, corrected by how their forecasts of the latest items turned out. Under 200 finished items: Kaplan and Meier by
 * stage and age. See docs/methods/item-forecast.md.
 */
import type { FlowHistory } from "../flow/history.ts";
import { kaplanMeier, survivalAt } from "../flow/kaplan-meier.ts";
import { randomStream, type Seed } from "../numbers/random.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import { fitBoostedQuantiles, boostedQuantiles, type BoostedQuantiles } from "./boosted-quantiles.ts";
import type { Calibration } from "./calibration.ts";
import { snapshotFeatures, workload, type Snapshot, type SnapshotOptions } from "./item-snapshots.ts";
import { plainChance } from "./remaining-distribution.ts";
import { tailedAge, tailedSurvival, type TailedSurvival } from "./tailed-survival.ts";

/** Finished items from which on trees are grown. */
export const LEAST_FOR_TREES = 200;

export const PROBABILITIES = [0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.95] as const;

const TREES = {
  probabilities: PROBABILITIES,
  trees: 60,
  rate: 0.08,
  mostLeaves: 16,
  leastRows: 40,
  categorySmoothing: 20,
};
/** Latest snapshots that are learnt from. */
const MOST_ROWS = 60_000;
/** Share of the latest snapshots that the correction is judged on. */
const JUDGED_SHARE = 0.25;
/** Judged items that "as forecast" counts for. */
const TRUST = 30;
/** Remaining times are learnt as log(1 + days / this). */
const SCALE = 8_640_000;

export interface ItemTrees {
  readonly kind: "trees";
  readonly trees: BoostedQuantiles;
  readonly correction: Calibration;
  /** Items and snapshots it rests on. */
  readonly items: number;
  readonly rows: number;
}

export interface ItemCurves {
  readonly kind: "curves";
  /** Remaining time from entering a stage, by its name, where enough is known; else over all ages. */
  readonly items: number;
}

export type ItemModel = ItemTrees | ItemCurves;

/**
 * Learns from all that happened by `now`. Plain data: it may be kept, or sent to another thread.
 * Refuses a history in which nothing has arrived (`empty`). O(rows · trees); a few seconds for 60,000 rows.
 */
export function itemModel(
  history: FlowHistory,
  now: number,
  { seed, ...options }: SnapshotOptions & { readonly seed: Seed },
): ItemModel {
  const finished = history.items.filter(({ finishedAt }) => finishedAt !== undefined && finishedAt <= now).length;
  if (!history.items.some(({ arrivedAt }) => arrivedAt <= now)) {
    throw new RefusedInput("empty", "An item forecast needs at least one item that has arrived.");
  }
  if (finished < LEAST_FOR_TREES) return { kind: "curves", items: finished };
  const snapshots = trainingSnapshots(history, now, seed);
  const load = workload(history);
  const trees = grow(snapshots, now, load, options, seed);
  const instants = Float64Array.from(snapshots, ({ at }) => at).sort();
  const quarter = instants[Math.floor(instants.length * (1 - JUDGED_SHARE))]!;
  // Most of what is judged must have had the time to finish.
  const lifetimes = snapshots.map((snapshot) => seen(snapshot, now));
  const then = Math.min(quarter, now - 2 * tailedAge(tailedSurvival(lifetimes), 0.15));
  const earlier = snapshots.filter(({ at }) => at < then);
  const judged = oneEach(
    snapshots.filter(({ at }) => at >= then),
    seed,
  );
  const known = earlier.filter(({ flow }) => flow.finishedAt !== undefined && flow.finishedAt <= then).length;
  const correction =
    known < LEAST_FOR_TREES
      ? judgedCorrection([])
      : judgedCorrection(places(grow(earlier, then, load, options, seed), judged, now, load, options));
  return { kind: "trees", trees, correction, items: finished, rows: snapshots.length };
}

/** Remaining milliseconds at `PROBABILITIES` for each snapshot, one after another, before correction. */
export function treeTimes(
  trees: BoostedQuantiles,
  snapshots: readonly Snapshot[],
  history: FlowHistory,
  options: SnapshotOptions,
): Float64Array {
  return timesOf(boostedQuantiles(trees, snapshotFeatures(snapshots, workload(history), options)));
}

/**
 * An item at each entry into a stage, and at one chance instant of each stay, so that "five days in review already" is learnt
 * too. What came before the first finish is left out: nothing short was ever seen to end then.
 */
function trainingSnapshots(history: FlowHistory, now: number, seed: Seed): Snapshot[] {
  const random = randomStream(seed).substream("snapshots");
  let first = Infinity;
  for (const { finishedAt } of history.items) if (finishedAt !== undefined) first = Math.min(first, finishedAt);
  const snapshots: Snapshot[] = [];
  for (const flow of history.items) {
    for (const { stage, from, to } of flow.stays) {
      if (stage.kind === "done" || from > now) continue;
      const length = Math.min(to ?? now, now) - from;
      const within = from + random.nextUniform() * length;
      if (from >= first) snapshots.push({ flow, at: from });
      if (length > 0 && within >= first) snapshots.push({ flow, at: within });
    }
  }
  snapshots.sort((a, b) => a.at - b.at);
  return snapshots.slice(-MOST_ROWS);
}

function grow(
  snapshots: readonly Snapshot[],
  now: number,
  load: ReturnType<typeof workload>,
  options: SnapshotOptions,
  seed: Seed,
): BoostedQuantiles {
  const times = outcomes(snapshots, now, options, seed);
  const numbers = new Map<string, number>();
  const groups = Int32Array.from(snapshots, ({ flow }) => {
    const number = numbers.get(flow.item) ?? numbers.size;
    numbers.set(flow.item, number);
    return number;
  });
  const targets = times.map((time) => Math.log1p(time / SCALE));
  return fitBoostedQuantiles(snapshotFeatures(snapshots, load, options), targets, groups, { ...TREES, seed });
}

/** Time to finish as far as known at `now`, and whether it is the end. */
function seen({ flow, at }: Snapshot, now: number): { time: number; finished: boolean } {
  const { finishedAt, droppedAt } = flow;
  const finished = finishedAt !== undefined && finishedAt <= now;
  const until = finished ? finishedAt : Math.min(droppedAt ?? now, now);
  return { time: Math.max(0, until - at), finished };
}

/**
 * The time each snapshot's item took from there. For those unfinished it is drawn from what items in the same stage took that
 * had lasted as long (multiple imputation by Kaplan and Meier): leaving them out would teach that everything is quick.
 */
function outcomes(snapshots: readonly Snapshot[], now: number, options: SnapshotOptions, seed: Seed): Float64Array {
  const random = randomStream(seed).substream("unfinished");
  const lifetimes = snapshots.map((snapshot) => seen(snapshot, now));
  const everywhere = tailedSurvival(lifetimes);
  const curves = new Map<string, TailedSurvival>();
  const names = snapshots.map((snapshot) => stageAt(snapshot, options));
  const rows = new Map<string, number[]>();
  names.forEach((name, row) => {
    const own = rows.get(name);
    if (own) own.push(row);
    else rows.set(name, [row]);
  });
  for (const [name, own] of rows) {
    const enough = own.filter((row) => lifetimes[row]!.finished).length >= LEAST_IN_STAGE;
    curves.set(name, enough ? tailedSurvival(own.map((row) => lifetimes[row]!)) : everywhere);
  }
  return Float64Array.from(lifetimes, ({ time, finished }, row) =>
    finished ? time : tailedAge(curves.get(names[row]!)!, random.nextOpenUniform(), time),
  );
}

/** Finished snapshots from which on a stage has a curve of its own. */
const LEAST_IN_STAGE = 50;

function stageAt({ flow, at }: Snapshot, { stageName = ({ id }) => id }: SnapshotOptions): string {
  return stageName(flow.stays.findLast(({ from }) => from <= at)!.stage);
}

/** One snapshot of each item, drawn by chance: an item's snapshots tell the same story. */
function oneEach(snapshots: readonly Snapshot[], seed: Seed): Snapshot[] {
  const random = randomStream(seed).substream("judged");
  const chosen = new Map<string, { snapshot: Snapshot; count: number }>();
  for (const snapshot of snapshots) {
    const held = chosen.get(snapshot.flow.item);
    if (held === undefined) chosen.set(snapshot.flow.item, { snapshot, count: 1 });
    else {
      held.count += 1;
      if (random.nextInt(held.count) === 0) held.snapshot = snapshot;
    }
  }
  return [...chosen.values()].map(({ snapshot }) => snapshot);
}

/** Where outcomes fell in their forecasts; an unfinished item has got at least so far. */
function places(
  trees: BoostedQuantiles,
  judged: readonly Snapshot[],
  now: number,
  load: ReturnType<typeof workload>,
  options: SnapshotOptions,
): { time: number; finished: boolean }[] {
  const times = timesOf(boostedQuantiles(trees, snapshotFeatures(judged, load, options)));
  return judged.map((snapshot, row) => {
    const own = times.subarray(row * PROBABILITIES.length, (row + 1) * PROBABILITIES.length);
    const { time, finished } = seen(snapshot, now);
    return { time: plainChance({ probabilities: PROBABILITIES, times: own }, time), finished };
  });
}

/**
 * The correction from those places: Kaplan and Meier over the probability scale, so that unfinished items count for what they
 * show, drawn towards no correction by `TRUST` items.
 */
function judgedCorrection(judged: readonly { time: number; finished: boolean }[]): Calibration {
  const count = judged.length;
  const curve = count > 0 ? kaplanMeier(judged) : undefined;
  return Float64Array.from({ length: 201 }, (_, i) => {
    const p = i / 200;
    if (i === 200 || curve === undefined) return p;
    return (TRUST * p + count * (1 - survivalAt(curve, p))) / (TRUST + count);
  });
}

function timesOf(targets: Float64Array): Float64Array {
  return targets.map((target) => Math.max(0, Math.expm1(target) * SCALE));
}
