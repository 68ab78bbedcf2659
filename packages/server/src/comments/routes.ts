import type { Comment } from "@throughline/contract/comments";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Read, Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { Refusal } from "../http/refusal.ts";
import { loadItem } from "../items/load.ts";
import { mentionedPeople } from "./mentions.ts";

interface StoredComment {
  readonly comment_id: string;
  readonly item_id: string;
  readonly author_id: string | null;
  readonly body: string;
  readonly created_at: Date;
  readonly edited_at: Date | null;
  readonly revision: number;
}

const columns = sql`comment_id, item_id, author_id, body, created_at, edited_at, revision`;
const present = (row: StoredComment): Comment => ({
  commentId: row.comment_id,
  itemId: row.item_id,
  authorId: row.author_id,
  body: row.body,
  mentionIds: mentionedPeople(row.body),
  createdAt: row.created_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
  revision: row.revision,
});

export const commentHandlers: readonly Handler[] = [
  handle("listComments", async ({ input, tx, actor }) => {
    const item = await loadItem(tx, actor, input.item);
    const after = decodeCursor(input.after, ["string", "string"]);
    const { rows } = await sql<
      StoredComment & { cursor: string }
    >`select ${columns}, created_at::text as cursor from comments
      where organization_id = ${tx.organizationId} and item_id = ${item.item_id} and deleted_at is null
        ${after ? sql`and (created_at, comment_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by created_at, comment_id limit ${input.limit + 1}`.execute(tx.db);
    return pageOf(rows, input.limit, (row) => [row.cursor, row.comment_id], present);
  }),

  handle("createComment", async ({ input, tx, actor, now, newId }) => {
    const item = await loadItem(tx, actor, input.item);
    const commentId = newId();
    await tx.db
      .insertInto("comments")
      .values({
        organization_id: tx.organizationId,
        comment_id: commentId,
        item_id: item.item_id,
        author_id: actor.personId,
        body: input.body,
        created_at: now,
      })
      .execute();
    const mentioned = await mention(tx, commentId, item.item_id, input.body, now);
    tx.record({
      name: "item.commented",
      actorId: actor.personId,
      subjectId: commentId,
      itemId: item.item_id,
      occurredAt: now,
      data: { mentions: mentioned },
    });
    return present({
      comment_id: commentId,
      item_id: item.item_id,
      author_id: actor.personId,
      body: input.body,
      created_at: now,
      edited_at: null,
      revision: 1,
    });
  }),

  handle("changeComment", async ({ input, tx, actor, now, refuse }) => {
    const comment = await lockComment(tx, actor, input.commentId);
    if (comment.author_id !== actor.personId) refuse("not_allowed", "Only who wrote a comment edits it");
    if (comment.revision !== input.revision) refuse("stale", { current: present(comment) });
    await tx.db
      .updateTable("comments")
      .set({ body: input.body, edited_at: now, revision: comment.revision + 1 })
      .where("organization_id", "=", tx.organizationId)
      .where("comment_id", "=", input.commentId)
      .execute();
    const mentioned = await mention(tx, comment.comment_id, comment.item_id, input.body, now);
    tx.record({
      name: "comment.edited",
      actorId: actor.personId,
      subjectId: comment.comment_id,
      itemId: comment.item_id,
      occurredAt: now,
      data: { mentions: mentioned },
    });
    return present({ ...comment, body: input.body, edited_at: now, revision: comment.revision + 1 });
  }),

  handle("deleteComment", async ({ input, tx, actor, now, refuse }) => {
    const comment = await lockComment(tx, actor, input.commentId);
    if (comment.author_id !== actor.personId && actor.role !== "owner" && actor.role !== "admin")
      refuse("not_allowed", "Only who wrote a comment, or an owner or admin, deletes it");
    await tx.db
      .updateTable("comments")
      .set({ deleted_at: now })
      .where("organization_id", "=", tx.organizationId)
      .where("comment_id", "=", input.commentId)
      .execute();
    await tx.db
      .deleteFrom("mentions")
      .where("organization_id", "=", tx.organizationId)
      .where("comment_id", "=", input.commentId)
      .execute();
    tx.record({
      name: "comment.deleted",
      actorId: actor.personId,
      subjectId: comment.comment_id,
      itemId: comment.item_id,
      occurredAt: now,
    });
    return {};
  }),

  handle("seeMentions", async ({ input, tx, actor, now }) => {
    let query = tx.db
      .updateTable("mentions")
      .set({ seen_at: now })
      .where("organization_id", "=", tx.organizationId)
      .where("person_id", "=", actor.personId)
      .where("seen_at", "is", null);
    if (input.commentIds)
      query = query.where("comment_id", "in", input.commentIds.length > 0 ? input.commentIds : [actor.personId]);
    const { numUpdatedRows } = await query.executeTakeFirst();
    return { seen: Number(numUpdatedRows) };
  }),
];

/**
 * Notes who a comment mentions, each of them now also a watcher of the item.
 * @returns the people who can see the item and were mentioned.
 * @throws Refusal `unknown_reference` where one does not exist or has no access.
 */
async function mention(tx: Write, commentId: string, itemId: string, body: string, now: Date): Promise<string[]> {
  const ids = mentionedPeople(body);
  if (ids.length === 0) return [];
  const people = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "in", ids)
    .where("state", "=", "active")
    .execute();
  if (people.length < ids.length)
    throw new Refusal("unknown_reference", "A person mentioned does not exist or no longer has access");
  await sql`insert into mentions (organization_id, comment_id, person_id, created_at)
    select ${tx.organizationId}, ${commentId}, id, ${now} from unnest(${ids}::uuid[]) as id on conflict do nothing`.execute(
    tx.db,
  );
  await sql`insert into item_people (organization_id, item_id, person_id, part)
    select ${tx.organizationId}, ${itemId}, id, 'watcher' from unnest(${ids}::uuid[]) as id on conflict do nothing`.execute(
    tx.db,
  );
  return ids;
}

/** A comment on an item the actor may see. */
async function lockComment(tx: Write & Read, actor: Actor, commentId: string): Promise<StoredComment> {
  const { rows } = await sql<StoredComment>`select ${columns} from comments
    where organization_id = ${tx.organizationId} and comment_id = ${commentId} and deleted_at is null for no key update`.execute(
    tx.db,
  );
  const [comment] = rows;
  if (!comment) throw new Refusal("not_found", "There is no such comment");
  await loadItem(tx, actor, comment.item_id);
  return comment;
}
