import type { Write } from "../db/transaction.ts";

/**
 * Ends everyone's access to the organization of this transaction and notes it for `purgeRemoved`, which deletes its rows
 * afterwards: that may take minutes, this takes none.
 */
export async function removeOrganization({ db, organizationId }: Write, now: Date): Promise<void> {
  await db.updateTable("people").set({ state: "removed" }).where("organization_id", "=", organizationId).execute();
  await db
    .updateTable("keys")
    .set({ revoked_at: now })
    .where("organization_id", "=", organizationId)
    .where("revoked_at", "is", null)
    .execute();
  await db
    .updateTable("invitations")
    .set({ revoked_at: now })
    .where("organization_id", "=", organizationId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  await db.updateTable("channels").set({ is_open: false }).where("organization_id", "=", organizationId).execute();
  await db.updateTable("routines").set({ is_active: false }).where("organization_id", "=", organizationId).execute();
  await db.insertInto("removed_organizations").values({ removed_id: organizationId, removed_at: now }).execute();
}
