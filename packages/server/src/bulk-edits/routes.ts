import { handle, type Handler } from "../http/handler.ts";
import { applyBulkChange, type ItemBefore } from "./apply.ts";
import { undoBulkEdit } from "./undo.ts";

export const bulkEditHandlers: readonly Handler[] = [
  handle("createBulkEdit", async ({ input, tx, actor, now, newId }) => {
    const { before, offered } = await applyBulkChange(tx, actor, input.itemIds, input.change, now, newId);
    const bulkEditId = newId();
    await tx.db
      .insertInto("bulk_edits")
      .values({
        organization_id: tx.organizationId,
        bulk_edit_id: bulkEditId,
        person_id: actor.personId,
        made_at: now,
        before: JSON.stringify(before),
      })
      .execute();
    tx.record({
      name: "bulk_edit.made",
      actorId: actor.personId,
      subjectId: bulkEditId,
      occurredAt: now,
      data: { items: before.length, changed: Object.keys(input.change) },
    });
    return { bulkEditId, changed: before.length, offered };
  }),

  handle("undoBulkEdit", async ({ input, tx, actor, now, refuse }) => {
    const edit = await tx.db
      .selectFrom("bulk_edits")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("bulk_edit_id", "=", input.bulkEditId)
      .where("person_id", "=", actor.personId)
      .forUpdate()
      .executeTakeFirst();
    if (!edit) return refuse("not_found", "There is no such bulk edit of yours");
    if (edit.undone_at !== null) refuse("nothing_to_undo", "This was taken back already");
    const result = await undoBulkEdit(tx, actor, edit.before as ItemBefore[], now);
    await tx.db
      .updateTable("bulk_edits")
      .set({ undone_at: now })
      .where("organization_id", "=", tx.organizationId)
      .where("bulk_edit_id", "=", input.bulkEditId)
      .execute();
    tx.record({
      name: "bulk_edit.undone",
      actorId: actor.personId,
      subjectId: input.bulkEditId,
      occurredAt: now,
      data: { restored: result.restored, leftAlone: result.leftAlone.length },
    });
    return result;
  }),
];
