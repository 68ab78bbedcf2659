import { sql } from "kysely";
import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { blockItem, touch, unblockItem } from "./block.ts";
import { readBoard } from "./board.ts";
import { changeItem } from "./change.ts";
import { createItem } from "./create.ts";
import { presentDetail } from "./detail.ts";
import { presentHistory, readHistory } from "./history.ts";
import { linkItems } from "./link.ts";
import { listIds, listPage } from "./list.ts";
import { loadItem, lockItem } from "./load.ts";
import { moveItem, rank } from "./move.ts";
import { presentRow, readRow, selectRows } from "./rows.ts";
import { claimPlace, rankInStage, readStage } from "./stage-entry.ts";

export const itemHandlers: readonly Handler[] = [
  handle("createItem", async ({ input, tx, actor, now, newId }) => {
    const itemId = input.itemId ?? newId();
    await createItem(tx, actor.personId, { ...input, itemId, origin: actor.via === "key" ? "api" : "hand" }, now);
    return presentDetail(tx, actor, await loadItem(tx, actor, itemId));
  }),

  handle("listItems", async ({ input: { after, limit, sort, descending, ...filter }, tx, actor }) => {
    const rows = await listPage(tx, actor, filter, { sort, descending }, after, limit);
    return pageOf(rows, limit, (row) => [row.cursor, row.item_id], presentRow);
  }),

  handle("listItemIds", async ({ input: { group, sort, descending, ...filter }, tx, actor }) =>
    listIds(tx, actor, filter, { sort, descending }, group),
  ),

  handle("readItemRows", async ({ input, tx, actor }) => {
    const rows = await selectRows(tx, actor, sql`i.item_id = any(${input.ids}::uuid[])`);
    return { rows: rows.map(presentRow) };
  }),

  handle("readItem", async ({ input, tx, actor }) => presentDetail(tx, actor, await loadItem(tx, actor, input.item))),

  handle("changeItem", async ({ input: { item: reference, revision, ...change }, tx, actor, now, refuse }) => {
    const item = await lockItem(tx, actor, reference, revision);
    if (item.archived_at !== null) refuse("item_archived", `${item.key} is archived; restore it first`);
    await changeItem(tx, actor, item, change, now);
    return presentDetail(tx, actor, await loadItem(tx, actor, item.item_id));
  }),

  handle("moveItem", async ({ input, tx, actor, now, newId }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    const outcome = await moveItem(tx, actor, item, input, now, newId);
    return { outcome, item: await readRow(tx, actor, item.item_id) };
  }),

  handle("rankItem", async ({ input, tx, actor, now, refuse }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    if (item.archived_at !== null) refuse("item_archived", `${item.key} is archived; restore it first`);
    await rank(tx, actor, item, await readStage(tx, item.stage_id), input.afterItemId, now);
    return readRow(tx, actor, item.item_id);
  }),

  handle("blockItem", async ({ input, tx, actor, now, newId, refuse }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    if (item.archived_at !== null) refuse("item_archived", `${item.key} is archived; restore it first`);
    if (item.blocked_since !== null)
      refuse("already_blocked", `${item.key} is blocked already: ${item.block_reason ?? ""}`);
    await blockItem(tx, actor, item, input, now, newId());
    return presentDetail(tx, actor, await loadItem(tx, actor, item.item_id));
  }),

  handle("unblockItem", async ({ input, tx, actor, now, refuse }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    if (item.blocked_since === null) refuse("not_blocked");
    await unblockItem(tx, actor, item, now);
    return presentDetail(tx, actor, await loadItem(tx, actor, item.item_id));
  }),

  handle("archiveItem", async ({ input, tx, actor, now, refuse }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    if (item.archived_at !== null) refuse("item_archived", `${item.key} is archived already`);
    await touch(tx, item, { archived_at: now }, now);
    tx.record({
      name: "item.archived",
      actorId: actor.personId,
      subjectId: item.item_id,
      itemId: item.item_id,
      occurredAt: now,
      data: { stage: item.stage_id },
    });
    return readRow(tx, actor, item.item_id);
  }),

  handle("restoreItem", async ({ input, tx, actor, now, refuse }) => {
    const item = await lockItem(tx, actor, input.item, input.revision);
    if (item.archived_at === null) refuse("conflict", `${item.key} is not archived`);
    const { stage, overLimit } = await claimPlace(tx, item.stage_id, item.item_id);
    if (stage.retired)
      refuse(
        "conflict",
        `${stage.name}, the stage it was in, is gone from the workflow; move it after restoring is not possible yet: edit the workflow to bring the stage back`,
      );
    await touch(tx, item, { archived_at: null, rank: await rankInStage(tx, stage, item.item_id, undefined) }, now);
    tx.record({
      name: "item.restored",
      actorId: actor.personId,
      subjectId: item.item_id,
      itemId: item.item_id,
      occurredAt: now,
      data: { stage: item.stage_id, ...(overLimit ? { overLimit } : {}) },
    });
    return readRow(tx, actor, item.item_id);
  }),

  handle("linkItem", async ({ input, tx, actor, now, newId }) => {
    const from = await loadItem(tx, actor, input.item);
    const to = await loadItem(tx, actor, input.toItem);
    await linkItems(tx, actor, from, to, input.kind, now, newId());
    return presentDetail(tx, actor, from);
  }),

  handle("unlinkItem", async ({ input, tx, actor, now, refuse }) => {
    const item = await loadItem(tx, actor, input.item);
    const removed = await tx.db
      .deleteFrom("item_links")
      .where("organization_id", "=", tx.organizationId)
      .where("link_id", "=", input.linkId)
      .where((or) => or.or([or("from_item_id", "=", item.item_id), or("to_item_id", "=", item.item_id)]))
      .returning(["kind", "to_item_id", "from_item_id"])
      .executeTakeFirst();
    if (!removed) return refuse("not_found", "There is no such link");
    tx.record({
      name: "item.unlinked",
      actorId: actor.personId,
      subjectId: removed.from_item_id,
      itemId: removed.from_item_id,
      occurredAt: now,
      data: { link: input.linkId, kind: removed.kind, to: removed.to_item_id },
    });
    return {};
  }),

  handle("readItemHistory", async ({ input, tx, actor }) => {
    const item = await loadItem(tx, actor, input.item);
    const before = decodeCursor(input.after, ["number"]);
    const rows = await readHistory(tx, item.item_id, before && Number(before[0]), input.limit + 1);
    return pageOf(rows, input.limit, (row) => [row.number], presentHistory);
  }),

  handle("readBoard", async ({ input: { workflowId, most, ...filter }, tx, actor, now, refuse }) => {
    const workflow = await tx.db
      .selectFrom("workflows")
      .select("workflow_id")
      .where("organization_id", "=", tx.organizationId)
      .where("workflow_id", "=", workflowId)
      .executeTakeFirst();
    if (!workflow) refuse("not_found", "There is no such workflow");
    return readBoard(tx, actor, workflowId, filter, most, now);
  }),
];
