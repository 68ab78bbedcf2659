import { inTransaction } from "../db/transaction.ts";
import { handle, handlePrepared, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { withPasswordSlot } from "../identity/password-slot.ts";
import { accountByEmail, assertStrong, insertAccount } from "../sessions/accounts.ts";
import { openSession } from "../sessions/open.ts";
import { presentSession } from "../sessions/present.ts";
import { joinOrganization, type Joining } from "./join.ts";
import { openInvitation, readLink, type InvitationLink } from "./store.ts";

const expired = "This invitation was used, withdrawn or replaced by a newer one, or has expired. Ask for another";

export const invitationLinkHandlers: readonly Handler[] = [
  handle("readInvitation", async ({ input, tx, now, refuse }) => {
    const link = linkOf(input.token);
    await tx.enter({ organizationId: link.organizationId });
    const invitation = await openInvitation(tx, link.hash, now, false);
    if (!invitation) return refuse("link_expired", expired);
    return {
      organizationName: invitation.organization_name,
      inviterName: invitation.inviter_name,
      email: invitation.email,
      role: invitation.role,
      hasAccount: (await accountByEmail(tx, invitation.email)) !== undefined,
      suggestedName: invitation.person_name ?? "",
      expiresAt: invitation.expires_at.toISOString(),
    };
  }),

  handlePrepared(
    "acceptInvitation",
    async ({ input, now, request, means }) => {
      means.guards.tryLink(request.ip, now);
      const { organizationId, hash } = linkOf(input.token);
      const scope = { organizationId, readOnly: true };
      const email = await inTransaction(
        means.pool,
        scope,
        () => {},
        async (tx) => {
          const invitation = await openInvitation(tx, hash, now, false);
          if (!invitation) throw new Refusal("link_expired", expired);
          return (await accountByEmail(tx, invitation.email)) ? null : invitation.email;
        },
      );
      if (email === null) return null;
      const { name, password } = input;
      if (name === undefined || password === undefined)
        throw new Refusal("invalid_input", {
          detail: "Give a name and a password: this makes your account",
          fields: {
            ...(name === undefined ? { name: "Write your name" } : {}),
            ...(password === undefined ? { password: "Choose a password" } : {}),
          },
        });
      assertStrong(password, [email, name]);
      return { name, passwordHash: await withPasswordSlot((slot) => slot.hash(password)) };
    },
    async ({ input, tx, account, now, newId, request, reply, refuse }, prepared) => {
      const link = linkOf(input.token);
      await tx.enter({ organizationId: link.organizationId });
      const invitation = await openInvitation(tx, link.hash, now, true);
      if (!invitation) return refuse("link_expired", expired);
      const { email } = invitation;
      if (account && account.email !== email)
        refuse(
          "conflict",
          `You are signed in as ${account.email}, the invitation is for ${email}. Sign out, then open the link again`,
        );
      let joining: Joining | null = account;
      if (!joining) {
        if (!prepared)
          return refuse("signed_out", `${email} has an account here: sign in with it, then open the link again`);
        const accountId = newId();
        await insertAccount(tx, { accountId, email, ...prepared, timeZone: input.timeZone ?? "UTC" }, now);
        await openSession(tx, accountId, { request, reply, now, newId });
        joining = { accountId, name: prepared.name, email };
      }
      await joinOrganization(tx, invitation, joining, now, newId);
      await tx.db
        .updateTable("invitations")
        .set({ accepted_at: now })
        .where("organization_id", "=", link.organizationId)
        .where("invitation_id", "=", invitation.invitation_id)
        .execute();
      return presentSession(tx, joining.accountId, link.organizationId);
    },
  ),
];

function linkOf(token: string): InvitationLink {
  const link = readLink(token);
  if (!link) throw new Refusal("link_expired", "This is not a whole invitation link; copy all of it");
  return link;
}
