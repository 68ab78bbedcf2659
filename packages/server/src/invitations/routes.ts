import { grantableRoles } from "@throughline/domain/access/can";
import { sql } from "kysely";
import { handle, type Handler } from "../http/handler.ts";
import { scopedSecret } from "../identity/secrets.ts";
import { invitationLinkHandlers } from "./link-routes.ts";
import { sendInvitation } from "./invite.ts";
import { columns, expiryFrom, presentInvitation, selectOpen } from "./store.ts";

const agentsDoNot = "An agent cannot invite people; its sponsor can";

export const invitationHandlers: readonly Handler[] = [
  ...invitationLinkHandlers,

  handle("listInvitations", async ({ tx }) => {
    const rows = await selectOpen(tx)
      .orderBy("created_at", "desc")
      .orderBy("invitation_id", "desc")
      .limit(2000)
      .execute();
    return { rows: rows.map(presentInvitation) };
  }),

  handle("createInvitation", async ({ input, tx, actor, now, newId, means, request, refuse }) => {
    if (actor.kind === "agent") refuse("not_allowed", agentsDoNot);
    if (!grantableRoles(actor.role).includes(input.role))
      refuse("not_allowed", `Your role here is ${actor.role}: you cannot invite anyone as ${input.role}`);
    means.guards.invite(tx.organizationId, now);
    const there = await tx.db
      .selectFrom("people as p")
      .leftJoin("accounts as a", "a.account_id", "p.account_id")
      .select("p.person_id")
      .where("p.organization_id", "=", tx.organizationId)
      .where("p.state", "=", "active")
      .where((or) => or.or([or(sql`lower(p.email)`, "=", input.email), or("a.email", "=", input.email)]))
      .executeTakeFirst();
    if (there) refuse("conflict", "This address belongs to someone who is in the organization already");
    if (input.teamId !== undefined) {
      const team = await tx.db
        .selectFrom("teams")
        .select("team_id")
        .where("organization_id", "=", tx.organizationId)
        .where("team_id", "=", input.teamId)
        .where("archived_at", "is", null)
        .executeTakeFirst();
      if (!team) refuse("unknown_reference", { fields: { teamId: "There is no such team" } });
    }
    if (input.personId !== undefined) {
      const recorded = await tx.db
        .selectFrom("people")
        .select("person_id")
        .where("organization_id", "=", tx.organizationId)
        .where("person_id", "=", input.personId)
        .where("kind", "=", "person")
        .where("state", "=", "recorded")
        .executeTakeFirst();
      if (!recorded)
        refuse("unknown_reference", {
          fields: { personId: "There is no such person, or they have or had access already: invite the address alone" },
        });
    }
    // One that has expired makes way.
    await tx.db
      .updateTable("invitations")
      .set({ revoked_at: now })
      .where("organization_id", "=", tx.organizationId)
      .where("email", "=", input.email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", "<=", now)
      .execute();
    const { text, hash } = scopedSecret("in", tx.organizationId);
    const row = await tx.db
      .insertInto("invitations")
      .values({
        organization_id: tx.organizationId,
        invitation_id: newId(),
        email: input.email,
        role: input.role,
        token_hash: hash,
        invited_by: actor.personId,
        team_id: input.teamId ?? null,
        person_id: input.personId ?? null,
        created_at: now,
        expires_at: expiryFrom(now),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning(columns)
      .executeTakeFirst();
    if (!row) return refuse("conflict", "This address is invited already; send that invitation again, or withdraw it");
    const link = await sendInvitation(tx, means, request, actor, row, text, now, false);
    return { invitation: presentInvitation(row), link };
  }),

  handle("resendInvitation", async ({ input, tx, actor, now, means, request, refuse }) => {
    if (actor.kind === "agent") refuse("not_allowed", agentsDoNot);
    const before = await selectOpen(tx).where("invitation_id", "=", input.invitationId).forUpdate().executeTakeFirst();
    if (!before) return refuse("not_found", "This invitation was accepted or withdrawn");
    if (!grantableRoles(actor.role).includes(before.role))
      refuse("not_allowed", `Your role here is ${actor.role}: you cannot invite anyone as ${before.role}`);
    means.guards.invite(tx.organizationId, now);
    const { text, hash } = scopedSecret("in", tx.organizationId);
    const row = await tx.db
      .updateTable("invitations")
      .set({ token_hash: hash, expires_at: expiryFrom(now), invited_by: actor.personId, revision: sql`revision + 1` })
      .where("organization_id", "=", tx.organizationId)
      .where("invitation_id", "=", input.invitationId)
      .returning(columns)
      .executeTakeFirstOrThrow();
    const link = await sendInvitation(tx, means, request, actor, row, text, now, true);
    return { invitation: presentInvitation(row), link };
  }),

  handle("revokeInvitation", async ({ input, tx, actor, now, refuse }) => {
    const revoked = await tx.db
      .updateTable("invitations")
      .set({ revoked_at: now, revision: sql`revision + 1` })
      .where("organization_id", "=", tx.organizationId)
      .where("invitation_id", "=", input.invitationId)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning("invitation_id")
      .executeTakeFirst();
    if (!revoked) refuse("not_found", "This invitation was accepted or withdrawn");
    tx.record({ name: "invitation.revoked", actorId: actor.personId, subjectId: input.invitationId, occurredAt: now });
    return {};
  }),
];
