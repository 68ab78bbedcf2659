import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { itemRow } from "./items.ts";
import { id, instant, itemReference, revision, someProse } from "./primitives.ts";

const reason = z.object({
  code: z.enum(["override", "expedite", "fixed_date", "cost_of_delay", "age", "no_value", "intangible", "rank"]),
  sentence: z.string().describe("Why it stands here, in words: “3rd, because …”"),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export const readQueue = endpoint({
  method: "GET",
  path: "/teams/:teamId/queue",
  summary:
    "The order in which a team should pull, each position with its reason: class of service, then cost of delay over effort, then age",
  access: "item.read",
  params: z.strictObject({ teamId: id }),
  output: z.object({
    entries: z.array(
      z.object({
        position: z.int(),
        itemId: id,
        reason,
        override: z.object({ reason: z.string(), by: id.nullable(), at: instant }).nullable(),
        held: z.enum(["blocked", "offered"]).nullable().describe("Why it cannot be pulled now; it keeps its place"),
      }),
    ),
    rows: z.array(itemRow),
    total: z.int().describe("How many wait; `entries` holds the first 500"),
    inProgress: z.int().describe("Items of the team in its active stages"),
    capacity: z.number(),
  }),
  refusals: ["not_found"],
});

export const pullItem = endpoint({
  method: "POST",
  path: "/teams/:teamId/pull",
  summary:
    "Pull the first item of a queue that may start, or the one named: it moves to the next active stage of the team and becomes mine",
  access: "item.write",
  params: z.strictObject({ teamId: id }),
  body: z.strictObject({ item: itemReference.optional(), confirmed: z.array(z.string().max(300)).max(50).default([]) }),
  output: z.object({ item: itemRow }),
  refusals: ["not_found", "stage_full", "entry_criteria_open", "item_blocked", "conflict", "move_not_allowed"],
  events: ["item.moved"],
});

export const overrideQueue = endpoint({
  method: "POST",
  path: "/items/:item/queue-override",
  summary: "Put an item at the top of its queue against the policy, with the reason kept; or take that back",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ revision, reason: someProse(500).nullable() }),
  output: itemRow,
  refusals: ["not_found", "stale", "item_archived", "conflict"],
  events: ["item.changed"],
});
