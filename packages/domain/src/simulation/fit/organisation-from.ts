import { workingCalendar, type WorkingCalendar } from "../../time/working-calendar.ts";
import { workingTimeBetween } from "../../time/working-time.ts";
import type { Duration } from "../durations.ts";
import type { Organisation, SimulatedStage } from "../organisation.ts";
import type { FittedModel, FittedStage } from "./fitted-model.ts";

const WEEK = 7 * 86_400_000;

/** The organisation that a fitted model describes, ready to be simulated. */
export function organisationFrom(model: FittedModel): Organisation {
  const calendars = model.calendars.map(workingCalendar);
  const calendarOf = (index: number): WorkingCalendar => calendars[index]!;
  return {
    classes: model.classes,
    teams: model.teams.map((team) => ({
      name: team.id,
      order: team.order,
      pull: team.pull,
      calendar: calendarOf(team.calendar),
      people: Array.from({ length: team.people }, (_, i) => ({ name: `${team.id} ${i + 1}`, capacity: team.share })),
    })),
    stages: model.stages.map(stageFrom),
    channels: model.channels
      .filter(({ perWeek }) => perWeek > 0)
      .map(({ id, stage, between, calendar, classes }) => ({
        name: id,
        stage,
        between,
        classes,
        calendar: calendarOf(calendar),
      })),
    interruptions: model.interruptions
      .filter(({ perWeek }) => perWeek > 0)
      .map(({ team, perWeek, length }) => {
        const calendar = calendarOf(model.teams.find(({ id }) => id === team)!.calendar);
        const working = workingTimeBetween(calendar, model.until, model.until + WEEK * 52) / 52;
        return {
          name: team,
          team,
          calendar,
          between: { kind: "exponential" as const, mean: working / perWeek },
          duration: { kind: "exponential" as const, mean: length },
        };
      }),
  };
}

function stageFrom(stage: FittedStage): SimulatedStage {
  const { id, kind, team, stay, limit, next, acceptance, blocks } = stage;
  return {
    name: id,
    kind,
    next,
    ...(team !== undefined && { team }),
    ...(kind === "active" && { effort: scaled(stay, stage.effort) }),
    ...(kind !== "done" && stage.rest > 0 && { rest: scaled(stay, stage.rest) }),
    ...(limit !== undefined && { wipLimit: limit }),
    ...(acceptance && {
      acceptance: { wait: observed(acceptance.wait), declined: acceptance.declined, keepsPlace: false },
    }),
    ...(blocks && { blocks: { share: blocks.share, wait: observed(blocks.wait) } }),
  };
}

const observed = (values: readonly number[]): Duration => ({ kind: "observed", values });
const scaled = (values: readonly number[], by: number): Duration => observed(values.map((value) => value * by));
