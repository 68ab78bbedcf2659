import { instantsAfterEntering, isOverLimit } from "../../workflow/move.ts";
import type { RandomStream } from "../../numbers/random.ts";
import { workingTimeBetween } from "../../time/working-time.ts";
import type { WorkingCalendar } from "../../time/working-calendar.ts";
import { datedId } from "./dated-id.ts";
import type {
  ItemWords,
  ToldBlock,
  ToldComment,
  ToldEvent,
  ToldHandOff,
  ToldItem,
  ToldLink,
  ToldRevision,
  ToldStage,
  ToldTeam,
  ToldWorkflow,
} from "./told.ts";

/** An item about to be made. */
export type NewItem = Omit<ItemWords, "ownerId" | "contributorIds" | "watcherIds"> & {
  readonly workflow: ToldWorkflow;
  readonly stage: ToldStage;
  readonly requesterId: string | null;
  readonly watcherIds?: readonly string[];
  readonly fields: ToldItem["fields"];
  readonly origin: ToldItem["origin"];
  readonly originId: string | null;
};

/**
 * The books of the demo: each deed changes what stands and writes the event that the live product would have written, with
 * the same data and one more revision where the product counts one. Whether a deed is allowed is asked before.
 */
export class Ledger {
  readonly items: ToldItem[] = [];
  readonly handOffs: ToldHandOff[] = [];
  readonly blocks: ToldBlock[] = [];
  readonly comments: ToldComment[] = [];
  readonly revisions: ToldRevision[] = [];
  readonly links: ToldLink[] = [];
  readonly #events: ToldEvent[] = [];
  readonly #ids: RandomStream;
  readonly #teams: ReadonlyMap<string, ToldTeam>;
  readonly #calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly #inStage = new Map<string, number>();
  readonly #openBlocks = new Map<string, ToldBlock>();
  #places = 0;

  constructor(
    ids: RandomStream,
    teams: ReadonlyMap<string, ToldTeam>,
    calendars: ReadonlyMap<string, WorkingCalendar>,
  ) {
    this.#ids = ids;
    this.#teams = teams;
    this.#calendars = calendars;
  }

  newId(at: number): string {
    return datedId(this.#ids, at);
  }

  /** All that happened, by time; what happened at one moment in the order it was written. */
  get events(): readonly ToldEvent[] {
    return this.#events.toSorted((a, b) => a.occurredAt - b.occurredAt);
  }

  /** What a WIP limit counts: the items of a stage that are not archived. */
  wip(stage: ToldStage): number {
    return this.#inStage.get(stage.stageId) ?? 0;
  }

  hasRoom(stage: ToldStage): boolean {
    return !isOverLimit(stage, this.wip(stage));
  }

  create(item: NewItem, at: number, actorId: string | null): ToldItem {
    const team = this.team(item.stage.teamId);
    team.lastNumber += 1;
    const { startedAt, finishedAt } = instantsAfterEntering<number>(
      item.stage.kind,
      { startedAt: null, finishedAt: null },
      at,
    );
    const made: ToldItem = {
      ...item,
      itemId: this.newId(at),
      key: `${team.key}-${team.lastNumber}`,
      ownerId: null,
      contributorIds: [],
      watcherIds: item.watcherIds ?? [],
      blockedSince: null,
      offer: null,
      override: null,
      createdAt: at,
      updatedAt: at,
      stageEnteredAt: at,
      startedAt,
      finishedAt,
      archivedAt: null,
      place: (this.#places += 1),
      revision: 1,
    };
    this.items.push(made);
    this.#count(item.stage, 1);
    this.record("item.created", at, actorId, made.itemId, made.itemId, {
      stage: item.stage.stageId,
      team: item.stage.teamId,
      workflow: item.workflow.workflowId,
      origin: item.origin,
    });
    return made;
  }

  /** Into another stage; with an owner, whose it is from then on. */
  move(item: ToldItem, to: ToldStage, at: number, actorId: string, ownerId: string | null = item.ownerId): void {
    const overLimit = isOverLimit(to, this.wip(to));
    const { stage: from, ownerId: before } = item;
    const { startedAt, finishedAt } = instantsAfterEntering<number>(to.kind, item, at);
    this.#count(from, -1);
    this.#count(to, 1);
    Object.assign(item, { stage: to, stageEnteredAt: at, startedAt, finishedAt, ownerId, place: (this.#places += 1) });
    this.#touch(item, at);
    this.record("item.moved", at, actorId, item.itemId, item.itemId, {
      from: from.stageId,
      to: to.stageId,
      ...(from.teamId === to.teamId ? {} : { fromTeam: from.teamId, toTeam: to.teamId }),
      ...(overLimit ? { overLimit } : {}),
      ...(ownerId === before ? {} : { owner: ownerId }),
    });
  }

  /** Writes what differs, with the values before and after. */
  change(item: ToldItem, change: Partial<ItemWords>, at: number, actorId: string): void {
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(change)) {
      const was: unknown = item[name as keyof ItemWords];
      if (JSON.stringify(was) === JSON.stringify(value)) continue;
      before[name] = was;
      after[name] = value;
    }
    if (Object.keys(after).length === 0) return;
    Object.assign(item, after);
    this.#revise(item, before, after, at, actorId);
  }

  /** Puts an item ahead of its queue's policy, for a reason that is kept. */
  putAhead(item: ToldItem, reason: string, at: number, actorId: string): void {
    item.override = { reason, by: actorId, at };
    this.#revise(item, { queueOverride: null }, { queueOverride: reason }, at, actorId);
  }

  #revise(
    item: ToldItem,
    before: ToldRevision["before"],
    after: ToldRevision["after"],
    at: number,
    actorId: string,
  ): void {
    this.#touch(item, at);
    const { itemId, revision } = item;
    this.revisions.push({ itemId, revision, changedBy: actorId, changedAt: at, before, after });
    this.record("item.changed", at, actorId, itemId, itemId, {
      changed: Object.keys(after),
      revision,
      ...("ownerId" in after ? { owner: after["ownerId"] } : {}),
    });
  }

  /** To the top of its stage, by hand. */
  rankFirst(item: ToldItem, at: number, actorId: string): void {
    this.#places += 1;
    item.place = -this.#places;
    this.#touch(item, at);
    this.record("item.ranked", at, actorId, item.itemId, item.itemId, { stage: item.stage.stageId });
  }

  block(item: ToldItem, reason: string, waitingFor: string, at: number, actorId: string): void {
    const blockId = this.newId(at);
    const block = { blockId, itemId: item.itemId, reason, waitingFor, startedAt: at, startedBy: actorId };
    this.blocks.push({ ...block, endedAt: null, endedBy: null });
    this.#openBlocks.set(item.itemId, this.blocks.at(-1) ?? missing());
    item.blockedSince = at;
    this.#touch(item, at);
    this.record("item.blocked", at, actorId, item.itemId, item.itemId, { block: blockId });
  }

  unblock(item: ToldItem, at: number, actorId: string): void {
    const block = this.#openBlocks.get(item.itemId) ?? missing();
    Object.assign(block, { endedAt: at, endedBy: actorId });
    this.#openBlocks.delete(item.itemId);
    item.blockedSince = null;
    this.#touch(item, at);
    this.record("item.unblocked", at, actorId, item.itemId, item.itemId, { block: block.blockId });
  }

  offer(item: ToldItem, to: ToldStage, note: string, at: number, actorId: string, expiresAt: number): ToldHandOff {
    const handOff: ToldHandOff = {
      handOffId: this.newId(at),
      item,
      from: item.stage,
      to,
      note,
      state: "offered",
      reason: "",
      offeredBy: actorId,
      offeredAt: at,
      expiresAt,
      decidedBy: null,
      decidedAt: null,
    };
    this.handOffs.push(handOff);
    item.offer = handOff;
    this.#touch(item, at);
    this.record("hand_off.offered", at, actorId, handOff.handOffId, item.itemId, ends(handOff));
    return handOff;
  }

  /** Ends an offer; where it is accepted, the move follows with a revision of its own. */
  settle(handOff: ToldHandOff, state: "accepted" | "declined" | "expired", at: number, by: string | null, reason = "") {
    Object.assign(handOff, { state, reason, decidedBy: by, decidedAt: at });
    handOff.item.offer = null;
    if (state !== "accepted") this.#touch(handOff.item, at);
    const waited = workingTimeBetween(this.calendar(handOff.to.teamId), handOff.offeredAt, at);
    this.record(`hand_off.${state}`, at, by, handOff.handOffId, handOff.item.itemId, {
      ...ends(handOff),
      waitedHours: Math.round(waited / 36_000) / 100,
    });
  }

  comment(item: ToldItem, body: string, at: number, authorId: string, mentions: readonly string[] = []): void {
    const commentId = this.newId(at);
    this.comments.push({ commentId, itemId: item.itemId, authorId, body, createdAt: at, mentions });
    const watching = mentions.filter((id) => !item.watcherIds.includes(id));
    if (watching.length > 0) item.watcherIds = [...item.watcherIds, ...watching];
    this.record("item.commented", at, authorId, commentId, item.itemId, { mentions });
  }

  areLinked({ itemId: one }: ToldItem, { itemId: other }: ToldItem): boolean {
    return this.links.some(
      ({ fromItemId: from, toItemId: to }) => (from === one && to === other) || (from === other && to === one),
    );
  }

  link(from: ToldItem, to: ToldItem, kind: ToldLink["kind"], at: number, actorId: string): void {
    const linkId = this.newId(at);
    const ids = { fromItemId: from.itemId, toItemId: to.itemId };
    this.links.push({ linkId, ...ids, kind, createdBy: actorId, createdAt: at });
    this.record("item.linked", at, actorId, from.itemId, from.itemId, { link: linkId, kind, to: to.itemId });
  }

  archive(item: ToldItem, at: number, actorId: string): void {
    item.archivedAt = at;
    this.#count(item.stage, -1);
    this.#touch(item, at);
    this.record("item.archived", at, actorId, item.itemId, item.itemId, { stage: item.stage.stageId });
  }

  record(
    name: ToldEvent["name"],
    occurredAt: number,
    actorId: string | null,
    subjectId: string,
    itemId: string | null,
    data: ToldEvent["data"],
  ): void {
    this.#events.push({ name, occurredAt, actorId, subjectId, itemId, data });
  }

  team(teamId: string): ToldTeam {
    return this.#teams.get(teamId) ?? missing();
  }

  calendar(teamId: string): WorkingCalendar {
    return this.#calendars.get(teamId) ?? missing();
  }

  #touch(item: ToldItem, at: number): void {
    item.updatedAt = at;
    item.revision += 1;
  }

  #count(stage: ToldStage, by: number): void {
    this.#inStage.set(stage.stageId, this.wip(stage) + by);
  }
}

const ends = ({ from, to }: ToldHandOff) => ({
  from: from.stageId,
  to: to.stageId,
  fromTeam: from.teamId,
  toTeam: to.teamId,
});

/** For what can only be missing through a defect of ours. */
export function missing(): never {
  throw new Error("The demo's plan names something it does not have");
}
