/** An organisation checked and turned into numbers, as the simulation's inner loop needs it. */
import { RefusedInput } from "../numbers/refused-input.ts";
import { durationSampler, takesTime } from "./durations.ts";
import { shiftBoundaries } from "./shift-boundaries.ts";
import type { Duration, DurationSampler } from "./durations.ts";
import type { Organisation, SimulatedStage, SimulatedTeam } from "./organisation.ts";
import type { WorkingCalendar } from "../time/working-calendar.ts";

export const QUEUE = 0;
export const ACTIVE = 1;
export const DONE = 2;

export interface StagePlan {
  readonly name: string;
  readonly kind: typeof QUEUE | typeof ACTIVE | typeof DONE;
  /** −1 where it is nobody's. */
  readonly team: number;
  readonly limit: number;
  /** One bit per skill; 0 needs none. */
  readonly skill: number;
  readonly effort: DurationSampler;
  readonly rest: DurationSampler | undefined;
  readonly next: Int32Array;
  /** Shares added up, the last 1. */
  readonly nextUpTo: Float64Array;
  readonly acceptance: DurationSampler | undefined;
  readonly keepsPlace: boolean;
  readonly declined: number;
  /** Share of the giver's effort to be done again when declined. */
  readonly redo: number;
  readonly blockShare: number;
  readonly blockWait: DurationSampler;
}

export interface TeamPlan {
  readonly name: string;
  readonly firstPerson: number;
  readonly people: number;
  /** Active stages in the order they are offered to a free person. */
  readonly stages: Int32Array;
  readonly order: NonNullable<SimulatedTeam["order"]>;
  readonly byOrder: boolean;
  readonly calendar: WorkingCalendar | undefined;
}

export interface PersonPlan {
  readonly name: string;
  readonly team: number;
  readonly skills: number;
  readonly capacity: number;
  /** Index into `calendars`; −1 always at work. */
  readonly calendar: number;
}

export interface ChannelPlan {
  readonly name: string;
  readonly stage: number;
  readonly between: DurationSampler;
  readonly calendar: WorkingCalendar | undefined;
  readonly turnsAway: boolean;
  readonly classUpTo: Float64Array;
}

export interface ClassPlan {
  readonly name: string;
  readonly rank: number;
  readonly due: DurationSampler | undefined;
  /** Place among the classes by falling cost of delay. */
  readonly costRank: number;
}

export interface InterruptionPlan {
  readonly name: string;
  readonly team: number;
  readonly between: DurationSampler;
  readonly duration: DurationSampler;
  readonly calendar: WorkingCalendar | undefined;
}

export interface Plan {
  readonly stages: readonly StagePlan[];
  readonly teams: readonly TeamPlan[];
  readonly people: readonly PersonPlan[];
  readonly channels: readonly ChannelPlan[];
  readonly classes: readonly ClassPlan[];
  readonly interruptions: readonly InterruptionPlan[];
  /** Begin, end, begin, end … of working time, and who works by it. */
  readonly calendars: readonly { readonly bounds: Float64Array; readonly people: Int32Array }[];
}

export type OrganisationRefusal =
  | "nothing_to_simulate"
  | "same_name"
  | "unknown_team"
  | "unknown_stage"
  | "unknown_class"
  | "no_team"
  | "no_effort"
  | "no_way_on"
  | "way_on_from_done"
  | "bad_share"
  | "bad_limit"
  | "bad_capacity"
  | "nobody_can"
  | "too_many_skills"
  | "no_end"
  | "no_time_between"
  | "span_too_long";

const refuse = (code: OrganisationRefusal, message: string): never => {
  throw new RefusedInput<OrganisationRefusal>(code, message);
};

/** Refuses an organisation that could not run, naming the part that is wrong and what to change. */
export function planOrganisation(organisation: Organisation, from: number, until: number): Plan {
  if (
    until - from > LONGEST &&
    (organisation.teams.some(usesCalendar) || organisation.channels.some(({ calendar }) => calendar))
  ) {
    refuse("span_too_long", "A simulation with working calendars runs over at most 200 years.");
  }
  const teams = numbersOf("team", organisation.teams);
  const stages = numbersOf("stage", organisation.stages);
  if (organisation.stages.length === 0 || organisation.channels.length === 0)
    refuse("nothing_to_simulate", "An organisation needs at least one stage and one channel.");
  numbersOf("channel", organisation.channels);
  const skills = skillBits(organisation);
  const classes = organisation.classes ?? [{ name: "standard", rank: 0 }];
  const classNumbers = numbersOf("class", classes);
  const stagePlans = organisation.stages.map((stage) => planStage(stage, stages, teams, skills));
  requireEnds(stagePlans);
  const calendars: { calendar: WorkingCalendar; people: number[] }[] = [];
  const people = organisation.teams.flatMap((team, t) =>
    team.people.map((person, i): PersonPlan => {
      const capacity = person.capacity ?? 1;
      if (!(capacity > 0 && capacity <= 1))
        refuse(
          "bad_capacity",
          `“${person.name}” gives a share of ${capacity} of working time; it must be above 0 and at most 1.`,
        );
      const calendar = person.calendar ?? team.calendar;
      const number = organisation.teams.slice(0, t).reduce((sum, before) => sum + before.people.length, 0) + i;
      let at = -1;
      if (calendar) {
        at = calendars.findIndex((known) => known.calendar === calendar);
        if (at < 0) at = calendars.push({ calendar, people: [] }) - 1;
        calendars[at]!.people.push(number);
      }
      return {
        name: person.name,
        team: t,
        skills: (person.skills ?? []).reduce((bits, skill) => bits | skills.get(skill)!, 0),
        capacity,
        calendar: at,
      };
    }),
  );
  for (const [s, stage] of stagePlans.entries()) {
    if (stage.kind !== ACTIVE) continue;
    if (!people.some((person) => person.team === stage.team && (stage.skill & ~person.skills) === 0)) {
      refuse(
        "nobody_can",
        `Nobody of team “${organisation.stages[s]!.team}” can do the work of stage “${stage.name}”: give somebody the skill it needs.`,
      );
    }
  }
  const byCost = classes.map(({ delayCost }) => delayCost ?? 0).toSorted((a, b) => b - a);
  return {
    stages: stagePlans,
    people,
    teams: organisation.teams.map((team, t): TeamPlan => {
      const own = Array.from(stagePlans.keys()).filter(
        (s) => stagePlans[s]!.kind === ACTIVE && stagePlans[s]!.team === t,
      );
      return {
        name: team.name,
        firstPerson: people.findIndex((person) => person.team === t),
        people: team.people.length,
        stages: Int32Array.from(own.toReversed()),
        order: team.order ?? "first_in",
        byOrder: team.pull === "by_order",
        calendar: team.calendar,
      };
    }),
    channels: organisation.channels.map((channel): ChannelPlan => ({
      name: channel.name,
      stage:
        stages.get(channel.stage) ??
        refuse("unknown_stage", `Channel “${channel.name}” enters at “${channel.stage}”, which is not a stage.`),
      between: repeating(channel.between, `time between arrivals of channel “${channel.name}”`),
      calendar: channel.calendar,
      turnsAway: channel.whenFull === "turned_away",
      classUpTo: classShares(channel.name, channel.classes, classNumbers),
    })),
    classes: classes.map((each): ClassPlan => ({
      name: each.name,
      rank: each.rank,
      due: each.due && durationSampler(each.due, `due time of class “${each.name}”`),
      costRank: byCost.indexOf(each.delayCost ?? 0),
    })),
    interruptions: (organisation.interruptions ?? []).map((source): InterruptionPlan => ({
      name: source.name,
      team:
        teams.get(source.team) ??
        refuse("unknown_team", `Interruptions “${source.name}” hit team “${source.team}”, which is not a team.`),
      between: repeating(source.between, `time between interruptions “${source.name}”`),
      duration: durationSampler(source.duration, `duration of interruptions “${source.name}”`),
      calendar: source.calendar,
    })),
    calendars: calendars.map(({ calendar, people: own }) => ({
      bounds: shiftBoundaries(calendar, from, until),
      people: Int32Array.from(own),
    })),
  };
}

const LONGEST = 200 * 366 * 86_400_000;

function usesCalendar(team: SimulatedTeam): boolean {
  return team.calendar !== undefined || team.people.some(({ calendar }) => calendar !== undefined);
}

function repeating(between: Duration, what: string): DurationSampler {
  const sampler = durationSampler(between, what);
  return takesTime(between)
    ? sampler
    : refuse("no_time_between", `The ${what} is always nothing, so they would never end; make it longer.`);
}

function numbersOf(what: string, named: readonly { readonly name: string }[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [at, { name }] of named.entries()) {
    if (numbers.has(name)) refuse("same_name", `Two of kind ${what} are called “${name}”; give them different names.`);
    numbers.set(name, at);
  }
  return numbers;
}

function skillBits(organisation: Organisation): Map<string, number> {
  const names = new Set(organisation.teams.flatMap((team) => team.people.flatMap((person) => person.skills ?? [])));
  for (const { skill } of organisation.stages) if (skill !== undefined) names.add(skill);
  if (names.size > 31)
    refuse("too_many_skills", `There are ${names.size} skills; a simulation tells at most 31 apart.`);
  return new Map(Array.from(names, (name, bit) => [name, 1 << bit]));
}

function planStage(
  stage: SimulatedStage,
  stages: ReadonlyMap<string, number>,
  teams: ReadonlyMap<string, number>,
  skills: ReadonlyMap<string, number>,
): StagePlan {
  const where = `stage “${stage.name}”`;
  const team =
    stage.team === undefined
      ? -1
      : (teams.get(stage.team) ??
        refuse("unknown_team", `The ${where} belongs to “${stage.team}”, which is not a team.`));
  if (stage.kind === "active" && team < 0) refuse("no_team", `The ${where} is active and needs a team.`);
  if (stage.kind === "active" && !stage.effort) refuse("no_effort", `The ${where} is active and needs an effort.`);
  const limit = stage.wipLimit ?? Infinity;
  if (limit !== Infinity && (!Number.isInteger(limit) || limit < 1))
    refuse("bad_limit", `The WIP limit of ${where} must be a whole number of at least 1; it is ${limit}.`);
  const next = stage.next ?? [];
  if (stage.kind === "done" && next.length > 0)
    refuse("way_on_from_done", `The ${where} is done; nothing goes on from there.`);
  if (stage.kind !== "done" && next.length === 0)
    refuse("no_way_on", `The ${where} leads nowhere; say which stage follows.`);
  const blocks = stage.blocks ?? { share: 0, wait: NOTHING };
  return {
    name: stage.name,
    kind: stage.kind === "queue" ? QUEUE : stage.kind === "active" ? ACTIVE : DONE,
    team,
    limit: stage.kind === "done" ? Infinity : limit,
    skill: stage.skill === undefined ? 0 : skills.get(stage.skill)!,
    effort: durationSampler(stage.effort ?? NOTHING, `effort of ${where}`),
    rest: stage.rest && takesTime(stage.rest) ? durationSampler(stage.rest, `rest in ${where}`) : undefined,
    next: Int32Array.from(
      next,
      (way) =>
        stages.get(way.stage) ?? refuse("unknown_stage", `The ${where} leads to “${way.stage}”, which is not a stage.`),
    ),
    nextUpTo:
      next.length === 0
        ? new Float64Array(0)
        : sharesUpTo(
            next.map(({ share }) => share),
            `ways on from ${where}`,
          ),
    acceptance: stage.acceptance && durationSampler(stage.acceptance.wait, `wait for acceptance in ${where}`),
    keepsPlace: stage.acceptance?.keepsPlace ?? true,
    declined: requireShare(stage.acceptance?.declined ?? 0, `share of hand-offs declined by ${where}`, true),
    redo: requireShare(stage.acceptance?.redo ?? 0.25, `share of work redone after ${where} declines`, false),
    blockShare: requireShare(blocks.share, `share of blocks in ${where}`, false),
    blockWait: durationSampler(blocks.wait, `duration of blocks in ${where}`),
  };
}

const NOTHING: Duration = { kind: "fixed", value: 0 };

function requireShare(share: number, what: string, belowOne: boolean): number {
  if (!(share >= 0 && (belowOne ? share < 1 : share <= 1)))
    refuse("bad_share", `The ${what} must be at least 0 and ${belowOne ? "below" : "at most"} 1; it is ${share}.`);
  return share;
}

function sharesUpTo(shares: readonly number[], what: string): Float64Array {
  let sum = 0;
  const upTo = Float64Array.from(shares, (share) => (sum += requireShare(share, `share of the ${what}`, false)));
  if (Math.abs(sum - 1) > 1e-9) refuse("bad_share", `The shares of the ${what} must sum to 1; they sum to ${sum}.`);
  upTo[upTo.length - 1] = 1;
  return upTo;
}

function classShares(
  channel: string,
  shares: Readonly<Record<string, number>> | undefined,
  classes: ReadonlyMap<string, number>,
): Float64Array {
  const byClass: number[] = Array.from(classes.values(), (c) => (!shares && c === 0 ? 1 : 0));
  for (const [name, share] of Object.entries(shares ?? {})) {
    const number = classes.get(name);
    if (number === undefined)
      refuse("unknown_class", `Channel “${channel}” brings work of class “${name}”, which is not a class.`);
    else byClass[number] = share;
  }
  return sharesUpTo(byClass, `classes of channel “${channel}”`);
}

/** Every stage must be able to reach a done one, or work would pile up for ever by design. */
function requireEnds(stages: readonly StagePlan[]): void {
  const ends = new Set(stages.flatMap((stage, s) => (stage.kind === DONE ? [s] : [])));
  for (let grown = true; grown;) {
    grown = false;
    for (const [s, stage] of stages.entries()) {
      if (
        ends.has(s) ||
        !stage.next.some((to, way) => ends.has(to) && stage.nextUpTo[way]! > (way === 0 ? 0 : stage.nextUpTo[way - 1]!))
      )
        continue;
      ends.add(s);
      grown = true;
    }
  }
  for (const [s, stage] of stages.entries())
    if (!ends.has(s)) refuse("no_end", `From stage “${stage.name}” no done stage can be reached.`);
}
