import type { Membership, Session } from "@throughline/contract/sessions";
import { can, deeds, type Deed, type Role } from "@throughline/domain/access/can";
import type { Actor } from "../access/actor.ts";
import type { Open } from "../db/transaction.ts";
import { must } from "../http/refusal.ts";

const allDeeds = Object.keys(deeds) as Deed[];

/** The organizations an account belongs to, by name. The transaction takes on the account, by which its rows are seen. */
export async function membershipsOf(tx: Open, accountId: string): Promise<Membership[]> {
  await tx.enter({ accountId });
  const rows = await tx.db
    .selectFrom("people as p")
    .innerJoin("organizations as o", "o.organization_id", "p.organization_id")
    .select(["o.organization_id", "o.slug", "o.name", "o.kind", "p.role", "p.person_id"])
    .where("p.account_id", "=", accountId)
    .where("p.state", "=", "active")
    .orderBy("o.name")
    .orderBy("o.organization_id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    organizationId: row.organization_id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    role: row.role,
    personId: row.person_id,
  }));
}

/** @param named the organization the request is about, by id or slug; null: the only one. */
export async function presentSession(tx: Open, accountId: string, named: string | null): Promise<Session> {
  const organizations = await membershipsOf(tx, accountId);
  const row = must(
    await tx.db
      .selectFrom("accounts")
      .select(["account_id", "name", "email", "time_zone", "revision"])
      .where("account_id", "=", accountId)
      .executeTakeFirst(),
    "the account that is signed in",
  );
  const found =
    named === null
      ? organizations.length === 1
        ? organizations[0]
        : undefined
      : organizations.find(({ organizationId, slug }) => organizationId === named || slug === named);
  return {
    account: presentAccount(row),
    organizations,
    current: found
      ? {
          organizationId: found.organizationId,
          personId: found.personId,
          kind: "person",
          name: row.name,
          role: found.role,
          deeds: deedsOf(found.role),
          lastEvent: await lastEvent(tx, found.organizationId),
        }
      : null,
  };
}

/** What an API key's holder is told: there is no account, and the organization is the key's own. */
export async function presentKeyHolder(tx: Open, actor: Actor): Promise<Session> {
  const row = await tx.db
    .selectFrom("organizations")
    .select(["organization_id", "slug", "name", "kind"])
    .where("organization_id", "=", tx.organizationId)
    .executeTakeFirstOrThrow();
  const { personId, kind, name, role } = actor;
  return {
    account: null,
    organizations: [
      { organizationId: row.organization_id, slug: row.slug, name: row.name, kind: row.kind, role, personId },
    ],
    current: {
      organizationId: row.organization_id,
      personId,
      kind,
      name,
      role,
      deeds: deedsOf(role),
      lastEvent: await lastEvent(tx, row.organization_id),
    },
  };
}

async function lastEvent(tx: Open, organizationId: string): Promise<number> {
  await tx.enter({ organizationId });
  const row = await tx.db
    .selectFrom("event_counters")
    .select("last_number")
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  return row?.last_number ?? 0;
}

export const presentAccount = (row: {
  readonly account_id: string;
  readonly name: string;
  readonly email: string;
  readonly time_zone: string;
  readonly revision: number;
}) => ({
  accountId: row.account_id,
  name: row.name,
  email: row.email,
  timeZone: row.time_zone,
  revision: row.revision,
});

const deedsOf = (role: Role): Deed[] => allDeeds.filter((deed) => can(role, deed));
