import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import type { LoadedItem } from "./load.ts";

/** Marks a locked item as unable to go on. */
export async function blockItem(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  why: { readonly reason: string; readonly waitingFor: string },
  now: Date,
  blockId: string,
): Promise<void> {
  await tx.db
    .insertInto("blocks")
    .values({
      organization_id: tx.organizationId,
      block_id: blockId,
      item_id: item.item_id,
      reason: why.reason,
      waiting_for: why.waitingFor,
      started_at: now,
      started_by: actor.personId,
    })
    .execute();
  await touch(tx, item, { blocked_since: now }, now);
  tx.record({
    name: "item.blocked",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: { block: blockId },
  });
}

/** Ends the open block of a locked item. */
export async function unblockItem(tx: Write, actor: Actor, item: LoadedItem, now: Date): Promise<void> {
  const block = await tx.db
    .updateTable("blocks")
    .set({ ended_at: now, ended_by: actor.personId })
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .where("ended_at", "is", null)
    .returning("block_id")
    .executeTakeFirstOrThrow();
  await touch(tx, item, { blocked_since: null }, now);
  tx.record({
    name: "item.unblocked",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: { block: block.block_id },
  });
}

/** Writes a column or two of an item with its next revision. */
export async function touch(
  tx: Write,
  item: Pick<LoadedItem, "item_id">,
  set: { readonly blocked_since?: Date | null; readonly archived_at?: Date | null; readonly rank?: string },
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable("items")
    .set((column) => ({ ...set, updated_at: now, revision: column("revision", "+", 1) }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
}
