import type { Team } from "@throughline/contract/teams";
import { handle, type Handler } from "../http/handler.ts";
import { must } from "../http/refusal.ts";
import { createTeam } from "./create.ts";
import { assertMembersExist, lockTeam, readTeams, stillNeeds } from "./store.ts";
import { replaceMembers } from "./members.ts";

const teamsAtMost = 1000;

export const teamHandlers: readonly Handler[] = [
  handle("listTeams", async ({ tx, actor }) => {
    const rows = await readTeams(tx);
    // Guests learn which teams there are, and of their people nobody but themselves.
    if (actor.role !== "guest") return { rows };
    const seen = (team: Team) => team.members.filter((member) => member.personId === actor.personId);
    return { rows: rows.map((team) => ({ ...team, members: seen(team) })) };
  }),

  handle("createTeam", async ({ input, tx, actor, now, newId, refuse }) => {
    const there = await tx.db
      .selectFrom("teams")
      .select(["team_id", "key"])
      .where("organization_id", "=", tx.organizationId)
      .execute();
    if (there.length >= teamsAtMost) refuse("conflict", `An organization holds at most ${teamsAtMost} teams`);
    if (there.some((team) => team.key === input.key))
      refuse("conflict", { detail: `A team has the key ${input.key} already`, fields: { key: "This key is taken" } });
    await assertMembersExist(tx, input.members?.map((member) => member.personId) ?? []);
    const teamId = await createTeam(tx, actor.personId, input, now, newId());
    return must((await readTeams(tx, teamId))[0], "the team just made");
  }),

  handle("changeTeam", async ({ input, tx, actor, now, refuse }) => {
    const before = await lockTeam(tx, input.teamId);
    if (!before) return refuse("not_found");
    if (before.revision !== input.revision) refuse("stale", { current: (await readTeams(tx, input.teamId))[0] });
    const { revision: _read, teamId, members, ...changes } = input;
    const fields = Object.keys({ ...changes, ...(members ? { members } : {}) });
    if (members) {
      await assertMembersExist(
        tx,
        members.map((member) => member.personId),
      );
      await replaceMembers(tx, teamId, members);
    }
    if (fields.length > 0) {
      await tx.db
        .updateTable("teams")
        .set({
          name: input.name ?? before.name,
          description: input.description ?? before.description,
          time_zone: input.timeZone ?? before.time_zone,
          calendar: JSON.stringify(input.calendar ?? before.calendar),
          capacity: input.capacity ?? before.capacity,
          hand_off_expiry_hours:
            input.handOffExpiryHours === undefined ? before.hand_off_expiry_hours : input.handOffExpiryHours,
          revision: before.revision + 1,
        })
        .where("organization_id", "=", tx.organizationId)
        .where("team_id", "=", teamId)
        .execute();
      tx.record({
        name: "team.changed",
        actorId: actor.personId,
        subjectId: teamId,
        occurredAt: now,
        data: { fields },
      });
    }
    return must((await readTeams(tx, teamId))[0], "the team just changed");
  }),

  handle("archiveTeam", async ({ input, tx, actor, now, refuse }) => {
    const before = await lockTeam(tx, input.teamId);
    if (!before) return refuse("not_found");
    if (before.revision !== input.revision) refuse("stale", { current: (await readTeams(tx, input.teamId))[0] });
    const needs = await stillNeeds(tx, input.teamId);
    if (needs !== null) refuse("in_use", `Still needed by ${needs}: move or archive those first`);
    if (before.archived_at === null) {
      await tx.db
        .updateTable("teams")
        .set({ archived_at: now, revision: before.revision + 1 })
        .where("organization_id", "=", tx.organizationId)
        .where("team_id", "=", input.teamId)
        .execute();
      tx.record({ name: "team.archived", actorId: actor.personId, subjectId: input.teamId, occurredAt: now });
    }
    return must((await readTeams(tx, input.teamId))[0], "the team just archived");
  }),
];
