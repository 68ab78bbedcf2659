import type { RequestDetail } from "@throughline/contract/requests";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import { readCalendars } from "../calendars/team-calendar.ts";
import type { Read } from "../db/transaction.ts";
import { findDuplicates } from "./duplicates.ts";
import { loadRequest } from "./load.ts";
import { presentRequest } from "./rows.ts";

/** A request whole: what was asked and answered, what became of it, what it may duplicate. */
export async function readDetail(tx: Read, actor: Actor, requestId: string, now: Date): Promise<RequestDetail> {
  const request = await loadRequest(tx, actor, requestId);
  return {
    ...presentRequest(request, await readCalendars(tx, [request.team_id], now)),
    details: request.details,
    requesterEmail: request.requester_email,
    answers: request.answers as RequestDetail["answers"],
    reason: request.reason,
    mergedInto: request.merged_into_id === null ? null : await readTarget(tx, request.merged_into_id),
    item: request.item_id === null ? null : await readItem(tx, actor, request.item_id),
    messages: await readMessages(tx, requestId, actor.role !== "guest"),
    possibleDuplicates: await findDuplicates(tx, actor, request),
  };
}

async function readTarget(tx: Read, requestId: string): Promise<RequestDetail["mergedInto"]> {
  const row = await tx.db
    .selectFrom("requests")
    .select(["request_id", "number", "title"])
    .where("organization_id", "=", tx.organizationId)
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow();
  return { requestId: row.request_id, number: row.number, title: row.title };
}

async function readItem(tx: Read, actor: Actor, itemId: string): Promise<RequestDetail["item"]> {
  const { rows } = await sql<{ itemId: string; key: string; title: string }>`
    select i.item_id as "itemId", i.key, i.title from items i
    where i.organization_id = ${tx.organizationId} and i.item_id = ${itemId} and ${visibleItems(actor)}`.execute(tx.db);
  return rows[0] ?? null;
}

/** The conversation, oldest first. Notes between teams only where `internal` is asked for. */
export async function readMessages(tx: Read, requestId: string, internal: boolean): Promise<RequestDetail["messages"]> {
  let query = tx.db
    .selectFrom("request_messages")
    .selectAll()
    .where("organization_id", "=", tx.organizationId)
    .where("request_id", "=", requestId)
    .orderBy("created_at")
    .orderBy("message_id");
  if (!internal) query = query.where("internal", "=", false);
  return (await query.execute()).map((row) => ({
    messageId: row.message_id,
    authorId: row.author_id,
    fromRequester: row.from_requester,
    internal: row.internal,
    body: row.body,
    createdAt: row.created_at.toISOString(),
  }));
}
