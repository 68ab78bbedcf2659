import type { FastifyRequest } from "fastify";
import type { Actor } from "../access/actor.ts";
import type { Open } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";
import { addressOf, rememberAddress } from "../identity/public-address.ts";
import { invitationLetter } from "../mail/letters.ts";
import { invitationDays, type InvitationRow } from "./store.ts";

/** Mails an invitation's link once the transaction is committed, records it, and answers the link for the inviter. */
export async function sendInvitation(
  tx: Open,
  means: Means,
  request: FastifyRequest,
  actor: Actor,
  row: InvitationRow,
  token: string,
  now: Date,
  again: boolean,
): Promise<string> {
  if (actor.via === "session" && request.headers.origin !== undefined) await rememberAddress(means, request, tx, now);
  const { name } = await tx.db
    .selectFrom("organizations")
    .select("name")
    .where("organization_id", "=", tx.organizationId)
    .executeTakeFirstOrThrow();
  const link = `${addressOf(means, request)}/join/${token}`;
  const { organizationId } = tx;
  const letter = invitationLetter({ organization: name, inviter: actor.name, link, days: invitationDays });
  tx.afterCommit(() =>
    means.mailer.send({ to: row.email, organizationId, ownersOnly: row.role === "owner", ...letter }),
  );
  tx.record({
    name: "person.invited",
    actorId: actor.personId,
    subjectId: row.invitation_id,
    occurredAt: now,
    data: {
      role: row.role,
      ...(row.person_id === null ? {} : { personId: row.person_id }),
      ...(again ? { again } : {}),
    },
  });
  return link;
}
