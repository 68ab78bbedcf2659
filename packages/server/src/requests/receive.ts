import type { Answered } from "@throughline/domain/intake/form-answers";
import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";

export interface NewRequest {
  readonly requestId: string;
  readonly channelId: string | null;
  readonly teamId: string;
  readonly title: string;
  readonly details: string;
  readonly answered: readonly Answered[];
  /** Who is known to have sent it; null: found by the email address, where it is a person's here. */
  readonly requesterId: string | null;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly trackingHash: Buffer | null;
}

/** Writes a request that entered, and records it. @returns its number, dense within the organization. */
export async function receiveRequest(
  tx: Write,
  request: NewRequest,
  actorId: string | null,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`insert into request_counters (organization_id, last_number)
    values (${tx.organizationId}, 1)
    on conflict (organization_id) do update set last_number = request_counters.last_number + 1 returning last_number`.execute(
    tx.db,
  );
  const number = rows[0]?.last_number ?? 0;
  await tx.db
    .insertInto("requests")
    .values({
      organization_id: tx.organizationId,
      request_id: request.requestId,
      number,
      channel_id: request.channelId,
      team_id: request.teamId,
      title: request.title,
      details: request.details,
      answers: JSON.stringify(request.answered),
      requester_id: request.requesterId ?? (await personOf(tx, request.requesterEmail)),
      requester_name: request.requesterName,
      requester_email: request.requesterEmail,
      tracking_hash: request.trackingHash,
      created_at: now,
    })
    .execute();
  tx.record({
    name: "request.received",
    actorId,
    subjectId: request.requestId,
    occurredAt: now,
    data: { team: request.teamId, number, ...(request.channelId === null ? {} : { channel: request.channelId }) },
  });
  return number;
}

/** The active person with this email address, by their record or their account; null where there is none. */
async function personOf(tx: Read, email: string): Promise<string | null> {
  if (email === "") return null;
  const { rows } = await sql<{ person_id: string }>`
    select p.person_id from people p left join accounts a on a.account_id = p.account_id
    where p.organization_id = ${tx.organizationId} and p.state = 'active' and p.kind = 'person'
      and (lower(p.email) = ${email} or a.email = ${email})
    order by a.email = ${email} desc nulls last, p.joined_at limit 1`.execute(tx.db);
  return rows[0]?.person_id ?? null;
}

/** The address mail to a person goes to; empty where none is known. */
export async function emailOf(tx: Read, personId: string): Promise<string> {
  const { rows } = await sql<{ email: string | null }>`
    select coalesce(a.email, lower(p.email)) as email from people p left join accounts a on a.account_id = p.account_id
    where p.organization_id = ${tx.organizationId} and p.person_id = ${personId}`.execute(tx.db);
  return rows[0]?.email ?? "";
}
