import type { FlowHistory } from "../../flow/history.ts";
import { workingCalendar, type CalendarPlan, type WorkingCalendar } from "../../time/working-calendar.ts";
import { isWorkingInstant } from "../../time/working-time.ts";
import { arrivalSpacing } from "./arrival-spacing.ts";
import { teamId, type TeamHours } from "./fit-hours.ts";
import type { FittedChannel, FittedModel } from "./fitted-model.ts";
import type { FitSpan, KnownFacts } from "./known-facts.ts";
import { allHours, seenHours } from "./seen-hours.ts";
import type { Journey } from "./visits.ts";

const WEEK = 7 * 86_400_000;

/** Whichever channel brings an item of this kind into this stage. */
export const channelFor = (model: Pick<FittedModel, "channels">, channel: string, stage: string): string =>
  (
    model.channels.find((one) => one.channel === channel && one.stage === stage) ??
    model.channels.find((one) => one.stage === stage) ??
    model.channels[0]!
  ).id;

/** At most so many ways in; the rarest join the most frequent one into their stage. */
const MOST_CHANNELS = 16;

/** How work comes in: by each channel, into each stage, how often and in whose hours. Hours nobody has yet are added to `calendars`. */
export function channelsOf(
  journeys: readonly Journey[],
  facts: KnownFacts,
  history: FlowHistory,
  teams: readonly TeamHours[],
  calendars: CalendarPlan[],
  known: ReadonlySet<string>,
  { from, until }: FitSpan,
): FittedChannel[] {
  const groups = new Map<
    string,
    { channel: string; stage: number; arrivals: number[]; classes: Map<string, number> }
  >();
  for (const { item, arrivedAt, visits } of journeys) {
    if (arrivedAt < from) continue;
    const { stage } = visits[0]!;
    if (!known.has(history.stages[stage]!.id)) continue;
    const channel = facts.channelOf(item);
    const key = JSON.stringify([channel, stage]);
    const group = groups.get(key) ?? { channel, stage, arrivals: [], classes: new Map<string, number>() };
    groups.set(key, group);
    group.arrivals.push(arrivedAt);
    const serviceClass = facts.classOf(item);
    group.classes.set(serviceClass, (group.classes.get(serviceClass) ?? 0) + 1);
  }
  const ordered = [...groups.values()].sort((a, b) => b.arrivals.length - a.arrivals.length);
  const kept = ordered.slice(0, MOST_CHANNELS);
  for (const rare of ordered.slice(MOST_CHANNELS)) {
    const into = kept.find(({ stage }) => stage === rare.stage) ?? kept[0]!;
    into.arrivals.push(...rare.arrivals);
    for (const [name, count] of rare.classes) into.classes.set(name, (into.classes.get(name) ?? 0) + count);
  }
  const fallback: Journey | undefined = journeys[0];
  if (kept.length === 0 && fallback)
    kept.push({
      channel: facts.channelOf(fallback.item),
      stage: fallback.visits[0]!.stage,
      arrivals: [],
      classes: new Map(),
    });
  return kept.map(({ channel, stage, arrivals, classes }, at): FittedChannel => {
    const team = teams.find(({ id }) => id === teamId(history, stage))!;
    const [plan, calendar] = hoursOfArrivals(arrivals, team);
    let index = calendars.indexOf(plan);
    if (index < 0) index = calendars.push(plan) - 1;
    const count = arrivals.length;
    return {
      id: `way in ${at + 1}`,
      channel,
      stage: history.stages[stage]!.id,
      count,
      perWeek: (count / (until - from)) * WEEK,
      between:
        count === 0
          ? { kind: "exponential", mean: 1000 * WEEK }
          : arrivalSpacing(
              arrivals.sort((a, b) => a - b),
              calendar,
              from,
              until,
            ),
      calendar: index,
      classes:
        count === 0
          ? { [facts.classes[0]!.name]: 1 }
          : Object.fromEntries(Array.from(classes, ([name, n]) => [name, n / count])),
    };
  });
}

/** The team's hours where nearly all arrivals fall into them, else those in which they were seen to come. */
function hoursOfArrivals(arrivals: readonly number[], team: TeamHours): [CalendarPlan, WorkingCalendar] {
  const inside = arrivals.filter((at) => isWorkingInstant(team.calendar, at)).length;
  if (inside >= 0.9 * arrivals.length) return [team.plan, team.calendar];
  const plan = seenHours(arrivals, team.plan.zone, 0.97) ?? allHours(team.plan.zone);
  return [plan, workingCalendar(plan)];
}
