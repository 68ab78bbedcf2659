/** Who works when: each team's hours, the ones set where they are kept to, else those seen. */
import type { FlowHistory } from "../../flow/history.ts";
import { workingCalendar, type CalendarPlan, type WorkingCalendar } from "../../time/working-calendar.ts";
import { isWorkingInstant, workClock } from "../../time/working-time.ts";
import type { FittedTeam } from "./fitted-model.ts";
import type { FitSpan, KnownFacts, KnownTeam } from "./known-facts.ts";
import { allHours, seenHours } from "./seen-hours.ts";
import type { Visit } from "./visits.ts";

/** A team's hours are taken for true where this share of what it finishes falls into them, or too little is known. */
const IN_HOURS = 0.75;

export interface TeamHours {
  readonly id: string;
  readonly known: KnownTeam;
  readonly plan: CalendarPlan;
  readonly calendar: WorkingCalendar;
  readonly clock: (at: number) => number;
  readonly hours: FittedTeam["hours"];
  /** Place among the teams. */
  readonly at: number;
}

/** Empty where a stage is nobody's. */
export const teamId = (history: FlowHistory, stage: number): string => history.stages[stage]!.team ?? "";

/** The teams whose stages are used, each with its hours. */
export function teamsOf(
  history: FlowHistory,
  facts: KnownFacts,
  byStage: readonly Visit[][],
  { from, until }: FitSpan,
  isUsed: (stage: number) => boolean,
): TeamHours[] {
  const ids = [
    ...new Set(history.stages.flatMap(({ kind, team }, at) => (kind === "done" || !isUsed(at) ? [] : [team ?? ""]))),
  ];
  return ids.map((id, at) => {
    const known = facts.teams.find((team) => team.id === id) ?? {
      id,
      members: 0,
      calendar: allHours({ name: "UTC", initial: 0, transitions: [] }),
      order: "first_in",
    };
    // When work of the team ended is the best witness of when it works.
    const instants = history.stages.flatMap(({ kind }, stage) =>
      kind === "active" && teamId(history, stage) === id
        ? byStage[stage]!.flatMap(({ end }) => (end >= from && end <= until ? [end] : []))
        : [],
    );
    const set = workingCalendar(known.calendar);
    const inside = instants.filter((instant) => isWorkingInstant(set, instant)).length;
    const believed = instants.length < 20 || inside / instants.length >= IN_HOURS;
    const seen = believed ? undefined : seenHours(instants, known.calendar.zone, 0.95);
    const plan = believed ? known.calendar : (seen ?? allHours(known.calendar.zone));
    const calendar = believed ? set : workingCalendar(plan);
    return {
      id,
      known,
      plan,
      calendar,
      clock: (instant) => workClock(calendar, instant),
      hours: believed ? "set" : seen ? "seen" : "all",
      at,
    };
  });
}
