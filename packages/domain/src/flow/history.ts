/** What events tell about each item: where it stayed and how long, when it was blocked, how long hand-offs waited. */
import { RefusedInput } from "../numbers/refused-input.ts";

export type StageKind = "queue" | "active" | "done";

export interface FlowStage {
  readonly id: string;
  readonly kind: StageKind;
  /** Who works the stage. A move between stages of two teams is a hand-off. */
  readonly team?: string | undefined;
}

/** One thing that happened to one item; `at` in epoch milliseconds. */
export type FlowEvent =
  | { readonly name: "entered"; readonly at: number; readonly item: string; readonly stage: string }
  | { readonly name: "blocked"; readonly at: number; readonly item: string; readonly reason?: string | undefined }
  | { readonly name: "unblocked"; readonly at: number; readonly item: string }
  | { readonly name: "offered"; readonly at: number; readonly item: string; readonly team: string }
  | { readonly name: "accepted" | "declined" | "expired"; readonly at: number; readonly item: string }
  | { readonly name: "dropped"; readonly at: number; readonly item: string };

/** A stretch of time; `to` is undefined while it lasts. */
export interface Span {
  readonly from: number;
  to: number | undefined;
}

export interface Stay extends Span {
  readonly stage: FlowStage;
}

export interface BlockSpan extends Span {
  readonly reason: string | undefined;
}

export interface HandOffSpan extends Span {
  readonly fromTeam: string | undefined;
  readonly toTeam: string;
  end: "accepted" | "declined" | "expired" | "withdrawn" | undefined;
}

export interface ItemFlow {
  readonly item: string;
  readonly arrivedAt: number;
  /** Its latest event. */
  latestAt: number;
  /** First entry into a stage that is not a queue. */
  startedAt: number | undefined;
  /** Entry into the done stage it is in now; undefined while open, and again after it is reopened. */
  finishedAt: number | undefined;
  /** When it left without being finished. */
  droppedAt: number | undefined;
  readonly stays: Stay[];
  readonly blocks: BlockSpan[];
  readonly handOffs: HandOffSpan[];
}

export interface FlowHistory {
  readonly stages: readonly FlowStage[];
  /** In order of first mention. */
  readonly items: readonly ItemFlow[];
}

/**
 * Reads events into one record per item; O(n). Items may interleave freely, but each item's own events must be in
 * the order they happened (equal instants allowed).
 *
 * Refuses, naming the event's index: a time that is not finite (`not_finite`), an item's event before the one
 * preceding it (`unsorted_history`), a stage that is not listed (`unknown_stage`), an item whose first event is not
 * `entered` (`not_entered`), anything after it was dropped but a new entry (`after_drop`), an answer to a hand-off that
 * was not offered (`not_offered`). A second block while blocked, an unblock while free and an entry into the stage the
 * item is in already change nothing: sources repeat themselves.
 */
export function readHistory(events: Iterable<FlowEvent>, stages: readonly FlowStage[]): FlowHistory {
  const stageById = new Map(stages.map((stage) => [stage.id, stage]));
  const byItem = new Map<string, ItemFlow>();
  let index = -1;
  for (const event of events) {
    index += 1;
    const { at, item } = event;
    if (!Number.isFinite(at)) {
      throw new RefusedInput(
        "not_finite",
        `Event ${index} of ${item} needs a time in epoch milliseconds; it is ${at}.`,
        index,
      );
    }
    let flow = byItem.get(item);
    if (flow === undefined) {
      if (event.name !== "entered") {
        const message = `The first event of ${item} must say which stage it entered; event ${index} is "${event.name}".`;
        throw new RefusedInput("not_entered", message, index);
      }
      flow = newItem(item, at);
      byItem.set(item, flow);
    } else if (at < flow.latestAt) {
      const message = `Event ${index} of ${item} happened before the one preceding it: sort each item's events by time.`;
      throw new RefusedInput("unsorted_history", message, index);
    }
    flow.latestAt = at;
    if (flow.droppedAt !== undefined && event.name !== "entered") {
      throw new RefusedInput(
        "after_drop",
        `Event ${index} ("${event.name}") of ${item} follows its being dropped.`,
        index,
      );
    }
    if (event.name === "entered") enter(flow, event, stageById, index);
    else if (event.name === "blocked") block(flow, at, event.reason);
    else if (event.name === "unblocked") endLast(flow.blocks, at);
    else if (event.name === "offered") offer(flow, at, event.team);
    else if (event.name === "dropped") drop(flow, at);
    else answer(flow, at, event.name, index);
  }
  return { stages, items: [...byItem.values()] };
}

function newItem(item: string, arrivedAt: number): ItemFlow {
  return {
    item,
    arrivedAt,
    latestAt: arrivedAt,
    startedAt: undefined,
    finishedAt: undefined,
    droppedAt: undefined,
    stays: [],
    blocks: [],
    handOffs: [],
  };
}

function enter(
  flow: ItemFlow,
  { at, stage: id }: { at: number; stage: string },
  stageById: ReadonlyMap<string, FlowStage>,
  index: number,
): void {
  const stage = stageById.get(id);
  if (stage === undefined) {
    throw new RefusedInput(
      "unknown_stage",
      `Event ${index} of ${flow.item} enters "${id}", which is not a listed stage.`,
      index,
    );
  }
  const last = flow.stays.at(-1);
  if (last !== undefined && last.to === undefined) {
    if (last.stage === stage) return;
    last.to = at;
  }
  flow.stays.push({ stage, from: at, to: undefined });
  flow.droppedAt = undefined;
  if (stage.kind !== "queue") flow.startedAt ??= at;
  flow.finishedAt = stage.kind === "done" ? at : undefined;
  if (stage.kind === "done") {
    endLast(flow.blocks, at);
    withdraw(flow, at);
  }
}

function block(flow: ItemFlow, at: number, reason: string | undefined): void {
  const last = flow.blocks.at(-1);
  if (last === undefined || last.to !== undefined) flow.blocks.push({ reason, from: at, to: undefined });
}

function offer(flow: ItemFlow, at: number, toTeam: string): void {
  withdraw(flow, at);
  const fromTeam = flow.stays.at(-1)?.stage.team;
  flow.handOffs.push({ fromTeam, toTeam, from: at, to: undefined, end: undefined });
}

function answer(flow: ItemFlow, at: number, end: "accepted" | "declined" | "expired", index: number): void {
  const last = flow.handOffs.at(-1);
  if (last === undefined || last.to !== undefined) {
    throw new RefusedInput(
      "not_offered",
      `Event ${index} says a hand-off of ${flow.item} was ${end}, but none was offered.`,
      index,
    );
  }
  last.to = at;
  last.end = end;
}

function drop(flow: ItemFlow, at: number): void {
  flow.droppedAt = at;
  flow.finishedAt = undefined;
  endLast(flow.stays, at);
  endLast(flow.blocks, at);
  withdraw(flow, at);
}

function withdraw(flow: ItemFlow, at: number): void {
  const last = flow.handOffs.at(-1);
  if (last !== undefined && last.to === undefined) {
    last.to = at;
    last.end = "withdrawn";
  }
}

function endLast(spans: Span[], at: number): void {
  const last = spans.at(-1);
  if (last !== undefined && last.to === undefined) last.to = at;
}
