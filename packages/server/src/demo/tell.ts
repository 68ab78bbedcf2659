import type { Team } from "@throughline/contract/teams";
import type { DemoContent, OrganizationPlan, TeamPlan } from "@throughline/domain/simulation/demo/content";
import type { Caller } from "@throughline/domain/simulation/demo/directory";
import { demoHistory, demoStart } from "@throughline/domain/simulation/demo/demo-history";
import type { RoutineTimes } from "@throughline/domain/simulation/demo/planned-work";
import type { DemoHistory } from "@throughline/domain/simulation/demo/told";
import { teamCalendar } from "../calendars/team-calendar.ts";
import { must } from "../http/refusal.ts";
import { dayIn, occurrences } from "../routines/occurrences.ts";

/** When the demo's history up to an instant begins. */
export function startOfDemo({ organization: plan }: DemoContent, now: Date): Date {
  const first = must(plan.teams[0], "a first team");
  const calendar = teamCalendar(first.timeZone, calendarOf(first, now), now);
  return new Date(demoStart(plan.weeks, now.getTime(), calendar));
}

/**
 * The demo's history up to an instant, with what the plan leaves to the edge: zones with their changes of the clocks, and
 * when calendar routines come up. The same arguments give the same history.
 */
export function tellDemo(content: DemoContent, idSeed: string, now: Date, caller: Caller): DemoHistory {
  const { organization: plan } = content;
  return demoHistory({
    content,
    seed: plan.seed,
    idSeed,
    now: now.getTime(),
    calendars: new Map(plan.teams.map((team) => [team.key, teamCalendar(team.timeZone, calendarOf(team, now), now)])),
    routines: routineTimes(plan, startOfDemo(content, now), now),
    caller,
  });
}

/** A team's week with its holidays of the years around now. */
export function calendarOf({ week, holidays }: TeamPlan, now: Date): Team["calendar"] {
  const year = now.getUTCFullYear();
  return {
    week: week.map((spans) => spans.map(([from = 0, to = 0]) => [from, to])),
    holidays: [year - 1, year, year + 1].flatMap((each) => holidays.map((day) => `${each}-${day}`)),
  };
}

function routineTimes(plan: OrganizationPlan, startedAt: Date, now: Date): ReadonlyMap<string, RoutineTimes> {
  return new Map(
    plan.routines.flatMap((routine): [string, RoutineTimes][] => {
      if (routine.recurrence === undefined) return [];
      const { timeZone } = must(
        plan.teams.find((team) => team.key === routine.team),
        `the team of ${routine.key}`,
      );
      const rule = occurrences(routine.recurrence, dayIn(startedAt, timeZone), timeZone);
      if ("problem" in rule) throw new Error(`The routine ${routine.key} of the demo: ${rule.problem}`);
      const times: number[] = [];
      let next = rule.occurrences.next(startedAt);
      for (; next !== null && next <= now; next = rule.occurrences.next(next)) times.push(next.getTime());
      return [[routine.key, { times, nextAt: next?.getTime() ?? null }]];
    }),
  );
}
