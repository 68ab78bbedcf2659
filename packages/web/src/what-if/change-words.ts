import { placeOf } from "./what-if-address.ts";
import { type Lever, type LeverGroup, orderNames } from "./levers.ts";
import { numberText } from "../ui/charts/ticks.ts";
import type { WhatIfChange } from "@throughline/domain/simulation/what-if/changes";

/** The lever a change moved, where it still stands. */
export const leverOf = (groups: readonly LeverGroup[], change: WhatIfChange): Lever | undefined => {
  const place = placeOf(change);
  for (const { levers } of groups) for (const lever of levers) if (lever.place === place) return lever;
  return undefined;
};

/** A change on a chip: "Desk: 6 people (5)", today's value in brackets. */
export function changeWords(change: WhatIfChange, groups: readonly LeverGroup[]): string {
  const lever = leverOf(groups, change);
  if (!lever) return "Something that is no longer there";
  const { where } = lever;
  switch (change.kind) {
    case "arrivals":
      return `${where}: ${signed(change.percent - 100)} %`;
    case "people":
      return `${where}: ${counted(change.people, "person", "people")} (${valueText(lever)})`;
    case "hours":
      return `${where}: ${numberText(change.perWeek)} working hours a week (${valueText(lever)})`;
    case "share":
      return `${where}: ${change.percent} % of their time (${valueText(lever)})`;
    case "effort":
      return `${where}: ${signed(change.percent - 100)} % work per visit`;
    case "order":
      return `${where}: ${orderNames[change.order].toLowerCase()}`;
    case "limit":
      return `${where}: ${change.limit === null ? "no limit" : `limit ${change.limit}`} (${valueText(lever)})`;
    case "answers":
      return `${where}: hand-offs accepted in ${numberText(change.hours)} h (${valueText(lever)})`;
    case "blocked":
      return `${where}: ${change.percent} % blocked (${valueText(lever)})`;
    case "rework":
      return `${where}: ${change.percent} % sent back (${valueText(lever)})`;
    case "interruptions":
      return `${where}: ${numberText(change.perWeek)} h of interruptions a week`;
  }
}

/** Today's value of a lever. */
export function valueText(lever: Lever): string {
  if (lever.kind === "order") return orderNames[lever.today];
  if (lever.today === null) return "none";
  return lever.unit === "" ? numberText(lever.today) : `${numberText(lever.today)} ${lever.unit}`;
}

/** The value a change gives its lever. */
export function valueOf(change: WhatIfChange): number | null {
  switch (change.kind) {
    case "people":
      return change.people;
    case "hours":
    case "interruptions":
      return change.perWeek;
    case "limit":
      return change.limit;
    case "answers":
      return change.hours;
    case "order":
      return null;
    default:
      return change.percent;
  }
}

const signed = (value: number): string => (value > 0 ? `+${numberText(value)}` : numberText(value));
const counted = (count: number, one: string, many: string): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;
