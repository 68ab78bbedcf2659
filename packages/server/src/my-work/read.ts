import type { Output } from "@throughline/contract/endpoint";
import type { readMyWork as readMyWorkEndpoint } from "@throughline/contract/search";
import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";

type MyWork = Output<typeof readMyWorkEndpoint>;

const most = 500;
const mostOfEach = 200;

/** What waits for one person, each part at most a few hundred long. */
export async function readMyWork(tx: Read, actor: Actor): Promise<MyWork> {
  const me = actor.personId;
  return {
    owned: await openItems(tx, actor, sql`i.owner_id = ${me}`),
    contributing: await openItems(
      tx,
      actor,
      sql`i.owner_id is distinct from ${me} and i.item_id in (select ip.item_id from item_people ip
        where ip.organization_id = ${tx.organizationId} and ip.person_id = ${me} and ip.part = 'contributor')`,
    ),
    offers: await offers(tx, me),
    mentions: await mentions(tx, actor),
    triage: await triage(tx, me),
    requested: await openItems(tx, actor, sql`i.requester_id = ${me} and i.owner_id is distinct from ${me}`),
    asked: await asked(tx, me),
  };
}

/** Under way before queued, then by class of service, due day and age. */
async function openItems(tx: Read, actor: Actor, condition: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ item_id: string }>`
    select i.item_id from items i join stages s on s.organization_id = i.organization_id and s.stage_id = i.stage_id
    where i.organization_id = ${tx.organizationId} and i.finished_at is null and i.archived_at is null
      and ${condition} and ${visibleItems(actor)}
    order by s.kind <> 'active', array_position(array['expedite', 'fixed_date', 'standard', 'intangible'], i.class_of_service),
      i.due_on nulls last, i.created_at, i.item_id limit ${most}`.execute(tx.db);
  return rows.map((row) => row.item_id);
}

/** Offers to the teams I am in, longest waiting first. */
async function offers(tx: Read, me: string): Promise<MyWork["offers"]> {
  const rows = await tx.db
    .selectFrom("hand_offs as h")
    .innerJoin("team_members as m", (join) =>
      join.onRef("m.organization_id", "=", "h.organization_id").onRef("m.team_id", "=", "h.to_team_id"),
    )
    .innerJoin("items as i", (join) =>
      join.onRef("i.organization_id", "=", "h.organization_id").onRef("i.item_id", "=", "h.item_id"),
    )
    .select(["h.hand_off_id", "h.item_id", "h.from_team_id", "h.to_team_id", "h.to_stage_id", "h.offered_at"])
    .select(["h.offered_by", "h.note"])
    .where("h.organization_id", "=", tx.organizationId)
    .where("m.person_id", "=", me)
    .where("h.state", "=", "offered")
    .where("i.archived_at", "is", null)
    .orderBy("h.offered_at")
    .orderBy("h.hand_off_id")
    .limit(mostOfEach)
    .execute();
  return rows.map((row) => ({
    handOffId: row.hand_off_id,
    itemId: row.item_id,
    fromTeamId: row.from_team_id,
    toTeamId: row.to_team_id,
    toStageId: row.to_stage_id,
    offeredAt: row.offered_at.toISOString(),
    offeredBy: row.offered_by,
    note: row.note,
  }));
}

/** Mentions I have not seen yet, latest first. */
async function mentions(tx: Read, actor: Actor): Promise<MyWork["mentions"]> {
  const { rows } = await sql<{
    comment_id: string;
    item_id: string;
    author_id: string | null;
    created_at: Date;
    excerpt: string;
  }>`select c.comment_id, c.item_id, c.author_id, c.created_at, left(c.body, 300) as excerpt
    from mentions m join comments c on c.organization_id = m.organization_id and c.comment_id = m.comment_id
      join items i on i.organization_id = c.organization_id and i.item_id = c.item_id
    where m.organization_id = ${tx.organizationId} and m.person_id = ${actor.personId} and m.seen_at is null
      and c.deleted_at is null and i.archived_at is null and ${visibleItems(actor)}
    order by c.created_at desc, c.comment_id limit ${mostOfEach}`.execute(tx.db);
  return rows.map((row) => ({
    commentId: row.comment_id,
    itemId: row.item_id,
    authorId: row.author_id,
    createdAt: row.created_at.toISOString(),
    excerpt: row.excerpt,
  }));
}

/** The teams I am in that have new requests, whoever waits longest first. */
async function triage(tx: Read, me: string): Promise<MyWork["triage"]> {
  const { rows } = await sql<{ team_id: string; waiting: number; oldest_at: Date }>`
    select r.team_id, count(*)::int as waiting, min(r.created_at) as oldest_at
    from requests r join team_members m on m.organization_id = r.organization_id and m.team_id = r.team_id
    where r.organization_id = ${tx.organizationId} and m.person_id = ${me} and r.state = 'new'
    group by r.team_id order by min(r.created_at)`.execute(tx.db);
  return rows.map((row) => ({ teamId: row.team_id, waiting: row.waiting, oldestAt: row.oldest_at.toISOString() }));
}

/** My own requests about which I was asked something, longest waiting first. */
async function asked(tx: Read, me: string): Promise<MyWork["asked"]> {
  const { rows } = await sql<{ request_id: string; number: number; title: string; asked_at: Date; question: string }>`
    select r.request_id, r.number, r.title, r.asked_at, coalesce((select m.body from request_messages m
      where m.organization_id = r.organization_id and m.request_id = r.request_id and not m.from_requester and not m.internal
      order by m.created_at desc, m.message_id desc limit 1), '') as question
    from requests r where r.organization_id = ${tx.organizationId} and r.requester_id = ${me} and r.state = 'asked'
    order by r.asked_at, r.request_id limit ${mostOfEach}`.execute(tx.db);
  return rows.map((row) => ({
    requestId: row.request_id,
    number: row.number,
    title: row.title,
    askedAt: row.asked_at.toISOString(),
    question: row.question,
  }));
}
