import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { touch } from "../items/block.ts";
import { changeItem } from "../items/change.ts";
import { lockItem, type LoadedItem } from "../items/load.ts";
import { enterStage } from "../items/move.ts";
import { claimPlace } from "../items/stage-entry.ts";
import { restore, type ItemBefore } from "./apply.ts";

export interface UndoResult {
  readonly restored: number;
  readonly leftAlone: { readonly itemId: string; readonly key: string }[];
}

/** Takes a bulk edit back, item by item: who changed one since keeps their change, and so does who took its old place. */
export async function undoBulkEdit(
  tx: Write,
  actor: Actor,
  before: readonly ItemBefore[],
  now: Date,
): Promise<UndoResult> {
  let restored = 0;
  const leftAlone: UndoResult["leftAlone"] = [];
  for (const was of before) {
    const item = await lockItem(tx, actor, was.itemId);
    if (item.revision === was.revision && (await undoOne(tx, actor, item, was, now))) restored += 1;
    else leftAlone.push({ itemId: item.item_id, key: item.key });
  }
  return { restored, leftAlone };
}

async function undoOne(tx: Write, actor: Actor, item: LoadedItem, was: ItemBefore, now: Date): Promise<boolean> {
  const place = item.stage_id === was.stageId ? null : await placeIn(tx, was.stageId, item.item_id);
  if (place === "taken") return false;
  if (item.archived_at !== null && !was.archived && item.stage_id === was.stageId) await restore(tx, actor, item, now);
  if (item.archived_at === null && was.archived) {
    await touch(tx, item, { archived_at: now }, now);
    tx.record({
      name: "item.archived",
      actorId: actor.personId,
      subjectId: item.item_id,
      itemId: item.item_id,
      occurredAt: now,
      data: { stage: item.stage_id },
    });
  }
  if (item.offered_to !== null) await withdrawOffer(tx, actor, item, now);
  if (place) await enterStage(tx, actor, item, place, now, { overLimit: false });
  if (Object.keys(was.fields).length > 0) await changeItem(tx, actor, item, was.fields, now);
  return true;
}

async function placeIn(tx: Write, stageId: string, itemId: string) {
  try {
    const { stage } = await claimPlace(tx, stageId, itemId);
    return stage.retired ? "taken" : stage;
  } catch (error) {
    if (error instanceof Refusal && error.code === "stage_full") return "taken";
    throw error;
  }
}

async function withdrawOffer(tx: Write, actor: Actor, item: LoadedItem, now: Date): Promise<void> {
  const row = await tx.db
    .updateTable("hand_offs")
    .set((column) => ({
      state: "withdrawn",
      decided_at: now,
      decided_by: actor.personId,
      revision: column("revision", "+", 1),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .where("state", "=", "offered")
    .returning("hand_off_id")
    .executeTakeFirst();
  if (!row) return;
  await touch(tx, item, {}, now);
  tx.record({
    name: "hand_off.withdrawn",
    actorId: actor.personId,
    subjectId: row.hand_off_id,
    itemId: item.item_id,
    occurredAt: now,
  });
}
