import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Open } from "../db/transaction.ts";
import { Refusal } from "./refusal.ts";

export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

/** Who the key belongs to: an actor within the organization, or an account outside any. */
export type KeyOwner = { readonly actor: string } | { readonly account: string };

export const hashRequest = (method: string, path: string, input: unknown): Buffer =>
  createHash("sha256")
    .update(`${method} ${path}\n${JSON.stringify(input)}`)
    .digest();

/** Keys are kept hashed: whoever reads the table can neither repeat a request nor open a sealed answer. */
const storedKey = (key: string): string => createHash("sha256").update(key).digest("base64url");

const sealingKey = (key: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", "throughline answer", 32));

/** Only who holds the idempotency key can read it again: AES-256-GCM under a key made from it. */
function seal(key: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(key), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

function unseal(key: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(key), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/**
 * Claims an idempotency key in the request's own transaction: a second request with the same key waits for the first to
 * commit and then gets its answer, byte for byte.
 * @returns the stored answer of an earlier request, or null: this is the first.
 * @throws Refusal `idempotency_mismatch` where the key was used for something else.
 */
export async function claimKey(
  tx: Open,
  owner: KeyOwner,
  key: string,
  requestHash: Buffer,
  now: Date,
  sealed = false,
): Promise<StoredAnswer | null> {
  const stored = storedKey(key);
  const claimed =
    "actor" in owner
      ? await sql`insert into idempotency (organization_id, principal, key, request_hash, created_at)
          values (${tx.organizationId}, ${owner.actor}, ${stored}, ${requestHash}, ${now}) on conflict do nothing`.execute(
          tx.db,
        )
      : await sql`insert into account_idempotency (account_id, key, request_hash, created_at)
          values (${owner.account}, ${stored}, ${requestHash}, ${now}) on conflict do nothing`.execute(tx.db);
  if (claimed.numAffectedRows === 1n) return null;
  const found =
    "actor" in owner
      ? await sql<Stored>`select request_hash, status, body from idempotency
          where organization_id = ${tx.organizationId} and principal = ${owner.actor} and key = ${stored}`.execute(
          tx.db,
        )
      : await sql<Stored>`select request_hash, status, body from account_idempotency where account_id = ${owner.account} and key = ${stored}`.execute(
          tx.db,
        );
  const row = found.rows[0];
  if (!row || row.status === null || row.body === null)
    throw new Refusal("busy", "The first request with this idempotency key has not finished");
  if (!row.request_hash.equals(requestHash))
    throw new Refusal("idempotency_mismatch", "Use a fresh idempotency key for a different request");
  return { status: row.status, body: sealed ? unseal(key, row.body) : row.body };
}

interface Stored {
  readonly request_hash: Buffer;
  readonly status: number | null;
  readonly body: string | null;
}

export async function keepAnswer(
  tx: Open,
  owner: KeyOwner,
  key: string,
  { status, body: text }: StoredAnswer,
  sealed = false,
): Promise<void> {
  const stored = storedKey(key);
  const body = sealed ? seal(key, text) : text;
  await ("actor" in owner
    ? sql`update idempotency set status = ${status}, body = ${body}
        where organization_id = ${tx.organizationId} and principal = ${owner.actor} and key = ${stored}`.execute(tx.db)
    : sql`update account_idempotency set status = ${status}, body = ${body} where account_id = ${owner.account} and key = ${stored}`.execute(
        tx.db,
      ));
}
