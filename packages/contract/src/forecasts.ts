import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { flowScope } from "./flow.ts";
import { classOfService } from "./items.ts";
import { day, flag, id, instant, itemReference, listOf } from "./primitives.ts";

/** What every forecast is told with: as likely as not, likely, nearly sure. */
export const confidences = [0.5, 0.85, 0.95] as const;

const named = z.object({ itemId: id, key: z.string(), title: z.string() });
const dates = z.array(day.nullable()).describe("One for each of 50, 85 and 95 %; null: too far to tell");
const refusals = ["not_found", "not_enough_history", "too_many_requests", "took_too_long", "unavailable"] as const;

const whichOnes = {
  count: z.coerce.number().int().min(1).max(100_000).optional().describe("So many of whatever gets finished"),
  parent: itemReference.optional().describe("Everything below this item, or the item itself where nothing is"),
  items: listOf(id, 300).optional().describe("These items, at most 300: an address holds no more"),
  view: id.optional().describe("What a saved view's filter finds"),
};

const reason = z.object({
  kind: z.enum(["progress", "added", "dropped", "pace", "arrivals"]),
  days: z.int().describe("By which it moved the date; later is positive. The days of a step add up to its move"),
  text: z.string(),
  items: z.array(named).describe("Of the items it is about, the first eight"),
  more: z.int().describe("How many more it is about"),
});

export const readForecast = endpoint({
  method: "GET",
  path: "/forecast",
  summary:
    "When work will be done and how much by a day, each with its likelihood; how that moved over past weeks, and why",
  access: "flow.read",
  query: z
    .strictObject({
      ...flowScope,
      ...whichOnes,
      order: z
        .enum(["first", "own", "last"])
        .default("first")
        .describe(
          "Before anything else, at the whole pace; at the pace such work had; or after everything else that is open",
        ),
      growing: flag.default(false).describe("Count what arrives meanwhile"),
      by: day.optional().describe("How many by the end of this day; absent: in four weeks"),
      asOf: day
        .optional()
        .describe("As it would have been told when this day began; absent: now, or where the history ends"),
      weeks: z.coerce.number().int().min(0).max(26).default(12).describe("Past weeks to tell"),
    })
    .refine(
      ({ count, parent, items, view }) => [count, parent, items, view].filter((one) => one !== undefined).length <= 1,
      "Ask about a number, a parent, items or a view: one of them",
    ),
  output: z.object({
    now: instant.describe("Forecast as of then"),
    today: day,
    timeZone: z.string(),
    isPast: z.boolean().describe("Told as of the past: asked so, or the history ended long ago"),
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
    leftOut: z.int().describe("Items left out by the bound of 40,000, the longest finished"),
    lastNumber: z.int().describe("The organization's last event that it knows"),
    wanted: z.object({
      kind: z.enum(["open", "count", "parent", "items", "view"]),
      name: z.string().nullable().describe("Of the parent or the view"),
      count: z.int().describe("Still to be finished"),
      outside: z.int().describe("Of those asked about, not part of this team or workflow: not counted"),
    }),
    when: z.object({
      sentence: z.string(),
      dates,
      curve: z.array(z.object({ day, chance: z.number() })).describe("The chance to be done by the end of the day"),
      last: z
        .object({ count: z.int(), dates })
        .nullable()
        .describe("The same after everything else that is open; null where that is the same"),
    }),
    howMany: z.object({
      sentence: z.string(),
      by: day,
      days: z.int(),
      atLeast: z.array(z.int()).describe("With 50, 85 and 95 %"),
      fan: z
        .array(z.object({ day, atLeast: z.array(z.int()) }))
        .describe("From today to that day, with 95, 85, 50, 15 and 5 %"),
      past: z.array(z.object({ day, finished: z.int() })).describe("Each of the last 84 days known"),
      arriving: z
        .array(z.int())
        .nullable()
        .describe("With `growing`: items that arrive by then, with 15, 50 and 85 % at most"),
    }),
    story: z.array(z.object({ day, count: z.int(), dates, sentence: z.string().nullable(), reasons: z.array(reason) })),
    pace: z.object({
      perWeek: z.number().describe("Items a week expected of the coming four weeks"),
      days: z.int().describe("Days of history it is learnt from"),
      finished: z.int().describe("Items finished in them"),
      arriving: z.number().nullable().describe("With `growing`: items a week that arrive"),
    }),
    reliability: z.object({
      days: z.int(),
      of: z.int().describe("Past weekly forecasts of so many days that are over, at most 26"),
      held: z.array(z.int()).describe("How many of them held at 50, 85 and 95 %"),
    }),
    assumptions: z.array(z.string()),
  }),
  refusals: ["invalid_input", ...refusals],
});

const itemForecast = named.extend({
  workflowId: id,
  stageId: id,
  teamId: id,
  classOfService,
  dueOn: day.nullable(),
  isStarted: z.boolean(),
  dates: dates.nullable().describe("Null: too little history to tell"),
  chance: z.number().nullable().describe("To be done by the end of its due day; null without one"),
  basis: z.object({
    method: z
      .enum(["trees", "curves"])
      .describe("Learnt from stage, age, class and load; or how long past stays lasted"),
    finished: z.int().describe("Finished items of its workflow it rests on"),
  }),
});

export const readItemForecasts = endpoint({
  method: "GET",
  path: "/item-forecasts",
  summary: "When each open item will be finished, and its chance against its due day; the most at risk first",
  access: "flow.read",
  query: z.strictObject({
    ...flowScope,
    waiting: flag.default(false).describe("Also what still waits in a first queue; those with a due day always come"),
    limit: z.coerce.number().int().min(1).max(500).default(100).describe("How many rows at most"),
  }),
  output: z.object({
    now: instant,
    timeZone: z.string(),
    lastNumber: z.int(),
    total: z.int(),
    rows: z.array(itemForecast),
  }),
  refusals: [...refusals],
});

export const readItemForecast = endpoint({
  method: "GET",
  path: "/items/:item/forecast",
  summary: "When one open item will be finished, and what that rests on",
  access: "flow.read",
  params: z.strictObject({ item: itemReference }),
  output: itemForecast.extend({ now: instant, timeZone: z.string(), sentence: z.string(), rests: z.string() }),
  refusals: [...refusals],
});

export const readForecastDays = endpoint({
  method: "GET",
  path: "/forecast-days",
  summary: "The day by which each open item is finished with 85 %, for lists: at most 2,000 items, started ones first",
  access: "flow.read",
  query: z.strictObject({ team: flowScope.team, workflow: flowScope.workflow }),
  output: z.object({ now: instant, days: z.record(z.string(), day) }),
  refusals: [...refusals],
});
