import type { Team } from "@throughline/contract/teams";
import type { Write } from "../db/transaction.ts";

/** Makes the team's people exactly these. Its row is locked by the caller. */
export async function replaceMembers(tx: Write, teamId: string, members: Team["members"]): Promise<void> {
  const { organizationId, db } = tx;
  let leaving = db
    .deleteFrom("team_members")
    .where("organization_id", "=", organizationId)
    .where("team_id", "=", teamId);
  if (members.length > 0)
    leaving = leaving.where(
      "person_id",
      "not in",
      members.map((member) => member.personId),
    );
  await leaving.execute();
  if (members.length === 0) return;
  await db
    .insertInto("team_members")
    .values(
      members.map((member) => ({
        organization_id: organizationId,
        team_id: teamId,
        person_id: member.personId,
        is_lead: member.isLead,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "team_id", "person_id"])
        .doUpdateSet((set) => ({ is_lead: set.ref("excluded.is_lead") })),
    )
    .execute();
}
