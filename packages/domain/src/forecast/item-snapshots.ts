/** What could be known about an item at an instant, and nothing that happened after it. */
import { timeInProgress } from "../flow/spells.ts";
import type { FlowHistory, FlowStage, ItemFlow } from "../flow/history.ts";
import { countUpTo } from "../flow/window.ts";
import type { CategoryFeature, Feature } from "./feature-table.ts";

/** What else is known of items and of the place they are worked in. */
export interface SnapshotOptions {
  /** The name stages go by in the forecast, the stage's id unless told: stages of the same name are learnt together. */
  readonly stageName?: (stage: FlowStage) => string;
  /** Words that describe an item, such as its class of service and its channel; the same words in the same places for all. */
  readonly words?: (item: string) => readonly string[];
  /** Milliseconds that local time is ahead of UTC at an instant; zero unless told. */
  readonly zoneOffset?: (at: number) => number;
}

/** An item at an instant. */
export interface Snapshot {
  readonly flow: ItemFlow;
  readonly at: number;
}

const DAY = 86_400_000;
const NUMBERS = [
  "age",
  "time in progress",
  "time in stage",
  "time in the stage before",
  "moves",
  "visits of this stage",
  "stages seen",
  "hand-offs",
  "blocks",
  "blocked time",
  "blocked now",
  "items open against usual",
  "arrived in 7 days against usual",
  "finished in 7 days against usual",
  "weekday",
  "hour",
] as const;

/** When items arrived, left open work, and were finished, each in rising order. */
export interface Workload {
  readonly arrivals: Float64Array;
  readonly leaves: Float64Array;
  readonly finishes: Float64Array;
}

/** Prepares the counts; O(n log n). Snapshots later than an event see it, earlier ones do not. */
export function workload(history: FlowHistory): Workload {
  const arrivals: number[] = [];
  const leaves: number[] = [];
  const finishes: number[] = [];
  for (const { arrivedAt, finishedAt, droppedAt } of history.items) {
    arrivals.push(arrivedAt);
    if (finishedAt !== undefined) finishes.push(finishedAt);
    const left = finishedAt ?? droppedAt;
    if (left !== undefined) leaves.push(left);
  }
  return {
    arrivals: Float64Array.from(arrivals).sort(),
    leaves: Float64Array.from(leaves).sort(),
    finishes: Float64Array.from(finishes).sort(),
  };
}

/** Weeks that "usual" is taken over. */
const USUAL_WEEKS = 13;

/**
 * Open items, arrivals and finishes of the last week against what was usual in the quarter before, as logarithms. Plain counts
 * would let trees tell one month from another by its number of items and learn that month by heart.
 */
function pressure({ arrivals, leaves, finishes }: Workload, at: number): [number, number, number] {
  const open = (instant: number): number => countUpTo(arrivals, instant) - countUpTo(leaves, instant);
  const within = (times: Float64Array, days: number): number =>
    countUpTo(times, at) - countUpTo(times, at - days * DAY);
  let usual = 0;
  for (let week = 1; week <= USUAL_WEEKS; week++) usual += open(at - 7 * week * DAY) / USUAL_WEEKS;
  return [
    Math.log((open(at) + 1) / (usual + 1)),
    Math.log((within(arrivals, 7) + 1) / (within(arrivals, 7 * USUAL_WEEKS) / USUAL_WEEKS + 1)),
    Math.log((within(finishes, 7) + 1) / (within(finishes, 7 * USUAL_WEEKS) / USUAL_WEEKS + 1)),
  ];
}

/** The features of snapshots, one row each, in their order. Every item must have arrived by its instant. */
export function snapshotFeatures(snapshots: readonly Snapshot[], load: Workload, options: SnapshotOptions): Feature[] {
  const { stageName = idOf, words = () => [], zoneOffset = () => 0 } = options;
  const n = snapshots.length;
  const numbers = NUMBERS.map(() => new Float64Array(n));
  const wordCount = n === 0 ? 0 : words(snapshots[0]!.flow.item).length;
  const stages: string[] = [];
  const stagesBefore: string[] = [];
  const teams: string[] = [];
  const described: string[][] = Array.from({ length: wordCount }, () => []);
  snapshots.forEach(({ flow, at }, row) => {
    const past = pastOf(flow, at, stageName);
    const local = at + zoneOffset(at);
    const values = [
      at - flow.arrivedAt,
      timeInProgress(flow, "start", at) ?? 0,
      at - past.entered,
      past.before,
      past.moves,
      past.visits,
      past.seen,
      past.handOffs,
      ...blocksBy(flow, at),
      ...pressure(load, at),
      // 1 January 1970 was a Thursday; Monday is 0.
      (((Math.floor(local / DAY) + 3) % 7) + 7) % 7,
      (local - Math.floor(local / DAY) * DAY) / 3_600_000,
    ];
    values.forEach((value, f) => (numbers[f]![row] = value));
    stages.push(past.stage);
    stagesBefore.push(past.stageBefore);
    teams.push(past.team);
    words(flow.item).forEach((word, i) => described[i]?.push(word));
  });
  return [
    ...NUMBERS.map((name, f): Feature => ({ name, kind: "number", values: numbers[f]! })),
    category("stage", stages),
    category("stage before", stagesBefore),
    category("team", teams),
    ...described.map((values, i) => category(`word ${i}`, values)),
  ];
}

interface Past {
  stage: string;
  stageBefore: string;
  team: string;
  entered: number;
  /** Milliseconds of the stay before. */
  before: number;
  moves: number;
  visits: number;
  seen: number;
  handOffs: number;
}

function pastOf(flow: ItemFlow, at: number, stageName: (stage: FlowStage) => string): Past {
  const past: Past = {
    stage: "",
    stageBefore: "",
    team: "",
    entered: flow.arrivedAt,
    before: 0,
    moves: 0,
    visits: 0,
    seen: 0,
    handOffs: 0,
  };
  const visits = new Map<string, number>();
  for (const { stage, from } of flow.stays) {
    if (from > at) break;
    const name = stageName(stage);
    visits.set(name, (visits.get(name) ?? 0) + 1);
    if (past.moves > 0) {
      past.before = from - past.entered;
      past.stageBefore = past.stage;
      if (stage.team !== undefined && past.team !== "" && stage.team !== past.team) past.handOffs += 1;
    }
    past.stage = name;
    past.team = stage.team ?? past.team;
    past.entered = from;
    past.moves += 1;
  }
  past.visits = visits.get(past.stage) ?? 0;
  past.seen = visits.size;
  return past;
}

/** How often, how long and whether now it was blocked by then. */
function blocksBy(flow: ItemFlow, at: number): [number, number, number] {
  let count = 0;
  let time = 0;
  let now = 0;
  for (const { from, to } of flow.blocks) {
    if (from > at) break;
    count += 1;
    time += Math.min(to ?? at, at) - from;
    if (to === undefined || to > at) now = 1;
  }
  return [count, time, now];
}

function category(name: string, values: readonly string[]): CategoryFeature {
  return { name, kind: "category", values };
}

function idOf({ id }: FlowStage): string {
  return id;
}
