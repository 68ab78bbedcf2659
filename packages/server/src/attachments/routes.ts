import type { Attachment } from "@throughline/contract/attachments";
import { basename } from "node:path";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { loadItem } from "../items/load.ts";
import { attachmentPath, keepFile, openFile, removeFile } from "./attachment-files.ts";
import { shownInline, sniffMediaType } from "./media-type.ts";

interface StoredAttachment {
  readonly attachment_id: string;
  readonly item_id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
  readonly added_by: string | null;
  readonly added_at: Date;
}

const present = (row: StoredAttachment): Attachment => ({
  attachmentId: row.attachment_id,
  itemId: row.item_id,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  addedBy: row.added_by,
  addedAt: row.added_at.toISOString(),
});

export const attachmentHandlers: readonly Handler[] = [
  handle("listAttachments", async ({ input, tx, actor }) => {
    const item = await loadItem(tx, actor, input.item);
    const rows = await tx.db
      .selectFrom("attachments")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("item_id", "=", item.item_id)
      .where("deleted_at", "is", null)
      .orderBy("added_at")
      .orderBy("attachment_id")
      .limit(1000)
      .execute();
    return { rows: rows.map(present) };
  }),

  handle("addAttachment", async ({ input, tx, actor, now, newId, files, means, refuse }) => {
    const item = await loadItem(tx, actor, input.item);
    if (item.archived_at !== null) refuse("item_archived", `${item.key} is archived; restore it first`);
    if (files.length === 0) throw new Refusal("invalid_input", { fields: { file: "Choose a file" } });
    const rows: Attachment[] = [];
    for (const file of files) {
      const attachmentId = newId();
      const row = {
        organization_id: tx.organizationId,
        attachment_id: attachmentId,
        item_id: item.item_id,
        name: cleanName(file.name),
        media_type: await sniffMediaType(file.path),
        size: file.size,
        sha256: file.sha256,
        added_by: actor.personId,
        added_at: now,
      };
      // The bytes are in their place before the row says so; a transaction that fails leaves a file nobody names.
      await keepFile(file.path, attachmentPath(means.dataFolder, tx.organizationId, attachmentId));
      await tx.db.insertInto("attachments").values(row).execute();
      tx.record({
        name: "attachment.added",
        actorId: actor.personId,
        subjectId: attachmentId,
        itemId: item.item_id,
        occurredAt: now,
        data: { size: file.size, mediaType: row.media_type },
      });
      rows.push(present(row));
    }
    return { rows };
  }),

  handle("readAttachment", async ({ input, tx, actor, means, refuse }) => {
    const row = await tx.db
      .selectFrom("attachments")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("attachment_id", "=", input.attachmentId)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    if (!row) return refuse("not_found", "There is no such file");
    await loadItem(tx, actor, row.item_id);
    const content = await openFile(attachmentPath(means.dataFolder, tx.organizationId, row.attachment_id));
    if (!content) return refuse("not_found", `The bytes of ${row.name} are no longer on the disk`);
    return {
      content,
      mediaType: row.media_type === "text/plain" ? "text/plain; charset=utf-8" : row.media_type,
      name: row.name,
      size: row.size,
      inline: shownInline.has(row.media_type),
    };
  }),

  handle("deleteAttachment", async ({ input, tx, actor, now, means, refuse }) => {
    const row = await tx.db
      .selectFrom("attachments")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("attachment_id", "=", input.attachmentId)
      .where("deleted_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return refuse("not_found", "There is no such file");
    await loadItem(tx, actor, row.item_id);
    if (row.added_by !== actor.personId && actor.role !== "owner" && actor.role !== "admin")
      refuse("not_allowed", "Only who attached a file, or an owner or admin, removes it");
    await tx.db
      .updateTable("attachments")
      .set({ deleted_at: now })
      .where("organization_id", "=", tx.organizationId)
      .where("attachment_id", "=", input.attachmentId)
      .execute();
    tx.record({
      name: "attachment.deleted",
      actorId: actor.personId,
      subjectId: row.attachment_id,
      itemId: row.item_id,
      occurredAt: now,
    });
    const path = attachmentPath(means.dataFolder, tx.organizationId, row.attachment_id);
    tx.afterCommit(
      () =>
        void removeFile(path).catch((error: unknown) =>
          means.log.warn({ err: error }, "an attachment's bytes could not be removed"),
        ),
    );
    return {};
  }),
];

/**
 * The last part of what the browser sent, without what a file system or a header would stumble on, and without marks that
 * are not seen or turn the direction of writing, by which one ending passes for another.
 */
function cleanName(name: string): string {
  const cleaned = basename(name.toWellFormed().replaceAll("\\", "/"))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  return Array.from(cleaned).slice(0, 255).join("") || "file";
}
