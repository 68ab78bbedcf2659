import { sql } from "kysely";
import type { Open } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { InvitationRow } from "./store.ts";

export interface Joining {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Makes an account a person of the organization of this transaction: the recorded person the invitation names, or the
 * one they were before they were removed, or a new one.
 * @throws Refusal `conflict` where the account is in the organization already.
 */
export async function joinOrganization(
  tx: Open,
  invitation: InvitationRow,
  account: Joining,
  now: Date,
  newId: () => string,
): Promise<string> {
  const { organizationId, db } = tx;
  const earlier = await db
    .selectFrom("people")
    .select(["person_id", "state"])
    .where("organization_id", "=", organizationId)
    .where("account_id", "=", account.accountId)
    .forUpdate()
    .executeTakeFirst();
  if (earlier?.state === "active") throw new Refusal("conflict", "You belong to this organization already");
  const recorded = invitation.person_id === null ? undefined : await lockRecorded(tx, invitation.person_id);
  const personId = recorded ?? earlier?.person_id ?? newId();
  // The recorded person's history becomes theirs; what they did before they were removed stays under the earlier name.
  if (recorded !== undefined && earlier)
    await db
      .updateTable("people")
      .set({ account_id: null })
      .where("organization_id", "=", organizationId)
      .where("person_id", "=", earlier.person_id)
      .execute();
  const values = {
    account_id: account.accountId,
    name: account.name,
    email: account.email,
    role: invitation.role,
    state: "active" as const,
    joined_at: now,
  };
  if (recorded ?? earlier)
    await db
      .updateTable("people")
      .set({ ...values, revision: sql`revision + 1` })
      .where("organization_id", "=", organizationId)
      .where("person_id", "=", personId)
      .execute();
  else
    await db
      .insertInto("people")
      .values({ organization_id: organizationId, person_id: personId, ...values })
      .execute();
  if (invitation.team_id !== null) await joinTeam(tx, invitation.team_id, personId, now);
  tx.record({
    name: "person.joined",
    actorId: personId,
    subjectId: personId,
    occurredAt: now,
    data: { role: invitation.role, invitationId: invitation.invitation_id, invitedBy: invitation.invited_by },
  });
  return personId;
}

/** @returns undefined where the recorded person got access in some other way meanwhile. */
async function lockRecorded({ db, organizationId }: Open, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", organizationId)
    .where("person_id", "=", personId)
    .where("state", "=", "recorded")
    .forUpdate()
    .executeTakeFirst();
  return row?.person_id;
}

async function joinTeam(tx: Open, teamId: string, personId: string, now: Date): Promise<void> {
  const team = await tx.db
    .updateTable("teams")
    .set({ revision: sql`revision + 1` })
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "=", teamId)
    .where("archived_at", "is", null)
    .returning("team_id")
    .executeTakeFirst();
  if (!team) return;
  await tx.db
    .insertInto("team_members")
    .values({ organization_id: tx.organizationId, team_id: teamId, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  tx.record({
    name: "team.changed",
    actorId: personId,
    subjectId: teamId,
    occurredAt: now,
    data: { fields: ["members"] },
  });
}
