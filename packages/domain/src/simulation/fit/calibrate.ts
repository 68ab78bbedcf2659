import { Simulation } from "../simulation.ts";
import { fitOrganisation, stateAt, type FirstFit } from "./fit-organisation.ts";
import type { FitSpan, KnownFacts } from "./known-facts.ts";
import type { FittedModel, FittedStage } from "./fitted-model.ts";
import { organisationFrom } from "./organisation-from.ts";
import type { FlowHistory } from "../../flow/history.ts";
import type { Watcher } from "../floor.ts";
import type { Organisation } from "../organisation.ts";
import type { ItemUnderWay } from "../simulation.ts";

const ROUNDS = 16;
/** Rounds that bring nothing after which no more are made. */
const PATIENCE = 5;
/** As many runs a round as make about so many changes of state, from 3 to 12: small organizations need more to be told from chance. */
const CHANGES = 80_000;
/** A stage within this of what was seen is left alone. */
const CLOSE = 0.03;
/** How far a rest may grow beyond what the visits themselves say. */
const FURTHEST = 4;

/** Reads an organisation out of its history and settles it by simulating the same weeks. */
export function fittedOrganisation(history: FlowHistory, facts: KnownFacts, span: FitSpan): FirstFit {
  const first = fitOrganisation(history, facts, span);
  return { ...first, model: calibrate(first.model, stateAt(first, facts, span.from)) };
}

/**
 * Settles what visits alone cannot tell apart, waiting for a turn and lying still: simulates the weeks the model was fitted to from where
 * everything stood at their beginning, under the same chance in every round, and moves each stage's lengths towards
 * those with which it holds as many items, on average and for as many visits, as it was seen to hold (by Little's law, with
 * which items also stay as long). A queue that is too long with nothing left of its own rest says that the team behind it is too slow.
 */
export function calibrate(model: FittedModel, atBeginning: readonly ItemUnderWay[]): FittedModel {
  const teams = pulledTeams({ ...model, underWay: atBeginning });
  let stages = model.stages;
  let best = { stages, miss: Infinity, round: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const simulated = simulate({ ...model, teams, stages, underWay: atBeginning });
    const miss = missOf(stages, simulated.wip);
    if (miss < best.miss) best = { stages, miss, round };
    if (miss < CLOSE || round - best.round >= PATIENCE) break;
    stages = movedStages(model, stages, simulated, round < ROUNDS / 2 ? 0.7 : 0.35);
  }
  return { ...model, teams, stages: best.stages };
}

/** Of several active stages, which the team's people turn to first: whichever way leaves items where they were seen. */
function pulledTeams(model: FittedModel): FittedModel["teams"] {
  const activeOf = (team: string) => model.stages.filter((stage) => stage.kind === "active" && stage.team === team);
  if (!model.teams.some(({ id }) => activeOf(id).length > 1)) return model.teams;
  const byOrder = model.teams.map((team) => ({ ...team, pull: "by_order" as const }));
  const [finishing, ordered] = [simulate(model), simulate({ ...model, teams: byOrder })];
  return model.teams.map((team, at) => {
    const own = activeOf(team.id);
    return own.length > 1 && missOf(own, ordered.wip) < missOf(own, finishing.wip) ? byOrder[at]! : team;
  });
}

interface Simulated {
  /**
   * Items that each stage would hold on average, over the model's own weeks, with as many visits as were seen: what a stage at its
   * limit holds says nothing of how long its visits take, how many of them end does.
   */
  readonly wip: ReadonlyMap<string, number>;
  /** Share of their hours that each team's people were busy. */
  readonly busy: ReadonlyMap<string, number>;
  /** Mean time that offers into each stage were open. */
  readonly offered: ReadonlyMap<string, number>;
}

function movedStages(
  model: FittedModel,
  stages: readonly FittedStage[],
  { wip, busy, offered }: Simulated,
  step: number,
): FittedStage[] {
  const answers = new Map(model.stages.map(({ id, acceptance }) => [id, acceptance ? meanOf(acceptance.wait) : 0]));
  const pace = new Map<string, number>();
  for (const { id } of model.teams) {
    const own = stages.filter(({ kind, team }) => kind === "active" && team === id);
    const seen = own.reduce((sum, { meanWip }) => sum + meanWip, 0);
    const ratio = ratioOf(
      seen,
      own.reduce((sum, stage) => sum + (wip.get(stage.id) ?? 0), 0),
    );
    // Close to its limit a team's items hang on its pace by a factor of 1 / (1 − busy): the steps are that much smaller.
    pace.set(id, Math.abs(ratio - 1) < CLOSE ? 1 : ratio ** (step * Math.max(0.05, 1 - (busy.get(id) ?? 0))));
  }
  const slow = new Set<string>();
  const moved = stages.map((from) => {
    const stage = answeredStage(from, answers.get(from.id)!, offered.get(from.id), step);
    const ratio = ratioOf(stage.meanWip, wip.get(stage.id) ?? 0);
    if (stage.kind === "done") return stage;
    if (stage.kind === "active") {
      const by = pace.get(stage.team ?? "") ?? 1;
      // Where nobody is short of hands each stage has its own rest.
      return { ...stage, effort: stage.effort * by, rest: Math.min(stage.rest * by * ratio ** (0.5 * step), FURTHEST) };
    }
    if (Math.abs(ratio - 1) < CLOSE) return stage;
    if (ratio < 0.9 && stage.rest < 0.05) behind(stages, stage, slow);
    const by = ratio ** step;
    return { ...stage, rest: Math.min(stage.rest < 0.01 && by > 1 ? 0.05 : stage.rest * by, FURTHEST) };
  });
  return moved.map((stage) =>
    slow.has(stage.id) ? { ...stage, effort: stage.effort * 0.99, rest: stage.rest * 0.99 } : stage,
  );
}

/** The active stages behind a queue, up to the next one: whichever of them is at its limit, the queue feels it. */
function behind(stages: readonly FittedStage[], from: FittedStage, found: Set<string>): void {
  for (const { stage: id, share: taken } of from.next) {
    const next = stages.find((stage) => stage.id === id);
    if (taken <= 0.2 || next?.kind !== "active" || found.has(id)) continue;
    found.add(id);
    behind(stages, next, found);
  }
}

/** Offers were seen to wait for room too, which the simulation adds by itself: their own wait is what is left. */
function answeredStage(stage: FittedStage, seen: number, simulated: number | undefined, step: number): FittedStage {
  const { acceptance } = stage;
  if (!acceptance || seen === 0 || !simulated || Math.abs(seen / simulated - 1) < CLOSE) return stage;
  const by = Math.min(seen / meanOf(acceptance.wait), Math.max(0.4, seen / simulated) ** step);
  return { ...stage, acceptance: { ...acceptance, wait: acceptance.wait.map((wait) => Math.round(wait * by)) } };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function simulate(model: FittedModel): Simulated {
  const organisation = organisationFrom(model);
  const wip = new Map<string, number>();
  const ended = new Map<string, number>();
  const worked = new Map<string, number>();
  const atWork = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, value: number) => map.set(key, (map.get(key) ?? 0) + value);
  const offers = new Map<string, { count: number; time: number }>();
  let runs = 3;
  for (let run = 0; run < runs; run++) {
    const { from, until, underWay } = model;
    const watcher = offerWatcher(organisation, offers);
    const result = new Simulation(organisation, { seed: `calibrate/${run}`, from, until, underWay, watcher }).run();
    if (run === 0) runs = Math.min(12, Math.max(3, Math.round(CHANGES / Math.max(1, result.changes))));
    for (const { stage, meanWip, entered, wip: left } of result.stages) {
      add(wip, stage, meanWip / runs);
      add(ended, stage, (entered - left) / runs);
    }
    for (const { team, shiftTime, workedShare } of result.people) {
      add(worked, team, shiftTime * workedShare);
      add(atWork, team, shiftTime);
    }
  }
  return {
    wip: new Map(model.stages.map(({ id, visits }) => [id, wip.get(id)! * share(visits, ended.get(id) ?? 0)])),
    busy: new Map(Array.from(worked, ([team, time]) => [team, time / Math.max(1, atWork.get(team)!)])),
    offered: new Map(Array.from(offers, ([stage, { count, time }]) => [stage, time / count])),
  };
}

/** Adds up how long offers into each stage are open. */
function offerWatcher(organisation: Organisation, offers: Map<string, { count: number; time: number }>): Watcher {
  const since = new Map<number, number>();
  return {
    changed(change, at, subject, stage, channel) {
      if (change !== "offered" && change !== "accepted" && change !== "declined") return;
      const item = subject * 64 + channel;
      if (change === "offered") {
        since.set(item, at);
        return;
      }
      const { name } = organisation.stages[stage]!;
      const sum = offers.get(name) ?? { count: 0, time: 0 };
      offers.set(name, sum);
      sum.count += 1;
      sum.time += at - since.get(item)!;
      since.delete(item);
    },
  };
}

/** Visits seen over visits simulated, as far as there are enough of both. */
const share = (seen: number, simulated: number): number =>
  seen < 5 || simulated < 5 ? 1 : Math.min(2, Math.max(0.5, seen / simulated));

/** Seen over simulated, both with a little added so that a stage with hardly anything in it does not swing. */
const ratioOf = (seen: number, simulated: number): number =>
  Math.min(2.5, Math.max(0.4, (seen + 0.05) / (simulated + 0.05)));

/** Mean distance of the logarithms, weighted by what was seen in each stage. */
function missOf(stages: readonly FittedStage[], simulated: ReadonlyMap<string, number>): number {
  let weight = 0;
  let miss = 0;
  for (const { id, kind, meanWip } of stages) {
    if (kind === "done") continue;
    weight += meanWip + 0.05;
    miss += (meanWip + 0.05) * Math.abs(Math.log(ratioOf(meanWip, simulated.get(id) ?? 0)));
  }
  return weight === 0 ? 0 : miss / weight;
}
