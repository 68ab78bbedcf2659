import type { DemoHistory, ToldItem } from "@throughline/domain/simulation/demo/told";
import { ranksAfter } from "@throughline/domain/priority/rank";
import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";
import { insertRows, instant, maybeInstant } from "./insert-rows.ts";

/** Writes requests, items and all that belongs to them, table by table, and records what happened in its order. */
export async function writeHistory(tx: Write, told: DemoHistory): Promise<void> {
  await insertRows(tx, "items", itemRows(told.items));
  await insertRows(tx, "requests", requestRows(told));
  await sql`insert into request_counters (organization_id, last_number) values (${tx.organizationId}, ${told.requests.length})`.execute(
    tx.db,
  );
  for (const [table, rows] of Object.entries(belongings(told)) as [keyof ReturnType<typeof belongings>, Rows][])
    await insertRows(tx, table, rows);
  const texts = told.items.map(({ itemId, key, title, description }) => ({
    id: itemId,
    heading: `${key} ${title}`,
    description,
  }));
  await sql`select index_search_text('item', t.id, t.heading, t.description)
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as t (id uuid, heading text, description text)`.execute(
    tx.db,
  );
  for (const { occurredAt, ...event } of told.events) tx.record({ ...event, occurredAt: new Date(occurredAt) });
}

type Rows = Parameters<typeof insertRows>[2];

/** Open items are ranked within their stage as they came in or were put; what is done or put away has no place to keep. */
function itemRows(items: readonly ToldItem[]): Rows {
  const standing = items.filter((item) => item.finishedAt === null && item.archivedAt === null);
  const inOrder = standing.toSorted((a, b) => a.place - b.place);
  const ranks = ranksAfter(null, inOrder.length);
  const rankOf = new Map(inOrder.map((item, at) => [item, ranks[at]]));
  const rows = items.map((item) => ({
    item_id: item.itemId,
    key: item.key,
    title: item.title,
    description: item.description,
    kind: item.kind,
    workflow_id: item.workflow.workflowId,
    stage_id: item.stage.stageId,
    team_id: item.stage.teamId,
    owner_id: item.ownerId,
    requester_id: item.requesterId,
    parent_id: item.parentId,
    class_of_service: item.classOfService,
    value: item.value,
    effort_low: item.effortLow,
    effort_high: item.effortHigh,
    due_on: item.dueOn,
    rank: rankOf.get(item) ?? "V",
    checklist: item.checklist,
    fields: item.fields,
    blocked_since: maybeInstant(item.blockedSince),
    origin: item.origin,
    origin_id: item.originId,
    created_at: instant(item.createdAt),
    updated_at: instant(item.updatedAt),
    stage_entered_at: instant(item.stageEnteredAt),
    started_at: maybeInstant(item.startedAt),
    finished_at: maybeInstant(item.finishedAt),
    archived_at: maybeInstant(item.archivedAt),
    queue_override_reason: item.override?.reason ?? null,
    queue_override_by: item.override?.by ?? null,
    queue_override_at: maybeInstant(item.override?.at ?? null),
    revision: item.revision,
  }));
  return rows;
}

/** What is merged comes after what it was merged into, as one statement checks its keys at its end anyway. */
const requestRows = ({ requests }: DemoHistory): Rows =>
  requests.map((request) => ({
    request_id: request.requestId,
    number: request.number,
    channel_id: request.channelId,
    team_id: request.teamId,
    title: request.title,
    details: request.details,
    answers: request.answers,
    requester_id: request.requesterId,
    requester_name: request.requesterName,
    // Nobody is behind these: without an address no decision is ever mailed to a stranger.
    requester_email: "",
    state: request.state,
    reason: request.reason,
    item_id: request.itemId,
    merged_into_id: request.mergedIntoId,
    created_at: instant(request.createdAt),
    first_response_at: maybeInstant(request.firstResponseAt),
    asked_at: maybeInstant(request.askedAt),
    paused_ms: Math.round(request.paused),
    decided_at: maybeInstant(request.decidedAt),
    decided_by: request.decidedBy,
    revision: request.revision,
  }));

/** What hangs on items and requests, by table, in an order that finds what it refers to. */
const belongings = (told: DemoHistory) =>
  ({
    item_revisions: told.revisions.map(({ itemId, revision, changedBy, changedAt, before, after }) => ({
      item_id: itemId,
      revision,
      changed_by: changedBy,
      changed_at: instant(changedAt),
      before,
      after,
    })),
    item_people: told.items.flatMap((item) => [
      ...item.contributorIds.map((personId) => ({ item_id: item.itemId, person_id: personId, part: "contributor" })),
      ...item.watcherIds.map((personId) => ({ item_id: item.itemId, person_id: personId, part: "watcher" })),
    ]),
    item_labels: told.items.flatMap((item) =>
      item.labelIds.map((labelId) => ({ item_id: item.itemId, label_id: labelId })),
    ),
    item_links: told.links.map((link) => ({
      link_id: link.linkId,
      from_item_id: link.fromItemId,
      to_item_id: link.toItemId,
      kind: link.kind,
      created_by: link.createdBy,
      created_at: instant(link.createdAt),
    })),
    blocks: told.blocks.map((block) => ({
      block_id: block.blockId,
      item_id: block.itemId,
      reason: block.reason,
      waiting_for: block.waitingFor,
      started_at: instant(block.startedAt),
      started_by: block.startedBy,
      ended_at: maybeInstant(block.endedAt),
      ended_by: block.endedBy,
    })),
    comments: told.comments.map((comment) => ({
      comment_id: comment.commentId,
      item_id: comment.itemId,
      author_id: comment.authorId,
      body: comment.body,
      created_at: instant(comment.createdAt),
      revision: 1,
    })),
    mentions: told.comments.flatMap(({ commentId, mentions, createdAt }) =>
      mentions.map((personId) => ({ comment_id: commentId, person_id: personId, created_at: instant(createdAt) })),
    ),
    request_messages: told.messages.map((message) => ({
      message_id: message.messageId,
      request_id: message.requestId,
      author_id: message.authorId,
      from_requester: message.fromRequester,
      internal: message.internal,
      body: message.body,
      created_at: instant(message.createdAt),
    })),
    hand_offs: told.handOffs.map((handOff) => ({
      hand_off_id: handOff.handOffId,
      item_id: handOff.item.itemId,
      from_stage_id: handOff.from.stageId,
      to_stage_id: handOff.to.stageId,
      from_team_id: handOff.from.teamId,
      to_team_id: handOff.to.teamId,
      note: handOff.note,
      state: handOff.state,
      reason: handOff.reason,
      offered_by: handOff.offeredBy,
      offered_at: instant(handOff.offeredAt),
      expires_at: instant(handOff.expiresAt),
      decided_by: handOff.decidedBy,
      decided_at: maybeInstant(handOff.decidedAt),
      revision: handOff.decidedAt === null ? 1 : 2,
    })),
  }) satisfies Record<string, Rows>;
