import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { flowScope } from "./flow.ts";
import { id, instant, line } from "./primitives.ts";

const list = <T extends z.ZodType>(one: T) => z.array(one).readonly();
/** Numbers of a distribution, each as likely; milliseconds. */
const values = list(z.number());
const share = z.number().min(0).max(1);
/** A length of time, or its distribution; milliseconds. */
const duration = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fixed"), value: z.number() }),
  z.object({ kind: z.literal("exponential"), mean: z.number() }),
  z.object({ kind: z.literal("erlang"), mean: z.number(), phases: z.int() }),
  z.object({ kind: z.literal("hyperexponential"), mean: z.number(), squaredVariation: z.number() }),
  z.object({ kind: z.literal("lognormal"), median: z.number(), p85: z.number() }),
  z.object({ kind: z.literal("uniform"), from: z.number(), to: z.number() }),
  z.object({ kind: z.literal("triangular"), least: z.number(), likely: z.number(), most: z.number() }),
  z.object({ kind: z.literal("observed"), values }),
]);
const order = z.enum(["first_in", "oldest", "class", "due", "cost_of_delay"]);
const shift = z.object({ from: z.number(), to: z.number() });

/** An organization read out of its history: everything that a simulation of it needs. */
const whatIfModel = z.object({
  from: z.number(),
  until: z.number(),
  calendars: list(
    z.object({
      zone: z.object({
        name: z.string(),
        initial: z.number(),
        transitions: list(z.object({ at: z.number(), offset: z.number() })),
      }),
      week: list(list(shift)),
      exceptions: list(z.object({ date: z.string(), shifts: list(shift) })),
    }),
  ),
  teams: list(
    z.object({
      id: z.string(),
      members: z.int(),
      people: z.int(),
      atOnce: z.number(),
      most: z.int(),
      isLimitSeen: z.boolean(),
      share: z.number(),
      calendar: z.int(),
      hours: z.enum(["set", "seen", "all"]),
      order,
      pull: z.enum(["finish_first", "by_order"]),
    }),
  ),
  stages: list(
    z.object({
      id: z.string(),
      kind: z.enum(["queue", "active", "done"]),
      team: z.string().optional(),
      visits: z.int(),
      stay: values,
      effort: z.number(),
      rest: z.number(),
      limit: z.int().optional(),
      limitIs: z.enum(["set", "seen"]).optional(),
      next: list(z.object({ stage: z.string(), share: z.number() })),
      acceptance: z.object({ wait: values, declined: share, count: z.int() }).optional(),
      blocks: z.object({ share, wait: values }).optional(),
      meanWip: z.number(),
    }),
  ),
  channels: list(
    z.object({
      id: z.string(),
      channel: z.string(),
      stage: z.string(),
      count: z.int(),
      perWeek: z.number(),
      between: duration,
      calendar: z.int(),
      classes: z.record(z.string(), z.number()),
    }),
  ),
  classes: list(
    z.object({
      name: z.string(),
      rank: z.number(),
      due: duration.optional(),
      delayCost: z.number().optional(),
    }),
  ),
  interruptions: list(z.object({ team: z.string(), perWeek: z.number(), length: z.number() })),
  underWay: list(
    z.object({
      channel: z.string(),
      stage: z.string(),
      arrivedAt: z.number(),
      serviceClass: z.string().optional(),
      inStage: z.number().optional(),
    }),
  ),
  standing: list(z.object({ stage: z.string(), count: z.int() })),
});

const verdict = z.enum(["good", "rough", "bad"]);
const fitCheck = z.object({
  from: z.number(),
  until: z.number(),
  isKeptBack: z.boolean().describe("Whether these weeks were kept from the fit"),
  runs: z.int(),
  measures: list(
    z.object({
      measure: z.enum(["finished_per_week", "mean_time", "p85_time", "mean_wip", "wip_at_end"]),
      seen: z.number(),
      simulated: z.number(),
      low: z.number(),
      high: z.number(),
      verdict,
    }),
  ),
  verdict,
  changesPerWeek: z.number().describe("Changes of state in a simulated week: how long a what-if takes"),
});

const basedOn = {
  ...flowScope,
  history: z.coerce.number().int().min(4).max(104).default(26).describe("Weeks of history it is read from, at most"),
};
const refusals = ["not_found", "not_enough_history", "too_many_requests", "took_too_long", "unavailable"] as const;

export const readWhatIfBase = endpoint({
  method: "GET",
  path: "/what-if/base",
  summary:
    "How work is done now, read out of its history as a model to simulate, with where everything stands and how well it fits",
  access: "flow.read",
  query: z.strictObject(basedOn),
  output: z.object({
    asOf: instant.describe("Where simulations begin: now, or where the history ends"),
    isPast: z.boolean().describe("Nothing has happened for over 60 days"),
    firstAt: instant.nullable(),
    items: z.int(),
    leftOut: z.int(),
    model: whatIfModel,
    check: fitCheck,
    names: z.object({
      teams: z.record(z.string(), z.string()),
      stages: z.record(z.string(), z.string()),
      channels: z.record(z.string(), z.string()),
    }),
  }),
  refusals,
});

const team = z.string().max(40);
const number = z.number();
const change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("arrivals"), channel: z.string().max(80).nullable(), percent: number }),
  z.strictObject({ kind: z.literal("people"), team, people: number }),
  z.strictObject({ kind: z.literal("share"), team, percent: number }),
  z.strictObject({ kind: z.literal("hours"), team, perWeek: number }),
  z.strictObject({ kind: z.literal("effort"), team, percent: number }),
  z.strictObject({ kind: z.literal("order"), team, order }),
  z.strictObject({ kind: z.literal("limit"), stage: z.string().max(40), limit: number.nullable() }),
  z.strictObject({ kind: z.literal("answers"), team, hours: number }),
  z.strictObject({ kind: z.literal("blocked"), stage: z.string().max(40), percent: number }),
  z.strictObject({ kind: z.literal("rework"), stage: z.string().max(40), percent: number }),
  z.strictObject({ kind: z.literal("interruptions"), team, perWeek: number, hours: number }),
]);

export const runWhatIf = endpoint({
  method: "POST",
  path: "/what-if/runs",
  summary:
    "Simulates alternatives to how work is done now from where everything stands, under the same chance, and compares. Server-sent events: `progress` {share}, then `answer`, or `refused` with a problem. Closing the connection stops it",
  access: "flow.read",
  body: z.strictObject({
    ...basedOn,
    team: id.optional(),
    alternatives: z
      .array(z.strictObject({ name: line(60), changes: z.array(change).max(24) }))
      .max(3)
      .describe("What could be otherwise; how things are is always simulated beside them"),
    runs: z.int().min(2).max(400).default(60).describe("How often each alternative is played through"),
    weeks: z.int().min(1).max(52).default(12).describe("How far ahead"),
  }),
  output: "stream",
  refusals,
});
