/** Everything that changes while an organisation is simulated: the state that `people.ts` and `moves.ts` act on. */
import { FlatHeap } from "../numbers/flat-heap.ts";
import { randomStream } from "../numbers/random.ts";
import { FinishedItems } from "./finished-items.ts";
import { ItemTable } from "./item-table.ts";
import { KeyedChance } from "./keyed-chance.ts";
import { RunHash } from "./run-hash.ts";
import type { RandomStream, Seed } from "../numbers/random.ts";
import type { Plan } from "./plan.ts";

/** Kinds of events in the heap; a payload is index × 8 + kind. */
export const ARRIVAL = 0;
export const PERSON = 1;
export const ANSWER = 2;
export const UNBLOCKED = 3;
export const SHIFT = 4;
export const INTERRUPTION = 5;
export const RESTED = 6;

/** Kinds of changes: what is counted, hashed and told to a watcher. */
export const CHANGES = [
  "entered",
  "offered",
  "accepted",
  "declined",
  "blocked",
  "unblocked",
  "shift_began",
  "shift_ended",
  "interrupted",
  "resumed",
  "turned_away",
] as const;
export type Change = (typeof CHANGES)[number];

/** Purposes that an item's chance is drawn for, per visit, far enough apart for distributions that take many draws. */
export const CHANCE = {
  way: 0,
  block: 1,
  blockPlace: 2,
  answer: 3,
  serviceClass: 4,
  due: 128,
  blockWait: 256,
  offerWait: 384,
  effort: 512,
} as const;

export interface Watcher {
  /** A change to an item (its place among the arrivals of its channel) or, for shifts and interruptions, to a person; channel −1. */
  readonly changed?: (change: Change, at: number, subject: number, stage: number, channel: number) => void;
  /** Work on an item began for the first time in this visit, `waited` after it was ready. */
  readonly started?: (stage: number, waited: number, at: number) => void;
  readonly finished?: (cycleTime: number, at: number) => void;
}

export class Floor {
  readonly plan: Plan;
  readonly watcher: Watcher;
  now: number;
  readonly from: number;
  readonly until: number;
  readonly events = new FlatHeap(4096);
  readonly items = new ItemTable();
  readonly finished = new FinishedItems();
  readonly hash = new RunHash();
  /** Changes of stage, hand-offs, blocks, shifts and interruptions so far. */
  changes = 0;
  turnedAway = 0;
  measuredFrom: number;
  /** Items that arrived before are not reported when they finish. */
  reportedFrom: number;

  readonly wip: Int32Array;
  /** Places kept for items that are offered. */
  readonly kept: Int32Array;
  readonly ready: readonly FlatHeap[];
  /** Items that wait for room, from outside or from an earlier stage. */
  readonly entrants: readonly FlatHeap[];
  readonly wipArea: Float64Array;
  readonly wipSince: Float64Array;
  readonly entered: Float64Array;
  readonly starts: Float64Array;
  readonly waited: Float64Array;

  readonly personItem: Int32Array;
  readonly atWork: Uint8Array;
  readonly interrupted: Uint8Array;
  readonly interruptionLeft: Float64Array;
  /** When the clock of a person's present task began to run, and when it will ring; −1 while it stands. */
  readonly clockSince: Float64Array;
  readonly clockDue: Float64Array;
  readonly idleSince: Float64Array;
  readonly worked: Float64Array;
  readonly interruptedTime: Float64Array;
  readonly shiftTime: Float64Array;
  readonly shiftSince: Float64Array;

  /** People at work without a task, per team. */
  readonly idle: Int32Array;
  readonly waitingInterruptions: readonly number[][];
  readonly teamDirty: Uint8Array;
  readonly dirtyTeams: number[] = [];
  readonly freedStages: number[] = [];
  readonly nextShift: Int32Array;

  readonly arrivals: readonly RandomStream[];
  readonly arrived: Int32Array;
  readonly interruptionChance: readonly RandomStream[];
  readonly #itemChance: KeyedChance;
  #drawItem = 0;
  #drawPlace = 0;
  /** Gives the next number of the place set by `drawFor`, to samplers. */
  readonly draw: () => number;

  constructor(plan: Plan, seed: Seed, from: number, until: number, watcher: Watcher) {
    this.plan = plan;
    this.watcher = watcher;
    this.now = from;
    this.from = from;
    this.until = until;
    this.measuredFrom = from;
    this.reportedFrom = from;
    const stages = plan.stages.length;
    const people = plan.people.length;
    this.wip = new Int32Array(stages);
    this.kept = new Int32Array(stages);
    this.ready = plan.stages.map(() => new FlatHeap(64));
    this.entrants = plan.stages.map(() => new FlatHeap(64));
    this.wipArea = new Float64Array(stages);
    this.wipSince = new Float64Array(stages).fill(from);
    this.entered = new Float64Array(stages);
    this.starts = new Float64Array(stages);
    this.waited = new Float64Array(stages);
    this.personItem = new Int32Array(people).fill(-1);
    this.atWork = new Uint8Array(people);
    this.interrupted = new Uint8Array(people);
    this.interruptionLeft = new Float64Array(people);
    this.clockSince = new Float64Array(people);
    this.clockDue = new Float64Array(people).fill(-1);
    this.idleSince = new Float64Array(people).fill(from);
    this.worked = new Float64Array(people);
    this.interruptedTime = new Float64Array(people);
    this.shiftTime = new Float64Array(people);
    this.shiftSince = new Float64Array(people).fill(from);
    this.idle = new Int32Array(plan.teams.length);
    this.waitingInterruptions = plan.teams.map(() => []);
    this.teamDirty = new Uint8Array(plan.teams.length);
    this.nextShift = new Int32Array(plan.calendars.length);
    const root = randomStream(seed);
    this.arrivals = plan.channels.map(({ name }) => root.substream("arrivals").substream(name));
    this.arrived = new Int32Array(plan.channels.length);
    this.interruptionChance = plan.interruptions.map(({ name }) => root.substream("interruptions").substream(name));
    this.#itemChance = new KeyedChance(seed, "items");
    this.draw = () => {
      const item = this.#drawItem;
      return this.#itemChance.uniform(this.items.channel[item]!, this.items.serial[item]!, this.#drawPlace++);
    };
  }

  /** Points `draw` at one purpose of an item's present visit; returns `draw` for samplers. */
  drawFor(item: number, purpose: number): () => number {
    this.#drawItem = item;
    this.#drawPlace = this.items.visits[item]! * 1024 + purpose;
    return this.draw;
  }

  /** Notes that something happened. */
  note(change: number, subject: number, stage: number, channel = -1): void {
    this.changes++;
    this.hash.add(change * 64 + stage + 1, subject, this.now);
    this.watcher.changed?.(CHANGES[change]!, this.now, subject, stage, channel);
  }

  schedule(at: number, kind: number, index: number): void {
    if (at <= this.until) this.events.push(at, index * 8 + kind);
  }

  markDirty(team: number): void {
    if (this.teamDirty[team] === 1) return;
    this.teamDirty[team] = 1;
    this.dirtyTeams.push(team);
  }

  countWip(stage: number, change: number): void {
    this.wipArea[stage]! += this.wip[stage]! * (this.now - this.wipSince[stage]!);
    this.wipSince[stage] = this.now;
    this.wip[stage]! += change;
  }
}

export const NOTE = {
  entered: 0,
  offered: 1,
  accepted: 2,
  declined: 3,
  blocked: 4,
  unblocked: 5,
  shiftBegan: 6,
  shiftEnded: 7,
  interrupted: 8,
  resumed: 9,
  turnedAway: 10,
} as const;
