import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, nothing, revision } from "./primitives.ts";

const definition = z
  .record(z.string().max(60), z.string().max(2000))
  .refine((search) => Object.keys(search).length <= 60, "At most 60 parameters");
export const view = z.object({
  viewId: id,
  ownerId: id,
  teamId: id.nullable(),
  shared: z.boolean(),
  name: z.string(),
  layout: z.enum(["list", "board"]),
  definition: z
    .record(z.string(), z.string())
    .describe("The search parameters of its address: columns, filter, sort, group"),
  createdAt: instant,
  revision,
});
export type View = z.output<typeof view>;

export const listViews = endpoint({
  method: "GET",
  path: "/views",
  summary: "One's own saved views and the shared ones",
  access: "item.read",
  output: z.object({ rows: z.array(view) }),
  refusals: [],
});

export const createView = endpoint({
  method: "POST",
  path: "/views",
  summary: "Save a view; a guest's stays their own",
  access: "view.own",
  body: z.strictObject({
    name: line(120),
    layout: z.enum(["list", "board"]),
    teamId: id.nullable().default(null),
    shared: z.boolean().default(false),
    definition,
  }),
  output: view,
  refusals: ["unknown_reference", "not_allowed"],
  events: ["view.changed"],
});

export const changeView = endpoint({
  method: "PATCH",
  path: "/views/:viewId",
  summary: "Change one's own view",
  access: "view.own",
  params: z.strictObject({ viewId: id }),
  body: z
    .strictObject({ name: line(120), shared: z.boolean(), definition, revision })
    .partial()
    .required({ revision: true }),
  output: view,
  refusals: ["not_found", "stale", "not_allowed"],
  events: ["view.changed"],
});

export const deleteView = endpoint({
  method: "DELETE",
  path: "/views/:viewId",
  summary: "Remove one's own view; owners and admins may remove shared ones",
  access: "view.own",
  params: z.strictObject({ viewId: id }),
  output: nothing,
  refusals: ["not_found", "not_allowed"],
  events: ["view.changed"],
});
