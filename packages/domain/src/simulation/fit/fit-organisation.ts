import type { FlowHistory } from "../../flow/history.ts";
import { RefusedInput } from "../../numbers/refused-input.ts";
import type { ItemUnderWay } from "../simulation.ts";
import { channelFor, channelsOf } from "./fit-channels.ts";
import { teamId, teamsOf } from "./fit-hours.ts";
import { limitOf } from "./fit-limit.ts";
import { fitTeam } from "./fit-team.ts";
import type { FittedModel, FittedStage, FittedTeam } from "./fitted-model.ts";
import type { FitSpan, KnownFacts } from "./known-facts.ts";
import { acceptanceOf, blocksOf, lengthsOf, visitLifetimes, waysOn } from "./stage-figures.ts";
import { eachStretch, type Journey, journeysUntil, OPEN, type Visit } from "./visits.ts";

export type FitRefusal = "too_little_finished" | "too_short_history";

/** Items that must have been finished, and weeks that must have been seen. */
export const LEAST_FINISHED = 20;
export const LEAST_WEEKS = 3;
const WEEK = 7 * 86_400_000;
export const GIVEN_UP_STAGE = "given up";
const ELSEWHERE = "elsewhere";

/** A model as first read, and the journeys it was read from. */
export interface FirstFit {
  readonly model: FittedModel;
  readonly journeys: readonly Journey[];
  readonly stageIds: readonly string[];
  /** Work clock per stage, in the order of `stageIds`. */
  readonly clocks: readonly ((at: number) => number)[];
  readonly standing: ReadonlySet<Visit>;
}

/**
 * Reads an organisation out of what happened to its items in [from, until]: how they arrive, where they go, how long visits last,
 * how many a team carries on at once, how they are blocked and answered; and where everything stands at `until`. Lengths are
 * first guesses for stages with waiting in them; `calibrate` settles them. Refuses histories that say too little.
 */
export function fitOrganisation(history: FlowHistory, facts: KnownFacts, { from, until }: FitSpan): FirstFit {
  const journeys = journeysUntil(history, until);
  const finished = journeys.filter(({ finishedAt }) => finishedAt !== undefined && finishedAt >= from).length;
  if (until - from < LEAST_WEEKS * WEEK)
    throw new RefusedInput<FitRefusal>(
      "too_short_history",
      `What-if needs at least ${LEAST_WEEKS} weeks of history; there ${weeksThere((until - from) / WEEK)}.`,
    );
  if (finished < LEAST_FINISHED)
    throw new RefusedInput<FitRefusal>(
      "too_little_finished",
      `What-if needs at least ${LEAST_FINISHED} finished items; there ${finished === 1 ? "is" : "are"} ${finished}.`,
    );
  const span = { from, until };
  const byStage: Visit[][] = history.stages.map(() => []);
  for (const { visits } of journeys) for (const visit of visits) byStage[visit.stage]!.push(visit);
  const stageIds = history.stages.map(({ id }) => id);
  const isUsed = (at: number) =>
    history.stages[at]!.kind === "done" || byStage[at]!.some((visit) => visit.to >= from && visit.from <= until);

  const teams = teamsOf(history, facts, byStage, span, isUsed);
  const teamOf = (stage: number) => teams.find(({ id }) => id === teamId(history, stage))!;
  const clocks = history.stages.map((stage, at) =>
    stage.kind === "done" || !isUsed(at) ? (time: number) => time : teamOf(at).clock,
  );
  const standing = standingVisits(byStage, clocks, until);

  const fitted = teams.map((team) => fitTeam(team, history, byStage, standing, span));
  const lengthsAt = new Map(fitted.flatMap(({ lengths }) => [...lengths]));
  const stages: FittedStage[] = [];
  for (const [at, { id, kind }] of history.stages.entries()) {
    if (!isUsed(at)) continue;
    if (kind === "done") {
      stages.push(doneStage(id));
      continue;
    }
    const seen = byStage[at]!.filter((visit) => !standing.has(visit));
    const ended = seen.filter((visit) => visit.to >= from && visit.to <= until);
    const clock = clocks[at]!;
    const team = fitted.find((one) => one.team.id === teamId(history, at))!.team;
    const lengths = kind === "active" ? lengthsAt.get(at) : lengthsOf(visitLifetimes(seen, clock, span));
    const blocks = kind === "active" ? blocksOf(ended) : undefined;
    stages.push({
      id,
      kind,
      team: team.id,
      visits: ended.length,
      stay: lengths?.length ? lengths.map(Math.round) : [0],
      effort: kind === "active" ? Math.min(1, team.people / team.atOnce) : 0,
      rest: kind === "active" ? Math.max(0, 1 - team.people / team.atOnce) : 1,
      next: waysOn(ended, stageIds, usualWay(history, at, isUsed), GIVEN_UP_STAGE),
      ...(blocks && { blocks }),
      ...limitOf(history, at, facts, seen, clock, span),
      meanWip: meanWipOf(seen, span),
    });
  }
  const known = new Set(stages.map(({ id }) => id));
  known.add(GIVEN_UP_STAGE);
  const calendars = teams.map(({ plan }) => plan);
  const channels = channelsOf(journeys, facts, history, teams, calendars, known, span);
  const model: FittedModel = {
    from,
    until,
    calendars,
    teams: fitted.map(({ team }) => team),
    stages: withEnds(withAcceptances([...stages, doneStage(GIVEN_UP_STAGE)], history, byStage, span), known),
    channels,
    classes: facts.classes,
    interruptions: [],
    underWay: [],
    standing: standingCounts(standing, stageIds),
  };
  const first = { model: withElsewhere(model), journeys, stageIds, clocks, standing };
  return { ...first, model: { ...first.model, underWay: stateAt(first, facts, until) } };
}

const weeksThere = (weeks: number): string =>
  weeks < 0.1 ? "is none yet" : `${weeks < 1.05 ? "is" : "are"} ${weeks.toFixed(1).replace(/\.0$/, "")}`;

/** What is under way at an instant, each item where it stands and for how long. */
export function stateAt(
  { model, journeys, stageIds, clocks, standing }: FirstFit,
  facts: KnownFacts,
  at: number,
): ItemUnderWay[] {
  const state: ItemUnderWay[] = [];
  const stages = new Set(model.stages.map(({ id }) => id));
  for (const { item, arrivedAt, visits } of journeys) {
    const here = visits.find((visit) => visit.from < at && visit.to > at);
    if (!here || standing.has(here) || !stages.has(stageIds[here.stage]!)) continue;
    const clock = clocks[here.stage]!;
    let inStage = 0;
    eachStretch(here, here.from, at, (a, b) => {
      inStage += clock(b) - clock(a);
    });
    state.push({
      channel: channelFor(model, facts.channelOf(item), stageIds[visits[0]!.stage]!),
      stage: stageIds[here.stage]!,
      arrivedAt,
      serviceClass: facts.classOf(item),
      inStage: Math.round(inStage),
    });
  }
  return state;
}

/** Open visits that have lasted longer than any that ended. */
function standingVisits(
  byStage: readonly Visit[][],
  clocks: readonly ((at: number) => number)[],
  until: number,
): Set<Visit> {
  const standing = new Set<Visit>();
  for (const [stage, visits] of byStage.entries()) {
    const clock = clocks[stage]!;
    let longest = -1;
    for (const { from, to } of visits) if (to <= until) longest = Math.max(longest, clock(to) - clock(from));
    for (const visit of visits)
      if (visit.next === OPEN && clock(until) - clock(visit.from) > longest * 1.2 && longest >= 0) standing.add(visit);
  }
  return standing;
}

function standingCounts(standing: ReadonlySet<Visit>, stageIds: readonly string[]): FittedModel["standing"] {
  const counts = new Map<string, number>();
  for (const { stage } of standing) counts.set(stageIds[stage]!, (counts.get(stageIds[stage]!) ?? 0) + 1);
  return Array.from(counts, ([stage, count]) => ({ stage, count }));
}

/** The next stage in the workflow's order, else any done one. */
function usualWay(history: FlowHistory, at: number, isUsed: (at: number) => boolean): string {
  for (let next = at + 1; next < history.stages.length; next++) if (isUsed(next)) return history.stages[next]!.id;
  return history.stages.findLast(({ kind }) => kind === "done")?.id ?? GIVEN_UP_STAGE;
}

const doneStage = (id: string): FittedStage => ({
  id,
  kind: "done",
  visits: 0,
  stay: [],
  effort: 0,
  rest: 0,
  next: [],
  meanWip: 0,
});

/** Items in the stage on average over wall time. */
function meanWipOf(visits: readonly Visit[], { from, until }: FitSpan): number {
  let area = 0;
  for (const visit of visits) area += Math.max(0, Math.min(visit.to, until) - Math.max(visit.from, from));
  return area / (until - from);
}

function withAcceptances(
  stages: FittedStage[],
  history: FlowHistory,
  byStage: readonly Visit[][],
  { from, until }: FitSpan,
): FittedStage[] {
  return stages.map((stage) => {
    const at = history.stages.findIndex(({ id }) => id === stage.id);
    if (at < 0) return stage;
    const given = byStage.flatMap((visits, other) =>
      history.stages[other]!.team === history.stages[at]!.team
        ? []
        : visits.filter(({ next, to }) => next === at && to >= from && to <= until),
    );
    const acceptance = acceptanceOf(given);
    const team = history.stages[at]!.team ?? ELSEWHERE;
    return acceptance ? { ...stage, team, acceptance } : stage;
  });
}

/** A team of nobody for what is handed to others beyond the history's sight. */
function withElsewhere(model: FittedModel): FittedModel {
  const missing = [...new Set(model.stages.flatMap(({ team }) => team ?? []))].filter(
    (id) => !model.teams.some((team) => team.id === id),
  );
  const extra = missing.map((id): FittedTeam => ({
    id,
    members: 0,
    people: 0,
    atOnce: 0,
    most: 0,
    isLimitSeen: false,
    share: 1,
    calendar: 0,
    hours: "all",
    order: "first_in",
    pull: "finish_first",
  }));
  return { ...model, teams: [...model.teams, ...extra] };
}

/** Every stage needs a way that ends; ways to stages that are not part of the model are left out. */
function withEnds(stages: FittedStage[], known: ReadonlySet<string>): FittedStage[] {
  const cleaned = stages.map((stage) => {
    const ways = stage.next.filter((way) => known.has(way.stage) && way.stage !== stage.id);
    const total = ways.reduce((sum, { share }) => sum + share, 0);
    return { ...stage, next: ways.map((way) => ({ ...way, share: way.share / total })) };
  });
  const ends = new Set(cleaned.flatMap(({ id, kind }) => (kind === "done" ? [id] : [])));
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, next } of cleaned) {
      if (ends.has(id) || !next.some((way) => ends.has(way.stage))) continue;
      ends.add(id);
      grown = true;
    }
  }
  return cleaned.map((stage) => {
    if (ends.has(stage.id)) return stage;
    // Nothing was seen to leave for good: one visit in a hundred is taken to be given up.
    const next = stage.next.map((way) => ({ ...way, share: way.share * 0.99 }));
    const left = 1 - next.reduce((sum, { share }) => sum + share, 0);
    return { ...stage, next: [...next, { stage: GIVEN_UP_STAGE, share: left }] };
  });
}
