import type { Output } from "@throughline/contract/endpoint";
import type { readTracking } from "@throughline/contract/requests";
import { stateAfter } from "@throughline/domain/intake/triage";
import { sql } from "kysely";
import type { Open, Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { readScopedSecret } from "../identity/secrets.ts";
import { readMessages } from "./detail.ts";
import type { LoadedRequest } from "./load.ts";
import { fromRequests, requestColumns } from "./rows.ts";
import { addMessage, countMessages, messagesKept, saveTriage } from "./save.ts";

type Tracked = Output<typeof readTracking>;

/**
 * Goes into the organization a private link names and finds the request it belongs to.
 * @param lock its row, for an answer
 * @throws Refusal `not_found`
 */
export async function enterTracking(tx: Open, tracking: string, lock: boolean): Promise<LoadedRequest> {
  const secret = readScopedSecret("tr", tracking);
  if (secret) {
    await tx.enter({ organizationId: secret.organizationId });
    const { rows } = await sql<LoadedRequest>`
      select ${requestColumns}, r.details, r.answers, r.requester_email, r.reason, r.merged_into_id from ${fromRequests}
      where r.organization_id = ${secret.organizationId} and r.tracking_hash = ${secret.hash}
      ${lock ? sql`for no key update of r` : sql``}`.execute(tx.db);
    if (rows[0]) return rows[0];
  }
  throw new Refusal("not_found", "This link leads to no request; use the one from our mail, whole");
}

/** A request as whoever sent it follows it: no names of people inside, no notes between teams. */
export async function presentTracked(tx: Read, requestId: string): Promise<Tracked> {
  const { rows } = await sql<{
    organization: string;
    team: string;
    number: number;
    title: string;
    details: string;
    state: Tracked["state"];
    stage: string | null;
    stage_kind: Tracked["stageKind"];
    reason: string;
    created_at: Date;
    decided_at: Date | null;
  }>`
    select o.name as organization, t.name as team, r.number, r.title, r.details, r.state, s.name as stage, s.kind as stage_kind,
      coalesce(nullif(r.reason, ''), m.reason, '') as reason, r.created_at, r.decided_at
    from requests r
      join organizations o on o.organization_id = r.organization_id
      join teams t on t.organization_id = r.organization_id and t.team_id = r.team_id
      left join requests m on m.organization_id = r.organization_id and m.request_id = r.merged_into_id
      left join items i on i.organization_id = r.organization_id and i.item_id = r.item_id and i.archived_at is null
      left join stages s on s.organization_id = i.organization_id and s.stage_id = i.stage_id
    where r.organization_id = ${tx.organizationId} and r.request_id = ${requestId}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error(`Request ${requestId} vanished within its transaction`);
  return {
    organization: row.organization,
    team: row.team,
    number: row.number,
    title: row.title,
    details: row.details,
    state: row.state,
    stage: row.stage,
    stageKind: row.stage_kind,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    messages: (await readMessages(tx, requestId, false)).map(({ fromRequester, body, createdAt }) => ({
      fromRequester,
      body,
      createdAt,
    })),
  };
}

/**
 * Adds what a requester says; a request that waited for it goes on, its clock too.
 * @param authorId null: by the private link
 * @throws Refusal `already_decided`, `too_many_requests` past 200 messages
 */
export async function answer(
  tx: Open,
  request: LoadedRequest,
  message: {
    readonly messageId: string;
    readonly authorId: string | null;
    readonly fromRequester: boolean;
    readonly body: string;
  },
  now: Date,
): Promise<void> {
  const next = stateAfter(request.state, "answer");
  if (next === null)
    throw new Refusal("already_decided", `Request ${request.number} was ${request.state} already; send a new one`);
  if ((await countMessages(tx, request.request_id)) >= messagesKept)
    throw new Refusal(
      "too_many_requests",
      `Request ${request.number} holds ${messagesKept} messages, which is all it can; the team has to decide now`,
    );
  await addMessage(tx, request, message, now);
  await saveTriage(
    tx,
    message.authorId,
    request,
    next,
    {},
    { name: "request.answered", data: { fromRequester: message.fromRequester } },
    now,
  );
}
