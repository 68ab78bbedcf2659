import type { Read, Write } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";
import { trustedAddress } from "../identity/public-address.ts";
import type { Letter } from "../mail/mailer.ts";
import { acceptedLetter, declinedLetter, type Named, receivedLetter } from "./letters.ts";

/** Who a letter about a request goes to. */
export interface Addressed {
  readonly number: number;
  readonly title: string;
  readonly requester_email: string;
}

/**
 * Mails whoever sent a public form the link to follow it by. The address may be someone else's, so few mails an hour go to
 * one, and the link never comes from the sender's own request.
 */
export async function mailReceived(
  tx: Write,
  means: Means,
  request: Named & { readonly team: string; readonly requesterEmail: string; readonly tracking: string },
  now: Date,
): Promise<void> {
  const address = await trustedAddress(means, tx);
  const link = address === null ? null : `${address}/track/${request.tracking}`;
  const { organizationId } = tx;
  tx.afterCommit(() => {
    if (means.guards.mayMailRequester(request.requesterEmail, now))
      means.mailer.send({ to: request.requesterEmail, organizationId, ...receivedLetter({ ...request, link }) });
  });
}

/** Mails a requester once the transaction is committed; nothing where no address is known. */
export async function mailRequester(
  tx: Write,
  means: Means,
  request: Addressed,
  compose: (named: Named) => Letter,
): Promise<void> {
  if (request.requester_email === "") return;
  const organization = await organizationName(tx);
  const { organizationId } = tx;
  const composed = compose({ organization, number: request.number, title: request.title });
  tx.afterCommit(() => means.mailer.send({ to: request.requester_email, organizationId, ...composed }));
}

/** The requesters of requests merged into a decided one hear of the decision too. */
export async function mailFollowers(
  tx: Write,
  means: Means,
  requestId: string,
  decision: { readonly key: string } | { readonly reason: string },
): Promise<void> {
  for (const follower of await followersOf(tx, requestId))
    await mailRequester(tx, means, follower, (named) =>
      "key" in decision
        ? acceptedLetter({ ...named, key: decision.key, merged: true })
        : declinedLetter({ ...named, reason: decision.reason }),
    );
}

/** Requests that were merged into this one, directly: merging always points at the one that stays open. */
export function followersOf(tx: Read, requestId: string) {
  return tx.db
    .selectFrom("requests")
    .select(["request_id", "number", "title", "requester_id", "requester_email"])
    .where("organization_id", "=", tx.organizationId)
    .where("merged_into_id", "=", requestId)
    .orderBy("number")
    .limit(500)
    .execute();
}

async function organizationName(tx: Read): Promise<string> {
  const { name } = await tx.db
    .selectFrom("organizations")
    .select("name")
    .where("organization_id", "=", tx.organizationId)
    .executeTakeFirstOrThrow();
  return name;
}
