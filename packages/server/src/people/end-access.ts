import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";

export interface Ending {
  /** Who ends it; the person themself when they leave. */
  readonly actorId: string;
  readonly personId: string;
  readonly now: Date;
}

/**
 * Ends a person's access to the organization: every request and stream of theirs is refused from the commit on, since
 * each looks its person up. Their keys are revoked and the agents they sponsor switched off, so that nothing wakes up
 * again should they come back. Their sessions stay: they may belong to other organizations.
 * @returns how many unfinished items still name them as owner.
 */
export async function endAccess(tx: Write, { actorId, personId, now }: Ending): Promise<{ openItems: number }> {
  const { organizationId, db } = tx;
  await db
    .updateTable("people")
    .set({ state: "removed", revision: sql`revision + 1` })
    .where("organization_id", "=", organizationId)
    .where("person_id", "=", personId)
    .execute();
  tx.record({
    name: "person.removed",
    actorId,
    subjectId: personId,
    occurredAt: now,
    data: { left: actorId === personId },
  });
  const agents = await db
    .updateTable("people")
    .set({ state: "removed", revision: sql`revision + 1` })
    .where("organization_id", "=", organizationId)
    .where("sponsor_id", "=", personId)
    .where("state", "=", "active")
    .returning("person_id")
    .execute();
  for (const { person_id: agentId } of agents)
    tx.record({ name: "agent.changed", actorId, subjectId: agentId, occurredAt: now, data: { fields: ["isActive"] } });
  await revokeKeys(tx, [personId, ...agents.map((agent) => agent.person_id)], actorId, now);
  await db
    .deleteFrom("team_members")
    .where("organization_id", "=", organizationId)
    .where("person_id", "=", personId)
    .execute();
  const { open } = await db
    .selectFrom("items")
    .select(({ fn }) => fn.countAll<number>().as("open"))
    .where("organization_id", "=", organizationId)
    .where("owner_id", "=", personId)
    .where("finished_at", "is", null)
    .where("archived_at", "is", null)
    .executeTakeFirstOrThrow();
  return { openItems: open };
}

async function revokeKeys(tx: Write, personIds: readonly string[], actorId: string, now: Date): Promise<void> {
  const revoked = await tx.db
    .updateTable("keys")
    .set({ revoked_at: now, revision: sql`revision + 1` })
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "in", personIds)
    .where("revoked_at", "is", null)
    .returning("key_id")
    .execute();
  for (const { key_id: keyId } of revoked)
    tx.record({ name: "key.revoked", actorId, subjectId: keyId, occurredAt: now });
}
