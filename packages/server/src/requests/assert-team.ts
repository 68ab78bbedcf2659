import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

/** @throws Refusal `unknown_reference` for a team that does not exist or is archived. */
export async function assertTeam(tx: Read, teamId: string): Promise<void> {
  const team = await tx.db
    .selectFrom("teams")
    .select("team_id")
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "=", teamId)
    .where("archived_at", "is", null)
    .executeTakeFirst();
  if (!team) throw new Refusal("unknown_reference", "There is no such team, or it is archived");
}
