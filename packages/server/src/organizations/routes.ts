import type { Organization } from "@throughline/contract/organizations";
import { handle, type Handler } from "../http/handler.ts";
import { endAccess } from "../people/end-access.ts";
import { isLastOwner, lockOwners } from "../people/owners.ts";
import { membershipsOf } from "../sessions/present.ts";
import { createOrganization } from "./create.ts";
import { purgeRemoved } from "./purge.ts";
import { removeOrganization } from "./remove.ts";

const ownedByOne = 50;
const columns = ["organization_id", "slug", "name", "kind", "created_at", "revision"] as const;

export const organizationHandlers: readonly Handler[] = [
  handle("listOrganizations", async ({ tx, account }) => ({ rows: await membershipsOf(tx, account.accountId) })),

  handle("createOrganization", async ({ input, tx, account, now, newId, refuse }) => {
    const memberships = await membershipsOf(tx, account.accountId);
    if (memberships.filter(({ role }) => role === "owner").length >= ownedByOne)
      refuse("conflict", `One person may own ${ownedByOne} organizations; remove one, or hand one over, first`);
    return createOrganization(tx, { ...input, kind: "live" }, account, now, newId);
  }),

  handle("readOrganization", async ({ tx }) =>
    present(
      await tx.db
        .selectFrom("organizations")
        .select(columns)
        .where("organization_id", "=", tx.organizationId)
        .executeTakeFirstOrThrow(),
    ),
  ),

  handle("changeOrganization", async ({ input, tx, actor, now, refuse }) => {
    const before = await tx.db
      .selectFrom("organizations")
      .select(columns)
      .where("organization_id", "=", tx.organizationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (before.revision !== input.revision) refuse("stale", { current: present(before) });
    const row = await tx.db
      .updateTable("organizations")
      .set({ name: input.name, revision: before.revision + 1 })
      .where("organization_id", "=", tx.organizationId)
      .returning(columns)
      .executeTakeFirstOrThrow();
    tx.record({
      name: "organization.changed",
      actorId: actor.personId,
      subjectId: tx.organizationId,
      occurredAt: now,
      data: { fields: ["name"] },
    });
    return present(row);
  }),

  handle("removeOrganization", async ({ input, tx, actor, now, means, refuse }) => {
    if (actor.via !== "session") refuse("not_allowed", "Sign in to remove an organization; an API key cannot");
    const { name } = await tx.db
      .selectFrom("organizations")
      .select("name")
      .where("organization_id", "=", tx.organizationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (input.name !== name)
      refuse("invalid_input", { fields: { name: "Type the organization's name exactly as it is written" } });
    await removeOrganization(tx, now);
    tx.afterCommit(() => void purgeRemoved(means));
    return {};
  }),

  handle("leaveOrganization", async ({ tx, actor, now, refuse }) => {
    if (actor.kind === "agent" || actor.via !== "session")
      refuse("not_allowed", "Only a person who is signed in can leave; revoke a key or switch an agent off instead");
    await lockOwners(tx);
    if (await isLastOwner(tx, actor))
      refuse("last_owner", "Make someone else an owner first, or remove the organization");
    await endAccess(tx, { actorId: actor.personId, personId: actor.personId, now });
    return {};
  }),
];

const present = (row: {
  readonly organization_id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: "live" | "demo";
  readonly created_at: Date;
  readonly revision: number;
}): Organization => ({
  organizationId: row.organization_id,
  slug: row.slug,
  name: row.name,
  kind: row.kind,
  createdAt: row.created_at.toISOString(),
  revision: row.revision,
});
