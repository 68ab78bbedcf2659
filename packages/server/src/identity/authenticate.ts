import { agentRole, type Role } from "@throughline/domain/access/can";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Account, Actor } from "../access/actor.ts";
import type { Open } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { readSessionCookie } from "./cookie.ts";
import { hashSecret, readScopedSecret, sameHash } from "./secrets.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const slug = /^[a-z0-9][a-z0-9-]{0,62}$/;

export interface Principal {
  readonly actor: Actor | null;
  readonly account: Account | null;
}

/** What a request says about who sends it, before anything is looked up. */
export interface Credentials {
  readonly key: { organizationId: string; hash: Buffer } | "malformed" | null;
  readonly sessionHash: Buffer | null;
  /** The organization it names, by id or slug. */
  readonly organization: string | null;
}

export function readCredentials(request: FastifyRequest): Credentials {
  const authorization = request.headers.authorization;
  const bearer = authorization?.startsWith("Bearer ") ? authorization.slice(7).trim() : null;
  const session = readSessionCookie(request);
  const header = request.headers["throughline-organization"];
  const query = (request.query as Record<string, unknown>)["organization"];
  const named = typeof header === "string" ? header : typeof query === "string" ? query : null;
  return {
    key:
      authorization === undefined ? null : ((bearer === null ? null : readScopedSecret("tl", bearer)) ?? "malformed"),
    sessionHash: session === null ? null : hashSecret(session),
    organization: named !== null && (uuid.test(named) || slug.test(named)) ? named : null,
  };
}

/** The organization to open the transaction for, where the credentials already say it. */
export const organizationOf = ({ key, organization }: Credentials): string | undefined =>
  key !== null && key !== "malformed"
    ? key.organizationId
    : organization !== null && uuid.test(organization)
      ? organization
      : undefined;

/**
 * Looks up who sends a request, inside its transaction, so that what was revoked a moment ago counts.
 * @throws Refusal `signed_out` for a key or session that is unknown, expired or revoked.
 */
export async function authenticate(tx: Open, credentials: Credentials, now: Date): Promise<Principal> {
  if (credentials.key === "malformed")
    throw new Refusal("signed_out", "The Authorization header does not hold a Throughline API key (Bearer tl_…)");
  if (credentials.key !== null) return { actor: await actorOfKey(tx, credentials.key.hash, now), account: null };
  if (credentials.sessionHash === null) return { actor: null, account: null };
  const row = (
    await sql<{
      session_id: string;
      account_id: string;
      account_name: string;
      email: string;
      time_zone: string;
      person_id: string | null;
      name: string | null;
      role: Role | null;
    }>`select s.session_id, s.account_id, a.name as account_name, a.email, a.time_zone, p.person_id, p.name, p.role
       from sessions s join accounts a on a.account_id = s.account_id
         left join people p on p.organization_id = current_organization() and p.account_id = s.account_id and p.state = 'active'
       where s.token_hash = ${credentials.sessionHash} and s.expires_at > ${now}`.execute(tx.db)
  ).rows[0];
  if (!row) return { actor: null, account: null };
  const account: Account = {
    accountId: row.account_id,
    sessionId: row.session_id,
    name: row.account_name,
    email: row.email,
    timeZone: row.time_zone,
  };
  if (row.person_id === null || row.role === null || row.name === null) return { actor: null, account };
  return {
    account,
    actor: {
      personId: row.person_id,
      kind: "person",
      name: row.name,
      role: row.role,
      accountId: row.account_id,
      via: "session",
      credentialId: row.session_id,
    },
  };
}

async function actorOfKey(tx: Open, hash: Buffer, now: Date): Promise<Actor> {
  const row = await tx.db
    .selectFrom("keys as k")
    .innerJoin("people as p", (join) =>
      join.onRef("p.organization_id", "=", "k.organization_id").onRef("p.person_id", "=", "k.person_id"),
    )
    .leftJoin("people as s", (join) =>
      join.onRef("s.organization_id", "=", "p.organization_id").onRef("s.person_id", "=", "p.sponsor_id"),
    )
    .select([
      "k.key_id",
      "k.secret_hash",
      "p.person_id",
      "p.kind",
      "p.name",
      "p.role",
      "p.state",
      "s.role as sponsor_role",
      "s.state as sponsor_state",
    ])
    .where("k.organization_id", "=", tx.organizationId)
    .where("k.secret_hash", "=", hash)
    .where("k.revoked_at", "is", null)
    .where((or) => or.or([or("k.expires_at", "is", null), or("k.expires_at", ">", now)]))
    .executeTakeFirst();
  const alive =
    row &&
    sameHash(row.secret_hash, hash) &&
    row.state === "active" &&
    (row.kind === "person" || row.sponsor_state === "active");
  if (!alive) throw new Refusal("signed_out", "This API key is unknown, expired or revoked");
  const role = row.kind === "agent" ? agentRole(row.sponsor_role ?? "guest") : row.role;
  return {
    personId: row.person_id,
    kind: row.kind,
    name: row.name,
    role,
    accountId: null,
    via: "key",
    credentialId: row.key_id,
  };
}

/** Finds the organization a session means where it named a slug or nothing: by slug, or the only one it belongs to. */
export async function enterOrganization(tx: Open, credentials: Credentials, account: Account): Promise<void> {
  await tx.enter({ accountId: account.accountId });
  const memberships = await tx.db
    .selectFrom("people as p")
    .innerJoin("organizations as o", "o.organization_id", "p.organization_id")
    .select(["o.organization_id", "o.slug"])
    .where("p.account_id", "=", account.accountId)
    .where("p.state", "=", "active")
    .limit(1000)
    .execute();
  const named = credentials.organization;
  const found =
    named === null
      ? memberships.length === 1
        ? memberships[0]
        : undefined
      : memberships.find((row) => row.slug === named || row.organization_id === named);
  if (named !== null && !found) throw new Refusal("not_found", "There is no such organization, or you are not in it");
  if (!found)
    throw new Refusal(
      "organization_needed",
      "Name the organization in the Throughline-Organization header, by its id or slug",
    );
  await tx.enter({ organizationId: found.organization_id });
}
