import type { Key } from "@throughline/contract/keys";
import { can } from "@throughline/domain/access/can";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { handle, type Handler } from "../http/handler.ts";
import { scopedSecret } from "../identity/secrets.ts";
import { lockPerson } from "../people/store.ts";

const keysPerPerson = 50;
const columns = [
  "k.key_id",
  "k.person_id",
  "k.name",
  "k.hint",
  "k.created_at",
  "k.last_used_at",
  "k.expires_at",
  "k.revoked_at",
] as const;

export const keyHandlers: readonly Handler[] = [
  handle("listKeys", async ({ tx, actor }) => {
    const rows = await tx.db
      .selectFrom("keys as k")
      .select(columns)
      .where("k.organization_id", "=", tx.organizationId)
      .where(withinReach(actor))
      .orderBy("k.created_at", "desc")
      .orderBy("k.key_id", "desc")
      .limit(1000)
      .execute();
    return { rows: rows.map(present) };
  }),

  handle("createKey", async ({ input, tx, actor, now, newId, refuse }) => {
    if (actor.via !== "session")
      refuse("not_allowed", "Sign in to make a key: a key makes no keys, so that revoking one is enough");
    const personId = input.personId ?? actor.personId;
    const holder = await lockPerson(tx, personId);
    if (!holder || holder.state !== "active")
      return refuse("unknown_reference", { fields: { personId: "There is no such agent, or it is switched off" } });
    if (holder.person_id !== actor.personId && holder.sponsor_id !== actor.personId)
      refuse(
        "not_allowed",
        "Make keys for yourself and for agents you sponsor; whoever holds a key acts in its person's name",
      );
    const { working } = await tx.db
      .selectFrom("keys")
      .select(({ fn }) => fn.countAll<number>().as("working"))
      .where("organization_id", "=", tx.organizationId)
      .where("person_id", "=", personId)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    if (working >= keysPerPerson)
      refuse("conflict", `At most ${keysPerPerson} keys each; revoke one that is not needed`);
    const { text, hash } = scopedSecret("tl", tx.organizationId);
    const row = {
      key_id: newId(),
      person_id: personId,
      name: input.name,
      hint: `…${text.slice(-6)}`,
      created_at: now,
      last_used_at: null,
      expires_at: input.expiresInDays === null ? null : new Date(now.getTime() + input.expiresInDays * 86_400_000),
      revoked_at: null,
    };
    await tx.db
      .insertInto("keys")
      .values({ organization_id: tx.organizationId, ...row, secret_hash: hash })
      .execute();
    tx.record({
      name: "key.created",
      actorId: actor.personId,
      subjectId: row.key_id,
      occurredAt: now,
      data: { personId },
    });
    return { key: present(row), secret: text };
  }),

  handle("revokeKey", async ({ input, tx, actor, now, refuse }) => {
    const revoked = await tx.db
      .updateTable("keys as k")
      .set({ revoked_at: now, revision: sql`k.revision + 1` })
      .where("k.organization_id", "=", tx.organizationId)
      .where("k.key_id", "=", input.keyId)
      .where("k.revoked_at", "is", null)
      .where(withinReach(actor))
      .returning("k.key_id")
      .executeTakeFirst();
    if (!revoked) refuse("not_found", "There is no such key of yours, or it is revoked already");
    tx.record({ name: "key.revoked", actorId: actor.personId, subjectId: input.keyId, occurredAt: now });
    return {};
  }),
];

/** One's own keys and those of one's agents; everyone's for those who administer people. An agent reaches its own. */
const withinReach = (actor: Actor) =>
  can(actor.role, "people.administer")
    ? sql<boolean>`true`
    : sql<boolean>`(k.person_id = ${actor.personId} or exists (select from people p
        where p.organization_id = k.organization_id and p.person_id = k.person_id and p.sponsor_id = ${actor.personId}))`;

const present = (row: {
  readonly key_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly hint: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}): Key => ({
  keyId: row.key_id,
  personId: row.person_id,
  name: row.name,
  hint: row.hint,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});
