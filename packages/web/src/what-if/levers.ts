import {
  meanAnswer,
  reworkShare,
  weeklyHours,
  type WhatIfChange,
} from "@throughline/domain/simulation/what-if/changes";
import { numberText } from "../ui/charts/ticks.ts";
import type { WhatIfBase } from "./what-if-base.ts";

type Model = WhatIfBase["model"];
type Order = Model["teams"][number]["order"];

/** Something that can be set, with how it is today. */
export interface NumberLever {
  readonly kind: "number";
  /** As `placeOf` names the change it makes. */
  readonly place: string;
  readonly label: string;
  /** Where it belongs, for words away from it: "Desk", "Review". */
  readonly where: string;
  /** Null: none. */
  readonly today: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly unit: string;
  /** Whether it can be left empty: no limit. */
  readonly canBeNone: boolean;
  /** What is to be known of today's value. */
  readonly note?: string;
  readonly changeTo: (value: number | null) => WhatIfChange;
}

export interface OrderLever {
  readonly kind: "order";
  readonly place: string;
  readonly label: string;
  readonly where: string;
  readonly today: Order;
  readonly changeTo: (order: Order) => WhatIfChange;
}

export type Lever = NumberLever | OrderLever;

export interface LeverGroup {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly levers: readonly Lever[];
}

export const orderNames: Readonly<Record<Order, string>> = {
  class: "Class of service, then first in",
  first_in: "First in, first out",
  oldest: "Oldest first",
  due: "Due first",
  cost_of_delay: "Cost of delay",
};

const HOUR = 3_600_000;
const round = (value: number, decimals = 0): number => Number(value.toFixed(decimals));
const percent = (share: number): number => round(100 * share);

/** Everything that can be otherwise, in the order of the page. `stageName` says which of several stages of one name it is. */
export function leverGroups({ model, names }: WhatIfBase, stageName: (stage: string) => string): LeverGroup[] {
  const teams = model.teams.filter(({ people }) => people > 0);
  return [
    { id: "arrivals", title: "What comes in", note: "Percent of today", levers: arrivalLevers(model, names) },
    ...teams.map((team): LeverGroup => {
      const name = names.teams[team.id] ?? "A team";
      return {
        id: team.id,
        title: name,
        levers: [...teamLevers(model, team, name), ...stageLevers(model, team.id, stageName)],
      };
    }),
  ];
}

function arrivalLevers(model: Model, names: WhatIfBase["names"]): Lever[] {
  const perWeek = new Map<string, number>();
  for (const one of model.channels) perWeek.set(one.channel, (perWeek.get(one.channel) ?? 0) + one.perWeek);
  const all = [...perWeek.values()].reduce((sum, rate) => sum + rate, 0);
  const lever = (channel: string | null, label: string, rate: number): NumberLever => ({
    kind: "number",
    place: `arrivals:${channel ?? "all"}`,
    label,
    where: label,
    today: 100,
    least: 0,
    most: 1_000,
    step: 10,
    unit: "%",
    canBeNone: false,
    note: `${numberText(rate)} a week`,
    changeTo: (value) => ({ kind: "arrivals", channel, percent: value ?? 100 }),
  });
  const each = [...perWeek]
    .sort((a, b) => b[1] - a[1])
    .map(([channel, rate]) => lever(channel, names.channels[channel] ?? channel, rate));
  return each.length === 1 ? [lever(null, "All arrivals", all)] : [lever(null, "All arrivals", all), ...each];
}

function teamLevers(model: Model, team: Model["teams"][number], where: string): Lever[] {
  const { id: teamId } = team;
  const number = (
    what: string,
    label: string,
    today: number,
    [least, most, step]: readonly [number, number, number],
    unit: string,
    changeTo: (value: number) => WhatIfChange,
    note?: string,
  ): NumberLever => ({
    kind: "number",
    place: `${what}:${teamId}`,
    label,
    where,
    today,
    least,
    most,
    step,
    unit,
    canBeNone: false,
    ...(note === undefined ? {} : { note }),
    changeTo: (value) => changeTo(value ?? today),
  });
  const offered = model.stages.filter((stage) => stage.team === teamId && stage.acceptance);
  const hours = round(weeklyHours(model.calendars[team.calendar]!), 1);
  return [
    number(
      "people",
      "People",
      team.people,
      [1, 500, 1],
      "",
      (people) => ({ kind: "people", team: teamId, people }),
      peopleNote(team),
    ),
    number("hours", "Working hours a week", hours, [1, 168, 1], "h", (perWeek) => ({
      kind: "hours",
      team: teamId,
      perWeek,
    })),
    number("share", "Time for this work", percent(team.share), [1, 100, 5], "%", (value) => ({
      kind: "share",
      team: teamId,
      percent: value,
    })),
    number("effort", "Work per visit", 100, [1, 1_000, 5], "%", (value) => ({
      kind: "effort",
      team: teamId,
      percent: value,
    })),
    {
      kind: "order",
      place: `order:${teamId}`,
      label: "Order of work",
      where,
      today: team.order,
      changeTo: (order) => ({ kind: "order", team: teamId, order }),
    },
    ...(offered.length > 0
      ? [
          number(
            "answers",
            "Wait until a hand-off is accepted",
            round(meanAnswer(offered) / HOUR, 1),
            [0, 10_000, 1],
            "h",
            (value) => ({
              kind: "answers",
              team: teamId,
              hours: value,
            }),
          ),
        ]
      : []),
    number(
      "interruptions",
      "Interruptions a week, an hour each",
      0,
      [0, 10_000, 1],
      "",
      (perWeek) => ({ kind: "interruptions", team: teamId, perWeek, hours: 1 }),
      "beyond those already in its pace",
    ),
  ];
}

/** Why not all members are simulated, or more people than there are members. */
function peopleNote({ members, people }: Model["teams"][number]): string | undefined {
  if (members === 0) return "no members here: as many as history shows at work";
  return people < members ? `of ${members} members: no more were at this work at once` : undefined;
}

function stageLevers(model: Model, teamId: string, stageName: (stage: string) => string): Lever[] {
  return model.stages
    .filter((stage) => stage.team === teamId && stage.kind !== "done")
    .flatMap((stage): Lever[] => {
      const where = stageName(stage.id);
      const share = reworkShare(model, stage);
      const lever = (what: string, label: string, today: number | null, more: Partial<NumberLever>): NumberLever => ({
        kind: "number",
        place: `${what}:${stage.id}`,
        label: `${where}: ${label}`,
        where,
        today,
        least: 0,
        most: 100,
        step: 1,
        unit: "%",
        canBeNone: false,
        changeTo: () => ({ kind: "limit", stage: stage.id, limit: null }),
        ...more,
      });
      return [
        lever("limit", "WIP limit", stage.limit ?? null, {
          least: 1,
          most: 100_000,
          unit: "",
          canBeNone: true,
          ...(stage.limitIs === "seen" ? { note: "none is kept: the most it held" } : {}),
          changeTo: (limit) => ({ kind: "limit", stage: stage.id, limit }),
        }),
        ...(stage.blocks
          ? [
              lever("blocked", "share blocked", percent(stage.blocks.share), {
                changeTo: (value) => ({ kind: "blocked", stage: stage.id, percent: value ?? 0 }),
              }),
            ]
          : []),
        ...(share > 0.005 && share <= 0.9
          ? [
              lever("rework", "share sent back", percent(share), {
                most: 95,
                changeTo: (value) => ({ kind: "rework", stage: stage.id, percent: value ?? 0 }),
              }),
            ]
          : []),
      ];
    });
}
