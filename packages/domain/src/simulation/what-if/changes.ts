import { RefusedInput } from "../../numbers/refused-input.ts";
import type { CalendarPlan, Shift } from "../../time/working-calendar.ts";
import type { Duration } from "../durations.ts";
import type { FittedModel, FittedStage, FittedTeam } from "../fit/fitted-model.ts";

/** One thing that could be otherwise. Percentages are whole numbers of 100; lengths in hours. */
export type WhatIfChange =
  /** So many percent of the arrivals there are, by one channel or by all (null). */
  | { readonly kind: "arrivals"; readonly channel: string | null; readonly percent: number }
  | { readonly kind: "people"; readonly team: string; readonly people: number }
  /** How much of their time people give to this work. */
  | { readonly kind: "share"; readonly team: string; readonly percent: number }
  | { readonly kind: "hours"; readonly team: string; readonly perWeek: number }
  /** So many percent of the work each visit takes. */
  | { readonly kind: "effort"; readonly team: string; readonly percent: number }
  | { readonly kind: "order"; readonly team: string; readonly order: FittedTeam["order"] }
  | { readonly kind: "limit"; readonly stage: string; readonly limit: number | null }
  /** How long offers to a team wait for an answer, on average. */
  | { readonly kind: "answers"; readonly team: string; readonly hours: number }
  | { readonly kind: "blocked"; readonly stage: string; readonly percent: number }
  /** Share of visits after which an item goes back to an earlier stage. */
  | { readonly kind: "rework"; readonly stage: string; readonly percent: number }
  | { readonly kind: "interruptions"; readonly team: string; readonly perWeek: number; readonly hours: number };

export type ChangeRefusal = "unknown_part" | "bad_value" | "cannot_change";

const HOUR = 3_600_000;
export const MOST_PEOPLE = 500;

const refuse = (code: ChangeRefusal, message: string): never => {
  throw new RefusedInput<ChangeRefusal>(code, message);
};

/** The model with the changes made, one after the other. Refuses parts it does not have and values that make no sense. */
export function changedModel(model: FittedModel, changes: readonly WhatIfChange[]): FittedModel {
  return changes.reduce(changed, model);
}

function changed(model: FittedModel, change: WhatIfChange): FittedModel {
  switch (change.kind) {
    case "arrivals":
      return arrivals(model, change.channel, within(change.percent, 0, 1_000, "percentage of arrivals") / 100);
    case "people": {
      const people = whole(change.people, 1, MOST_PEOPLE, "number of people");
      const team = teamOf(model, change.team);
      // What a team holds at once goes with its people, where nobody has set it.
      const held = (stage: FittedStage): FittedStage =>
        stage.team === team.id && stage.kind === "active" && stage.limitIs === "seen"
          ? { ...stage, limit: Math.max(1, Math.round((stage.limit! * people) / team.people)) }
          : stage;
      return { ...withTeam(model, { ...team, people }), stages: model.stages.map(held) };
    }
    case "share":
      return withTeam(model, {
        ...teamOf(model, change.team),
        share: within(change.percent, 1, 100, "share of working time") / 100,
      });
    case "hours":
      return hours(model, teamOf(model, change.team), within(change.perWeek, 1, 168, "hours a week"));
    case "effort": {
      const by = within(change.percent, 1, 1_000, "percentage of work") / 100;
      const { id } = teamOf(model, change.team);
      return {
        ...model,
        stages: model.stages.map((stage) =>
          stage.kind === "active" && stage.team === id ? { ...stage, effort: stage.effort * by } : stage,
        ),
      };
    }
    case "order":
      return withTeam(model, { ...teamOf(model, change.team), order: change.order });
    case "limit": {
      const { limit: _limit, limitIs: _limitIs, ...stage } = stageOf(model, change.stage);
      if (stage.kind === "done") refuse("cannot_change", "A done stage has no limit.");
      return withStage(
        model,
        change.limit === null
          ? stage
          : { ...stage, limit: whole(change.limit, 1, 100_000, "WIP limit"), limitIs: "set" },
      );
    }
    case "answers":
      return answers(model, change.team, within(change.hours, 0, 10_000, "hours until an answer") * HOUR);
    case "blocked": {
      const stage = stageOf(model, change.stage);
      if (!stage.blocks)
        return refuse("cannot_change", "No blocks are known in this stage, so neither is how long they last.");
      return withStage(model, {
        ...stage,
        blocks: { ...stage.blocks, share: within(change.percent, 0, 100, "share blocked") / 100 },
      });
    }
    case "rework":
      return rework(model, stageOf(model, change.stage), within(change.percent, 0, 95, "share of rework") / 100);
    case "interruptions": {
      const { id } = teamOf(model, change.team);
      return {
        ...model,
        interruptions: [
          ...model.interruptions.filter(({ team }) => team !== id),
          {
            team: id,
            perWeek: within(change.perWeek, 0, 10_000, "interruptions a week"),
            length: within(change.hours, 0.01, 1_000, "hours of an interruption") * HOUR,
          },
        ],
      };
    }
  }
}

function teamOf(model: FittedModel, id: string): FittedTeam {
  const team = model.teams.find((one) => one.id === id && one.people > 0);
  return team ?? refuse("unknown_part", "A change names a team that has no part in this work.");
}

function stageOf(model: FittedModel, id: string): FittedStage {
  return (
    model.stages.find((one) => one.id === id) ?? refuse("unknown_part", "A change names a stage that is not used.")
  );
}

const withTeam = (model: FittedModel, team: FittedTeam): FittedModel => ({
  ...model,
  teams: model.teams.map((one) => (one.id === team.id ? team : one)),
});

const withStage = (model: FittedModel, stage: FittedStage): FittedModel => ({
  ...model,
  stages: model.stages.map((one) => (one.id === stage.id ? stage : one)),
});

function within(value: number, least: number, most: number, what: string): number {
  return value >= least && value <= most
    ? value
    : refuse("bad_value", `The ${what} must be from ${least} to ${most}; it is ${value}.`);
}

function whole(value: number, least: number, most: number, what: string): number {
  return Number.isInteger(value)
    ? within(value, least, most, what)
    : refuse("bad_value", `The ${what} must be a whole number; it is ${value}.`);
}

function arrivals(model: FittedModel, channel: string | null, by: number): FittedModel {
  if (channel !== null && !model.channels.some((one) => one.channel === channel))
    refuse("unknown_part", "A change names a channel by which nothing came.");
  return {
    ...model,
    channels: model.channels.map((one) =>
      channel !== null && one.channel !== channel
        ? one
        : { ...one, perWeek: one.perWeek * by, between: by > 0 ? stretched(one.between, 1 / by) : one.between },
    ),
  };
}

function stretched(between: Duration, by: number): Duration {
  return "mean" in between ? { ...between, mean: between.mean * by } : between;
}

function answers(model: FittedModel, team: string, mean: number): FittedModel {
  const own = model.stages.filter((stage) => stage.team === team && stage.acceptance);
  if (own.length === 0) refuse("cannot_change", "Nothing is offered to this team, so nothing waits for its answer.");
  const today = meanAnswer(own);
  const waits = (wait: readonly number[]) => wait.map((value) => (today > 0 ? (value * mean) / today : mean));
  return {
    ...model,
    stages: model.stages.map((stage) =>
      stage.team === team && stage.acceptance
        ? { ...stage, acceptance: { ...stage.acceptance, wait: waits(stage.acceptance.wait) } }
        : stage,
    ),
  };
}

/** Mean wait for an answer over the stages work is offered into, by how often that is. */
export function meanAnswer(stages: readonly FittedStage[]): number {
  let count = 0;
  let sum = 0;
  for (const { acceptance } of stages) {
    if (!acceptance) continue;
    count += acceptance.count;
    sum += (acceptance.count * acceptance.wait.reduce((total, wait) => total + wait, 0)) / acceptance.wait.length;
  }
  return count === 0 ? 0 : sum / count;
}

/** Share of visits after which an item goes back. */
export function reworkShare(model: FittedModel, stage: FittedStage): number {
  const order = new Map(model.stages.map(({ id }, at) => [id, at]));
  const here = order.get(stage.id)!;
  return stage.next.reduce((sum, way) => sum + (isBack(model, order, way.stage, here) ? way.share : 0), 0);
}

const isBack = (model: FittedModel, order: ReadonlyMap<string, number>, to: string, here: number): boolean =>
  order.get(to)! < here && model.stages[order.get(to)!]!.kind !== "done";

function rework(model: FittedModel, stage: FittedStage, share: number): FittedModel {
  const order = new Map(model.stages.map(({ id }, at) => [id, at]));
  const here = order.get(stage.id)!;
  const today = reworkShare(model, stage);
  if (today <= 0 || today >= 1)
    return refuse(
      "cannot_change",
      "Nothing was seen to go back from this stage, so it is not known where it would go.",
    );
  const next = stage.next.map((way) => ({
    ...way,
    share: way.share * (isBack(model, order, way.stage, here) ? share / today : (1 - share) / (1 - today)),
  }));
  return withStage(model, { ...stage, next: next.filter((way) => way.share > 0) });
}

/** Working hours of a week. */
export const weeklyHours = ({ week }: CalendarPlan): number =>
  week.flat().reduce((sum, { from, to }) => sum + (to - from) / 60, 0);

/** Longer or shorter days, as many as there are. */
function hours(model: FittedModel, team: FittedTeam, perWeek: number): FittedModel {
  const plan = model.calendars[team.calendar]!;
  const days = plan.week.filter((shifts) => shifts.length > 0).length;
  if (perWeek > days * 24) refuse("bad_value", `On ${days} days a week there are at most ${days * 24} hours.`);
  const by = Math.round(((perWeek - weeklyHours(plan)) * 60) / days);
  const week = plan.week.map((shifts) => (shifts.length === 0 ? shifts : longer(shifts, by)));
  return {
    ...withTeam(model, { ...team, calendar: model.calendars.length }),
    calendars: [...model.calendars, { ...plan, week }],
  };
}

/** A day's shifts with so many minutes more, after the last, then before the first, then between them; or fewer, from the end. */
function longer(shifts: readonly Shift[], minutes: number): Shift[] {
  const day = shifts.map((shift) => ({ ...shift }));
  let left = minutes;
  for (let at = day.length - 1; left < 0 && at >= 0; at--) {
    const shift = day[at]!;
    // The last minute of the first shift stays: a day without any would no longer be a working day.
    const less = Math.min(-left, shift.to - shift.from - (at === 0 ? 1 : 0));
    shift.to -= less;
    left += less;
  }
  if (left > 0) {
    const last = day.at(-1)!;
    const after = Math.min(left, Math.max(0, 1440 - last.to));
    last.to += after;
    left -= after;
    const before = Math.min(left, day[0]!.from);
    day[0]!.from -= before;
    left -= before;
    for (let at = 0; at < day.length - 1 && left > 0; at++) {
      const gap = Math.min(left, day[at + 1]!.from - day[at]!.to);
      day[at]!.to += gap;
      left -= gap;
    }
  }
  return day.filter(({ from, to }) => to > from);
}
