import type { Team } from "@throughline/contract/teams";
import { workingCalendar, type WorkingCalendar } from "@throughline/domain/time/working-calendar";
import type { Read } from "../db/transaction.ts";
import { must } from "../http/refusal.ts";
import { zoneOffsets } from "./zone-offsets.ts";

const remembered = 300;
const built = new Map<string, WorkingCalendar>();
/** Clock changes are exact this many years on either side of now; further away the nearest offset goes on. */
const yearsEitherSide = 3;
const holidayYearsEitherSide = 50;

/** A team's working hours as the domain counts with them. Built once for each pattern, zone and year. */
export function teamCalendar(timeZone: string, { week, holidays }: Team["calendar"], now: Date): WorkingCalendar {
  const year = now.getUTCFullYear();
  const key = JSON.stringify([timeZone, year, week, holidays]);
  const found = built.get(key);
  if (found) return found;
  const calendar = workingCalendar({
    zone: zoneOffsets(timeZone, year - yearsEitherSide, year + yearsEitherSide),
    week: week.map((spans) => spans.map(([from, to]) => ({ from, to }))),
    exceptions: holidays
      .filter((date) => Math.abs(Number(date.slice(0, 4)) - year) <= holidayYearsEitherSide)
      .map((date) => ({ date, shifts: [] })),
  });
  if (built.size >= remembered) built.clear();
  built.set(key, calendar);
  return calendar;
}

/** The working hours of some teams, by their ids. */
export async function readCalendars(
  tx: Read,
  teamIds: readonly string[],
  now: Date,
): Promise<(teamId: string) => WorkingCalendar> {
  const wanted = [...new Set(teamIds)];
  const rows =
    wanted.length === 0
      ? []
      : await tx.db
          .selectFrom("teams")
          .select(["team_id", "time_zone", "calendar"])
          .where("organization_id", "=", tx.organizationId)
          .where("team_id", "in", wanted)
          .execute();
  const calendars = new Map(
    rows.map((row) => [row.team_id, teamCalendar(row.time_zone, row.calendar as Team["calendar"], now)]),
  );
  return (teamId) => must(calendars.get(teamId), `a calendar of team ${teamId}`);
}

/** The working hours of one team. */
export async function readCalendar(tx: Read, teamId: string, now: Date): Promise<WorkingCalendar> {
  return (await readCalendars(tx, [teamId], now))(teamId);
}
