import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { LoadedItem } from "../items/load.ts";
import { readStage } from "../items/stage-entry.ts";

/**
 * Puts a locked item ahead of its queue's policy, or takes that back (null). The reason is kept with the item and among its
 * revisions; the event says only that it changed.
 * @throws Refusal `item_archived`, `conflict` for an item that does not wait in a queue
 */
export async function overrideQueue(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  reason: string | null,
  now: Date,
): Promise<void> {
  if (item.archived_at !== null) throw new Refusal("item_archived", `${item.key} is archived; restore it first`);
  const stage = await readStage(tx, item.stage_id);
  if (reason !== null && stage.kind !== "queue")
    throw new Refusal(
      "conflict",
      `${item.key} is in ${stage.name}, which is not a queue: it has no place to be put ahead of`,
    );
  const { queue_override_reason: before } = await tx.db
    .selectFrom("items")
    .select("queue_override_reason")
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .executeTakeFirstOrThrow();
  if (reason === null && before === null) return;
  await tx.db
    .updateTable("items")
    .set((column) => ({
      queue_override_reason: reason,
      queue_override_by: reason === null ? null : actor.personId,
      queue_override_at: reason === null ? null : now,
      updated_at: now,
      revision: column("revision", "+", 1),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
  await tx.db
    .insertInto("item_revisions")
    .values({
      organization_id: tx.organizationId,
      item_id: item.item_id,
      revision: item.revision + 1,
      changed_by: actor.personId,
      changed_at: now,
      before: JSON.stringify({ queueOverride: before }),
      after: JSON.stringify({ queueOverride: reason }),
    })
    .execute();
  tx.record({
    name: "item.changed",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: { changed: ["queueOverride"], revision: item.revision + 1 },
  });
}
