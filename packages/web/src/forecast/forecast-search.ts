import type { client } from "../client.ts";

/** The page's address: all of it plain text. */
export type ForecastSearch = Readonly<Record<string, string | undefined>>;
export type ForecastInput = NonNullable<Parameters<typeof client.readForecast>[0]>;
type ScopeInput = Pick<ForecastInput, "team" | "workflow" | "class" | "kind" | "label">;

/** What is asked about: everything open, a number, the parts of an item, or what a saved view finds. */
export const subjects = ["open", "count", "parent", "view"] as const;
export type Subject = (typeof subjects)[number];

export const subjectOf = (search: ForecastSearch): Subject =>
  subjects.find((subject) => subject !== "open" && search[subject] !== undefined) ?? "open";

const orders = ["first", "own", "last"] as const;
export type Order = (typeof orders)[number];
export const orderOf = (search: ForecastSearch): Order => orders.find((order) => order === search["order"]) ?? "first";

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Whose work: the team of the page, and what the address narrows it to. */
export function scopeInput(search: ForecastSearch, teamId: string | undefined): ScopeInput {
  const { workflow, class: service, kind, label } = search;
  return {
    ...(teamId === undefined ? {} : { team: teamId }),
    ...(workflow ? { workflow } : {}),
    ...(service ? { class: service } : {}),
    ...(kind ? { kind } : {}),
    ...(label ? { label } : {}),
  };
}

/** What the address asks; parameters that make no sense are passed over. */
export function forecastInput(search: ForecastSearch, teamId: string | undefined): ForecastInput {
  const subject = subjectOf(search);
  const count = Number(search["count"]);
  const order = orderOf(search);
  return {
    ...scopeInput(search, teamId),
    ...(subject === "count" && Number.isInteger(count) && count >= 1 && count <= 100_000 ? { count } : {}),
    ...(subject === "parent" && search["parent"] ? { parent: search["parent"] } : {}),
    ...(subject === "view" && search["view"] ? { view: search["view"] } : {}),
    ...(subject !== "open" && order !== "first" ? { order } : {}),
    ...(search["growing"] === "true" ? { growing: "true" } : {}),
    ...(day.test(search["by"] ?? "") ? { by: search["by"] } : {}),
    ...(day.test(search["on"] ?? "") ? { asOf: search["on"] } : {}),
  };
}
