import type { WhatIfChange } from "@throughline/domain/simulation/what-if/changes";
import type { WhatIfScope } from "./what-if-base.ts";

/** The page's address, plain text all of it; `a`, `b` and `c` each hold one alternative. */
export type WhatIfSearch = Readonly<Record<string, string | undefined>>;

export const letters = ["a", "b", "c"] as const;
export type Letter = (typeof letters)[number];

export interface Drafted {
  readonly letter: Letter;
  readonly name: string;
  readonly changes: readonly WhatIfChange[];
}

export const mostNameLetters = 60;
export const spans = [4, 8, 12, 26, 52] as const;
export const precisions = [30, 60, 200] as const;
const usualWeeks = 12;
const usualRuns = 60;
const orders = ["first_in", "oldest", "class", "due", "cost_of_delay"] as const;

/** "Two more at the desk~people:0198…:5~limit:0199…:none": a name and its changes. */
export function alternativeText(name: string, changes: readonly WhatIfChange[]): string {
  // One without anything yet must still stand in the address, which drops what is empty.
  return [cleanName(name), ...changes.map((change) => partsOf(change).join(":"))].join("~") || "~";
}

/** A name as an address can hold it. */
export const cleanName = (name: string): string => name.replaceAll("~", "-").trim().slice(0, mostNameLetters);

function partsOf(change: WhatIfChange): (string | number)[] {
  switch (change.kind) {
    case "arrivals":
      return [change.kind, change.channel ?? "all", change.percent];
    case "people":
      return [change.kind, change.team, change.people];
    case "share":
    case "effort":
      return [change.kind, change.team, change.percent];
    case "hours":
      return [change.kind, change.team, change.perWeek];
    case "order":
      return [change.kind, change.team, change.order];
    case "limit":
      return [change.kind, change.stage, change.limit ?? "none"];
    case "answers":
      return [change.kind, change.team, change.hours];
    case "blocked":
    case "rework":
      return [change.kind, change.stage, change.percent];
    case "interruptions":
      return [change.kind, change.team, change.perWeek, change.hours];
  }
}

function changeOf(text: string): WhatIfChange | undefined {
  const [kind, part = "", value = "", more = ""] = text.split(":");
  const number = value === "" ? Number.NaN : Number(value);
  if (part === "") return undefined;
  if (kind === "order") {
    const order = orders.find((one) => one === value);
    return order && { kind, team: part, order };
  }
  if (kind === "limit" && value === "none") return { kind, stage: part, limit: null };
  if (!Number.isFinite(number)) return undefined;
  switch (kind) {
    case "arrivals":
      return { kind, channel: part === "all" ? null : part, percent: number };
    case "people":
      return { kind, team: part, people: number };
    case "share":
    case "effort":
      return { kind, team: part, percent: number };
    case "hours":
      return { kind, team: part, perWeek: number };
    case "limit":
      return { kind, stage: part, limit: number };
    case "answers":
      return { kind, team: part, hours: number };
    case "blocked":
    case "rework":
      return { kind, stage: part, percent: number };
    case "interruptions":
      return Number.isFinite(Number(more)) && more !== ""
        ? { kind, team: part, perWeek: number, hours: Number(more) }
        : undefined;
    default:
      return undefined;
  }
}

/** The alternatives an address tells of; what makes no sense is passed over: addresses are typed, and grow old. */
export function alternativesOf(search: WhatIfSearch): Drafted[] {
  return letters.flatMap((letter) => {
    const text = search[letter];
    if (text === undefined) return [];
    const [name = "", ...rest] = text.split("~");
    return [{ letter, name: cleanName(name), changes: rest.flatMap((part) => changeOf(part) ?? []).slice(0, 24) }];
  });
}

/** What tells one change of an alternative from another: a second of the same takes its place. */
export const placeOf = (change: WhatIfChange): string => partsOf(change).slice(0, 2).join(":");

const oneOf = (value: string | undefined, known: readonly number[], usual: number): number =>
  known.find((each) => String(each) === value) ?? usual;

export const weeksOf = (search: WhatIfSearch): number => oneOf(search["weeks"], spans, usualWeeks);
export const runsOf = (search: WhatIfSearch): number => oneOf(search["runs"], precisions, usualRuns);
export const weeksText = (weeks: number): string | undefined => (weeks === usualWeeks ? undefined : String(weeks));
export const runsText = (runs: number): string | undefined => (runs === usualRuns ? undefined : String(runs));

/** Whose work, as the server is asked. */
export function scopeOf(search: WhatIfSearch, teamId: string | undefined): WhatIfScope {
  const { workflow, class: service } = search;
  return {
    ...(teamId === undefined ? {} : { team: teamId }),
    ...(workflow ? { workflow } : {}),
    ...(service ? { class: service } : {}),
  };
}
