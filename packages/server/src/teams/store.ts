import type { Team } from "@throughline/contract/teams";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

interface TeamRow {
  readonly team_id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly time_zone: string;
  readonly calendar: unknown;
  readonly capacity: number;
  readonly hand_off_expiry_hours: number | null;
  readonly archived_at: Date | null;
  readonly revision: number;
}

/** Teams with their members, by key; with an id, that one alone. */
export async function readTeams(tx: Read, teamId?: string): Promise<Team[]> {
  let teams = tx.db.selectFrom("teams").selectAll().where("organization_id", "=", tx.organizationId).orderBy("key");
  let members = tx.db
    .selectFrom("team_members")
    .select(["team_id", "person_id", "is_lead"])
    .where("organization_id", "=", tx.organizationId)
    .orderBy("person_id");
  if (teamId !== undefined) {
    teams = teams.where("team_id", "=", teamId);
    members = members.where("team_id", "=", teamId);
  }
  const rows = await teams.execute();
  const byTeam = Map.groupBy(await members.execute(), (member) => member.team_id);
  return rows.map((row) =>
    presentTeam(
      row,
      (byTeam.get(row.team_id) ?? []).map((member) => ({ personId: member.person_id, isLead: member.is_lead })),
    ),
  );
}

/** The team's row, locked until the commit; null: no such team. */
export async function lockTeam(tx: Write, teamId: string): Promise<TeamRow | null> {
  const row = await tx.db
    .selectFrom("teams")
    .selectAll()
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "=", teamId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** @throws Refusal `unknown_reference` where someone is not of the organization, or was removed from it. */
export async function assertMembersExist(tx: Read, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "in", personIds)
    .where("state", "<>", "removed")
    .execute();
  const known = new Set(rows.map((row) => row.person_id));
  const at = personIds.findIndex((id) => !known.has(id));
  if (at === -1) return;
  const detail = "Someone in the list is not in the organization, or was removed from it";
  throw new Refusal("unknown_reference", { detail, fields: { [`members.${at}.personId`]: detail } });
}

/** What still needs a team, in words for the person who would archive it; null: nothing. */
export async function stillNeeds(tx: Read, teamId: string): Promise<string | null> {
  const own = (table: "items" | "requests" | "channels" | "routines") =>
    tx.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("organization_id", "=", tx.organizationId)
      .where("team_id", "=", teamId);
  const stages = tx.db
    .selectFrom("stages as s")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.organization_id", "=", "s.organization_id").onRef("w.workflow_id", "=", "s.workflow_id"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("s.organization_id", "=", tx.organizationId)
    .where((or) => or.or([or("s.team_id", "=", teamId), or("w.team_id", "=", teamId)]))
    .where("s.retired_at", "is", null)
    .where("w.archived_at", "is", null);
  const counted = [
    ["open item", own("items").where("finished_at", "is", null).where("archived_at", "is", null)],
    ["stage", stages],
    ["open request", own("requests").where("state", "in", ["new", "asked"])],
    ["form", own("channels").where("archived_at", "is", null)],
    ["routine", own("routines").where("archived_at", "is", null)],
  ] as const;
  const parts: string[] = [];
  for (const [word, query] of counted) {
    const { count } = await query.executeTakeFirstOrThrow();
    if (count > 0) parts.push(`${count} ${word}${count === 1 ? "" : "s"}`);
  }
  return parts.length === 0 ? null : parts.join(", ");
}

const presentTeam = (row: TeamRow, members: Team["members"]): Team => ({
  teamId: row.team_id,
  key: row.key,
  name: row.name,
  description: row.description,
  timeZone: row.time_zone,
  calendar: row.calendar as Team["calendar"],
  capacity: row.capacity,
  handOffExpiryHours: row.hand_off_expiry_hours,
  members,
  archivedAt: row.archived_at?.toISOString() ?? null,
  revision: row.revision,
});
