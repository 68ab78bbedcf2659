import type { FastifyReply, FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Open } from "../db/transaction.ts";
import { readSessionCookie, sessionDays, setSessionCookie } from "../identity/cookie.ts";
import { deviceName } from "../identity/device-name.ts";
import { hashSecret, newSecret } from "../identity/secrets.ts";

const sessionsPerAccount = 100;

export interface SessionRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * Opens a session under a new secret, whatever cookie the request came with; the session that cookie was for ends. The
 * cookie is set once the transaction is committed. An account's oldest sessions end past a hundred.
 */
export async function openSession(
  tx: Open,
  accountId: string,
  { request, reply, now, newId }: SessionRequest,
): Promise<void> {
  await endPresentedSession(tx, request);
  await sql`delete from sessions where account_id = ${accountId} and (expires_at <= ${now} or session_id in (
    select session_id from sessions where account_id = ${accountId} order by last_seen_at desc offset ${sessionsPerAccount - 1}))`.execute(
    tx.db,
  );
  const secret = newSecret();
  await tx.db
    .insertInto("sessions")
    .values({
      session_id: newId(),
      account_id: accountId,
      token_hash: hashSecret(secret),
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionDays * 86_400_000),
      device: deviceName(request.headers["user-agent"]),
      address: request.ip,
    })
    .execute();
  tx.afterCommit(() => setSessionCookie(request, reply, secret));
}

export async function endPresentedSession(tx: Open, request: FastifyRequest): Promise<void> {
  const presented = readSessionCookie(request);
  if (presented !== null) await tx.db.deleteFrom("sessions").where("token_hash", "=", hashSecret(presented)).execute();
}
