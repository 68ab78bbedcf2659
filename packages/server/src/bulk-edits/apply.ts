import type { Parsed } from "@throughline/contract/endpoint";
import type { createBulkEdit } from "@throughline/contract/bulk-edits";
import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { touch } from "../items/block.ts";
import { changeItem, type Change } from "../items/change.ts";
import { lockItem, type LoadedItem } from "../items/load.ts";
import { moveItem } from "../items/move.ts";
import { claimPlace, rankInStage } from "../items/stage-entry.ts";

export type BulkChange = Parsed<typeof createBulkEdit>["change"];

/** What one item was before, and the revision the edit left it at: only an item still at that revision is taken back. */
export interface ItemBefore {
  readonly itemId: string;
  readonly revision: number;
  readonly stageId: string;
  readonly rank: string;
  readonly archived: boolean;
  readonly fields: Change;
}

/**
 * Applies one change to many items in their id's order (so that two bulk edits never wait for each other in a circle), all
 * or none.
 * @returns what each was before, and how many moves became offers.
 * @throws Refusal of the first item that cannot be changed, naming it.
 */
export async function applyBulkChange(
  tx: Write,
  actor: Actor,
  itemIds: readonly string[],
  change: BulkChange,
  now: Date,
  newId: () => string,
): Promise<{ before: ItemBefore[]; offered: number }> {
  const before: ItemBefore[] = [];
  let offered = 0;
  for (const itemId of [...new Set(itemIds)].toSorted()) {
    const item = await lockItem(tx, actor, itemId);
    try {
      const was = stateOf(item, change);
      if ((await applyToOne(tx, actor, item, change, now, newId)) === "offered") offered += 1;
      const { revision } = await tx.db
        .selectFrom("items")
        .select("revision")
        .where("organization_id", "=", tx.organizationId)
        .where("item_id", "=", itemId)
        .executeTakeFirstOrThrow();
      if (revision !== item.revision) before.push({ ...was, revision });
    } catch (error) {
      if (error instanceof Refusal)
        throw new Refusal(error.code, {
          ...error.more,
          detail: `${item.key}: ${error.more.detail ?? error.code}`,
          facts: { ...error.more.facts, itemId, key: item.key },
        });
      throw error;
    }
  }
  return { before, offered };
}

async function applyToOne(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  change: BulkChange,
  now: Date,
  newId: () => string,
): Promise<"moved" | "offered" | "unchanged" | null> {
  if (change.archived !== true && item.archived_at !== null && change.archived === undefined)
    throw new Refusal("item_archived", "archived; restore it first");
  if (change.archived === false && item.archived_at !== null) await restore(tx, actor, item, now);
  const fields = fieldsOf(item, change);
  if (Object.keys(fields).length > 0) await changeItem(tx, actor, item, fields, now);
  const moved =
    change.stageId === undefined
      ? null
      : await moveItem(tx, actor, { ...item, archived_at: null }, { stageId: change.stageId }, now, newId);
  if (change.archived === true && item.archived_at === null) {
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
  return moved;
}

export async function restore(tx: Write, actor: Actor, item: LoadedItem, now: Date): Promise<void> {
  const { stage } = await claimPlace(tx, item.stage_id, item.item_id);
  await touch(tx, item, { archived_at: null, rank: await rankInStage(tx, stage, item.item_id, undefined) }, now);
  tx.record({
    name: "item.restored",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: { stage: item.stage_id },
  });
}

function fieldsOf(item: LoadedItem, change: BulkChange): Change {
  const labels = new Set(item.label_ids);
  for (const id of change.addLabelIds ?? []) labels.add(id);
  for (const id of change.removeLabelIds ?? []) labels.delete(id);
  return {
    ...(change.ownerId === undefined ? {} : { ownerId: change.ownerId }),
    ...(change.classOfService === undefined ? {} : { classOfService: change.classOfService }),
    ...(change.dueOn === undefined ? {} : { dueOn: change.dueOn }),
    ...(change.kind === undefined ? {} : { kind: change.kind }),
    ...(change.value === undefined ? {} : { value: change.value }),
    ...(change.addLabelIds || change.removeLabelIds ? { labelIds: [...labels] } : {}),
  };
}

/** Only what the change touches is kept to be taken back. */
function stateOf(item: LoadedItem, change: BulkChange): ItemBefore {
  return {
    itemId: item.item_id,
    revision: item.revision,
    stageId: item.stage_id,
    rank: item.rank,
    archived: item.archived_at !== null,
    fields: {
      ...(change.ownerId === undefined ? {} : { ownerId: item.owner_id }),
      ...(change.classOfService === undefined ? {} : { classOfService: item.class_of_service }),
      ...(change.dueOn === undefined ? {} : { dueOn: item.due_on }),
      ...(change.kind === undefined ? {} : { kind: item.kind }),
      ...(change.value === undefined ? {} : { value: item.value }),
      ...(change.addLabelIds || change.removeLabelIds ? { labelIds: item.label_ids } : {}),
    },
  };
}
