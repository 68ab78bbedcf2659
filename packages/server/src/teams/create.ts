import type { Team } from "@throughline/contract/teams";
import type { Write } from "../db/transaction.ts";

/** Monday to Friday, nine to five with no pause: what a team starts with until it says otherwise. */
export const usualCalendar: Team["calendar"] = {
  week: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
  holidays: [],
};

export interface NewTeam {
  readonly key: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly calendar?: Team["calendar"] | undefined;
  readonly capacity?: number | undefined;
  readonly handOffExpiryHours?: number | null | undefined;
  readonly members?: readonly { readonly personId: string; readonly isLead: boolean }[] | undefined;
}

/** Writes a team and its people and records it; a taken key is caught by the table's unique key as `conflict`. */
export async function createTeam(
  tx: Write,
  actorId: string | null,
  team: NewTeam,
  now: Date,
  teamId: string,
): Promise<string> {
  await tx.db
    .insertInto("teams")
    .values({
      organization_id: tx.organizationId,
      team_id: teamId,
      key: team.key,
      name: team.name,
      description: team.description ?? "",
      time_zone: team.timeZone ?? "UTC",
      calendar: JSON.stringify(team.calendar ?? usualCalendar),
      capacity: team.capacity ?? 5,
      hand_off_expiry_hours: team.handOffExpiryHours ?? null,
      created_at: now,
    })
    .execute();
  if (team.members && team.members.length > 0) {
    await tx.db
      .insertInto("team_members")
      .values(
        team.members.map((member) => ({
          organization_id: tx.organizationId,
          team_id: teamId,
          person_id: member.personId,
          is_lead: member.isLead,
        })),
      )
      .execute();
  }
  tx.record({ name: "team.created", actorId, subjectId: teamId, occurredAt: now });
  return teamId;
}
