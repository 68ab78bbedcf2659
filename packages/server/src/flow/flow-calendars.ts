import type { Team } from "@throughline/contract/teams";
import { wallTime, type Elapsed } from "@throughline/domain/flow/spells";
import { workingTimeBetween } from "@throughline/domain/time/working-time";
import { teamCalendar } from "../calendars/team-calendar.ts";
import type { Read } from "../db/transaction.ts";
import { must } from "../http/refusal.ts";
import type { FlowScope } from "./flow-scope.ts";

/** Whose days and hours flow is counted in. */
export interface FlowCalendars {
  /** Where days are cut. */
  readonly zone: string;
  /** Working time of the scope's team; calendar time where there is none. */
  readonly working: Elapsed;
  /** Working time of any team by its id, and the milliseconds of its usual working day. */
  readonly ofTeam: (teamId: string) => { readonly elapsed: Elapsed; readonly day: number };
}

interface CalendarRow {
  readonly team_id: string;
  readonly time_zone: string;
  readonly calendar: unknown;
}

/**
 * The zone and the hours of the scope's team or of its workflow's team (without either: UTC and calendar time), and the
 * hours of the teams asked for. Clock changes are exact around `at`.
 */
export async function readFlowCalendars(
  tx: Read,
  { teamId, workflowId }: FlowScope,
  teams: readonly string[],
  at: number,
): Promise<FlowCalendars> {
  const own = teamId ?? (workflowId === undefined ? undefined : await teamOf(tx, workflowId));
  const wanted = [...new Set([...teams, ...(own === undefined ? [] : [own])])];
  const rows: readonly CalendarRow[] =
    wanted.length === 0
      ? []
      : await tx.db
          .selectFrom("teams")
          .select(["team_id", "time_zone", "calendar"])
          .where("organization_id", "=", tx.organizationId)
          .where("team_id", "in", wanted)
          .execute();
  const byId = new Map(rows.map((row) => [row.team_id, row]));
  const hours = new Map<string, { elapsed: Elapsed; day: number }>();
  const ofTeam = (id: string) => {
    const known = hours.get(id);
    if (known) return known;
    const row = must(byId.get(id), `a calendar of team ${id}`);
    const plan = row.calendar as Team["calendar"];
    const calendar = teamCalendar(row.time_zone, plan, new Date(at));
    const made = {
      elapsed: (from: number, to: number) => workingTimeBetween(calendar, from, to),
      day: usualDay(plan.week),
    };
    hours.set(id, made);
    return made;
  };
  return {
    zone: (own === undefined ? undefined : byId.get(own)?.time_zone) ?? "UTC",
    working: own === undefined ? wallTime : ofTeam(own).elapsed,
    ofTeam,
  };
}

/** Milliseconds of working time on the average day that has any. */
function usualDay(week: Team["calendar"]["week"]): number {
  const days = week
    .map((spans) => spans.reduce((sum, [from, to]) => sum + to - from, 0))
    .filter((minutes) => minutes > 0);
  return (days.reduce((sum, minutes) => sum + minutes, 0) / Math.max(1, days.length)) * 60_000;
}

async function teamOf(tx: Read, workflowId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("workflows")
    .select("team_id")
    .where("organization_id", "=", tx.organizationId)
    .where("workflow_id", "=", workflowId)
    .executeTakeFirst();
  return row?.team_id;
}
