import type { FlowHistory } from "@throughline/domain/flow/history";
import { teamDays, type TeamDays } from "@throughline/domain/forecast/team-days";
import { DAY, dayNumber } from "@throughline/domain/time/civil-date";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { Read } from "../db/transaction.ts";
import type { ReadFlow } from "../flow/read-flow.ts";

export interface ScopeDays {
  readonly timeZone: string;
  readonly days: TeamDays;
  /** Days off that are known from `day` on, in the next year. */
  readonly daysOffFrom: (day: number) => number;
}

/** Latest days over which it is seen who finishes the work. */
const seenDays = 182;

/**
 * The days of whoever finishes the work of a scope: one team's own, or those of all its teams, each weighing as much as it
 * finished lately. They begin in the zone of the one that weighs most.
 */
export async function readScopeDays(
  tx: Read,
  { history, firstAt, lastAt }: ReadFlow,
  teamId: string | undefined,
  now: number,
): Promise<ScopeDays> {
  const weights = teamId === undefined ? finishers(history, (lastAt ?? now) - seenDays * DAY) : new Map([[teamId, 1]]);
  const rows =
    weights.size === 0
      ? []
      : await tx.db
          .selectFrom("teams")
          .select(["team_id", "time_zone", "calendar"])
          .where("organization_id", "=", tx.organizationId)
          .where("team_id", "in", [...weights.keys()])
          .execute();
  const teams = rows
    .map((row) => ({
      weight: weights.get(row.team_id) ?? 0,
      timeZone: row.time_zone,
      off: new Set((row.calendar as { holidays: readonly string[] }).holidays.map(dayNumber)),
    }))
    .sort((a, b) => b.weight - a.weight);
  const timeZone = teams[0]?.timeZone ?? "UTC";
  const year = (at: number) => new Date(at).getUTCFullYear();
  const zone = zoneOffsets(timeZone, year(firstAt ?? now) - 1, year(now) + 6);
  const total = teams.reduce((sum, { weight }) => sum + weight, 0);
  const share = (day: number): number => {
    let off = 0;
    for (const team of teams) if (team.off.has(day)) off += team.weight;
    return off === 0 ? 1 : 1 - off / total;
  };
  return {
    timeZone,
    days: teamDays(zone, share),
    daysOffFrom: (from) => {
      let count = 0;
      for (let day = from; day < from + 364; day++) if (share(day) < 1) count += 1;
      return count;
    },
  };
}

/** How many items each team finished since then: the team of the last stage before the end. */
function finishers({ items }: FlowHistory, since: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { finishedAt, stays } of items) {
    if (finishedAt === undefined || finishedAt < since) continue;
    const team = stays.findLast(({ stage }) => stage.kind !== "done")?.stage.team;
    if (team !== undefined) counts.set(team, (counts.get(team) ?? 0) + 1);
  }
  return counts;
}
