/** A plan to schedule, as people write it in JSON. */
import type { DelayCurve } from "@throughline/domain/priority/sequencing/cost-of-delay";
import type {
  PlannedResource,
  ResourceActivity,
  ResourceLink,
  ResourcePlan,
} from "@throughline/domain/projects/resource-plan";
import type { CostObjective } from "@throughline/domain/projects/schedule-objective";
import { dayNumber, weekday } from "@throughline/domain/time/civil-date";
import { WrongUsage } from "../arguments.ts";
import type { Placed } from "./read-json.ts";
import { dateText } from "./time-words.ts";

export interface DescribedPlan {
  readonly plan: ResourcePlan;
  readonly objective: CostObjective | undefined;
  /** How a period is called: "period 3", or the date of its day. */
  readonly dates: PlanDates | null;
}

export interface PlanDates {
  /** The number of the first day. */
  readonly start: number;
  /** Periods are Mondays to Fridays. */
  readonly onlyWeekdays: boolean;
}

/** Refuses (`WrongUsage`) what is of the wrong shape, with its place; what cannot be scheduled the engine refuses. */
export function readPlan(given: Placed): DescribedPlan {
  given.onlyFields("resources", "activities", "links", "start", "weekdays", "objective");
  const resources = given.field("resources");
  const links = given.field("links");
  const activities = given.field("activities").list();
  const objective = given.field("objective");
  const start = given.field("start");
  const weekdays = given.field("weekdays");
  return {
    plan: {
      resources: resources.isThere ? resources.list().map(resourceOf) : [],
      activities: activities.map(activityOf),
      links: [...(links.isThere ? links.list().map(linkOf) : []), ...activities.flatMap(linksBefore)],
    },
    objective: objective.isThere ? objectiveOf(objective) : undefined,
    dates: start.isThere ? datesFrom(start.text(), weekdays.isThere && weekdays.yes()) : null,
  };
}

export function datesFrom(date: string, onlyWeekdays: boolean): PlanDates {
  const start = dayNumber(date);
  if (onlyWeekdays && weekday(start) > 4) throw new WrongUsage(`The plan starts on ${date}, which is no weekday.`);
  return { start, onlyWeekdays };
}

/** The date of a period. */
export function dateOf({ start, onlyWeekdays }: PlanDates, period: number): string {
  if (!onlyWeekdays) return dateText(start + period);
  const weeks = Math.floor((weekday(start) + period) / 5);
  return dateText(start - weekday(start) + 7 * weeks + ((weekday(start) + period) % 5));
}

function resourceOf(resource: Placed): PlannedResource {
  resource.onlyFields("name", "capacity");
  const capacity = resource.field("capacity");
  return {
    name: resource.field("name").text(),
    capacity: capacity.isList ? capacity.list().map((one) => one.number()) : capacity.number(),
  };
}

function activityOf(activity: Placed): ResourceActivity {
  activity.onlyFields("name", "duration", "needs", "after", "notBefore", "begunAt", "delay");
  const [needs, notBefore, begunAt, delay] = ["needs", "notBefore", "begunAt", "delay"].map((name) =>
    activity.field(name),
  ) as [Placed, Placed, Placed, Placed];
  return {
    name: activity.field("name").text(),
    duration: activity.field("duration").number(),
    ...(needs.isThere
      ? { needs: Object.fromEntries(needs.fields().map(([name, units]) => [name, units.number()])) }
      : {}),
    ...(notBefore.isThere ? { notBefore: notBefore.number() } : {}),
    ...(begunAt.isThere ? { begunAt: begunAt.number() } : {}),
    ...(delay.isThere ? { delay: curveOf(delay) } : {}),
  };
}

/** `"after": ["dig", "order"]`: finish to start without lag. */
function linksBefore(activity: Placed): ResourceLink[] {
  const after = activity.field("after");
  return after.isThere ? after.list().map((from) => ({ from: from.text(), to: activity.field("name").text() })) : [];
}

function linkOf(link: Placed): ResourceLink {
  link.onlyFields("from", "to", "kind", "lag");
  const [kind, lag] = [link.field("kind"), link.field("lag")];
  return {
    from: link.field("from").text(),
    to: link.field("to").text(),
    ...(kind.isThere ? { kind: kind.word("FS", "SS", "FF", "SF") } : {}),
    ...(lag.isThere ? { lag: lag.number() } : {}),
  };
}

/** {"due": 20, "rate": 5} or {"due": 20, "step": 100}; "until" ends the rising. */
function curveOf(delay: Placed): DelayCurve {
  delay.onlyFields("due", "rate", "step", "until");
  const at = (name: string, otherwise: number) => (delay.field(name).isThere ? delay.field(name).number() : otherwise);
  return { from: at("due", 0), until: at("until", Infinity), rate: at("rate", 0), step: at("step", 0) };
}

function objectiveOf(objective: Placed): CostObjective {
  objective.onlyFields("lengthRate", "previous", "stability");
  const [rate, previous, stability] = ["lengthRate", "previous", "stability"].map((name) => objective.field(name)) as [
    Placed,
    Placed,
    Placed,
  ];
  return {
    ...(rate.isThere ? { lengthRate: rate.number() } : {}),
    ...(stability.isThere ? { stability: stability.number() } : {}),
    ...(previous.isThere
      ? { previous: Object.fromEntries(previous.fields().map(([name, start]) => [name, start.number()])) }
      : {}),
  };
}
