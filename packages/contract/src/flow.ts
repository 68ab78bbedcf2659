import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { classOfService } from "./items.ts";
import { day, id, instant, line, listOf } from "./primitives.ts";

/** Whose flow: a team's own part, a workflow from end to end, or everything; and which items of it. */
export const flowScope = {
  team: id
    .optional()
    .describe("Only the team's part: from first entry into its stages until done there or gone elsewhere"),
  workflow: id.optional().describe("Only this workflow, from end to end"),
  class: listOf(classOfService).optional(),
  kind: listOf(line(60)).optional(),
  label: listOf(id).optional(),
};

export const readFlow = endpoint({
  method: "GET",
  path: "/flow",
  summary: "How work flows: times, throughput, work in progress, ageing, service levels, blocked time, hand-off waits",
  access: "flow.read",
  query: z.strictObject({
    ...flowScope,
    from: day.optional().describe("First day; absent: 90 days before `to`"),
    to: day
      .optional()
      .describe("Last day; absent: today, or the last day on which anything happened if that is over 60 days ago"),
  }),
  output: z.object({
    from: instant,
    to: instant,
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
    items: z.int(),
    leftOut: z.int().describe("Items left out by the bound of 40,000, the longest finished"),
  }),
  refusals: ["not_found", "not_enough_history", "took_too_long", "unavailable"],
});
