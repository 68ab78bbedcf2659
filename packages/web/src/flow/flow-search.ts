import type { client } from "../client.ts";

/** The page's address, plain text all of it. */
export type FlowSearch = Readonly<Record<string, string | undefined>>;

type Query = NonNullable<Parameters<typeof client.readFlow>[0]>;

/** How far back, as it is chosen. */
export const ranges = [
  { id: "30", name: "Last 30 days" },
  { id: "90", name: "Last 90 days" },
  { id: "182", name: "Last half year" },
  { id: "365", name: "Last year" },
  { id: "10980", name: "From the beginning" },
] as const;

const oneOf = <T extends string>(value: string | undefined, known: readonly T[]): T | undefined =>
  known.find((each) => each === value);
const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/**
 * What the server is asked, read from the address. What makes no sense there is left out rather than refused: an address
 * is often typed or old.
 * @param zone where days are cut when neither a team nor a workflow says so
 */
export function flowQuery(search: FlowSearch, teamId: string | null, zone: string): Query {
  const days = Number(search["days"]);
  const workflow = search["workflow"];
  const hasTeam = teamId !== null || workflow !== undefined;
  const from = isDay(search["from"]) ? search["from"] : undefined;
  const to = isDay(search["to"]) ? search["to"] : undefined;
  const given = {
    team: teamId ?? undefined,
    workflow,
    class: oneOf(search["class"], ["expedite", "fixed_date", "standard", "intangible"]),
    kind: search["kind"],
    label: search["label"],
    from: from !== undefined && to !== undefined && from > to ? undefined : from,
    to,
    days: from === undefined && Number.isInteger(days) && days >= 1 && days <= 10_980 ? days : undefined,
    clock: oneOf(search["clock"], ["arrival"]),
    time: hasTeam ? oneOf(search["time"], ["working"]) : undefined,
    by: oneOf(search["by"], ["day", "week", "month"]),
    zone: hasTeam ? undefined : zone,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Query;
}

/** What of the address narrows which items are looked at. */
export const narrowing = ["workflow", "class", "kind", "label"] as const;
