import { decideMove, instantsAfterEntering, type MoveRefusal } from "@throughline/domain/workflow/move";
import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { LoadedItem } from "./load.ts";
import { countWip, lockStage, rankInStage, readStage, stageFull, type LoadedStage } from "./stage-entry.ts";

export interface MoveWish {
  readonly stageId: string;
  readonly afterItemId?: string | null | undefined;
  readonly confirmed?: readonly string[];
  readonly note?: string;
  /** Who owns it once it has moved; left out: as before. */
  readonly ownerId?: string;
}

/**
 * Moves a locked item, or offers it where the stage is another team's. Used by the endpoint, by bulk edits and by
 * routines alike; the caller answers with the item's new row.
 * @throws Refusal as {@link decideMove} decides.
 */
export async function moveItem(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  wish: MoveWish,
  now: Date,
  newId: () => string,
): Promise<"moved" | "offered" | "unchanged"> {
  const from = await readStage(tx, item.stage_id);
  const to = wish.stageId === item.stage_id ? from : await lockStage(tx, wish.stageId);
  const teams =
    to.teamId === from.teamId
      ? []
      : await tx.db
          .selectFrom("team_members")
          .select("team_id")
          .where("organization_id", "=", tx.organizationId)
          .where("person_id", "=", actor.personId)
          .execute();
  const decision = decideMove({
    from,
    to,
    archived: item.archived_at !== null,
    blocked: item.blocked_since !== null,
    offered: item.offered_to !== null,
    wipInTo: await countWip(tx, to, item.item_id),
    confirmed: wish.confirmed ?? [],
    moverTeamIds: teams.map((row) => row.team_id),
  });
  switch (decision.outcome) {
    case "refused":
      throw moveRefused(decision.refusal, item, from, to);
    case "unchanged":
      if (wish.afterItemId !== undefined) await rank(tx, actor, item, to, wish.afterItemId, now);
      return "unchanged";
    case "offered":
      await offer(tx, actor, item, from, to, wish.note ?? "", now, newId());
      return "offered";
    case "moved":
      if (decision.taken) await recordTaken(tx, actor, item, from, to, now, newId());
      await enterStage(tx, actor, item, to, now, {
        afterItemId: wish.afterItemId,
        overLimit: decision.overLimit,
        ...(wish.ownerId === undefined ? {} : { ownerId: wish.ownerId }),
      });
      return "moved";
  }
}

/** Writes an item into a stage whose row is locked and whose limit was asked, and records the move. */
export async function enterStage(
  tx: Write,
  actor: Actor,
  item: Pick<LoadedItem, "item_id" | "stage_id" | "team_id" | "rank" | "started_at" | "finished_at" | "owner_id">,
  to: LoadedStage,
  now: Date,
  more: {
    readonly afterItemId?: string | null | undefined;
    readonly overLimit: boolean;
    readonly ownerId?: string | null;
  },
): Promise<void> {
  const { startedAt, finishedAt } = instantsAfterEntering<Date>(
    to.kind,
    { startedAt: item.started_at, finishedAt: item.finished_at },
    now,
  );
  const placed = to.kind === "done" ? item.rank : await rankInStage(tx, to, item.item_id, more.afterItemId);
  await tx.db
    .updateTable("items")
    .set((column) => ({
      stage_id: to.stageId,
      team_id: to.teamId,
      rank: placed,
      stage_entered_at: now,
      started_at: startedAt,
      finished_at: finishedAt,
      updated_at: now,
      revision: column("revision", "+", 1),
      ...(more.ownerId === undefined ? {} : { owner_id: more.ownerId }),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
  tx.record({
    name: "item.moved",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: {
      from: item.stage_id,
      to: to.stageId,
      ...(item.team_id === to.teamId ? {} : { fromTeam: item.team_id, toTeam: to.teamId }),
      ...(more.overLimit ? { overLimit: true } : {}),
      ...(more.ownerId === undefined || more.ownerId === item.owner_id ? {} : { owner: more.ownerId }),
    },
  });
}

async function offer(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  from: LoadedStage,
  to: LoadedStage,
  note: string,
  now: Date,
  handOffId: string,
): Promise<void> {
  const { hand_off_expiry_hours: hours } = await tx.db
    .selectFrom("teams")
    .select("hand_off_expiry_hours")
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "=", to.teamId)
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto("hand_offs")
    .values({
      organization_id: tx.organizationId,
      hand_off_id: handOffId,
      item_id: item.item_id,
      from_stage_id: from.stageId,
      to_stage_id: to.stageId,
      from_team_id: from.teamId,
      to_team_id: to.teamId,
      note,
      offered_by: actor.personId,
      offered_at: now,
      expires_at: hours === null ? null : new Date(now.getTime() + hours * 3_600_000),
    })
    .execute();
  await tx.db
    .updateTable("items")
    .set((column) => ({ updated_at: now, revision: column("revision", "+", 1) }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
  tx.record({
    name: "hand_off.offered",
    actorId: actor.personId,
    subjectId: handOffId,
    itemId: item.item_id,
    occurredAt: now,
    data: handOffData(from, to),
  });
}

/** Pulled by the receiving team itself: offered and accepted in one, so that the record of hand-offs has no holes. */
async function recordTaken(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  from: LoadedStage,
  to: LoadedStage,
  now: Date,
  handOffId: string,
): Promise<void> {
  await tx.db
    .insertInto("hand_offs")
    .values({
      organization_id: tx.organizationId,
      hand_off_id: handOffId,
      item_id: item.item_id,
      from_stage_id: from.stageId,
      to_stage_id: to.stageId,
      from_team_id: from.teamId,
      to_team_id: to.teamId,
      state: "accepted",
      offered_by: actor.personId,
      offered_at: now,
      decided_by: actor.personId,
      decided_at: now,
    })
    .execute();
  tx.record({
    name: "hand_off.accepted",
    actorId: actor.personId,
    subjectId: handOffId,
    itemId: item.item_id,
    occurredAt: now,
    data: { ...handOffData(from, to), taken: true },
  });
}

const handOffData = (from: LoadedStage, to: LoadedStage) => ({
  from: from.stageId,
  to: to.stageId,
  fromTeam: from.teamId,
  toTeam: to.teamId,
});

/** A new place within the same stage. */
export async function rank(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  stage: LoadedStage,
  afterItemId: string | null,
  now: Date,
): Promise<void> {
  const placed = await rankInStage(tx, stage, item.item_id, afterItemId);
  await tx.db
    .updateTable("items")
    .set((column) => ({ rank: placed, updated_at: now, revision: column("revision", "+", 1) }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
  tx.record({
    name: "item.ranked",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: { stage: stage.stageId },
  });
}

function moveRefused(refusal: MoveRefusal, item: LoadedItem, from: LoadedStage, to: LoadedStage): Refusal {
  switch (refusal.code) {
    case "stage_full":
      return stageFull(to, refusal);
    case "entry_criteria_open":
      return new Refusal("entry_criteria_open", {
        detail: `${to.name} asks for: ${refusal.missing.join("; ")}`,
        facts: { missing: refusal.missing },
      });
    case "move_not_allowed":
      return new Refusal("move_not_allowed", `The workflow does not lead from ${from.name} to ${to.name}`);
    case "item_blocked":
      return new Refusal(
        "item_blocked",
        `${item.key} is blocked (${item.block_reason ?? "no reason kept"}): unblock it before it goes on`,
      );
    case "item_archived":
      return new Refusal("item_archived", `${item.key} is archived; restore it first`);
    case "already_offered":
      return new Refusal("already_offered", `${item.key} is already offered to a team; withdraw the offer first`);
  }
}
