import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, revision } from "./primitives.ts";

export const fieldKind = z.enum(["text", "number", "date", "person", "choice", "link"]);
const choice = z.strictObject({ id: line(100), name: line(100) });

export const field = z.object({
  fieldId: id,
  name: z.string(),
  kind: fieldKind,
  choices: z.array(choice),
  position: z.int(),
  archivedAt: instant.nullable(),
  revision,
});
export type Field = z.output<typeof field>;
export const label = z.object({
  labelId: id,
  name: z.string(),
  hue: z.int(),
  archivedAt: instant.nullable(),
  revision,
});
export type Label = z.output<typeof label>;

export const listFields = endpoint({
  method: "GET",
  path: "/fields",
  summary: "The custom fields of items",
  access: "item.read",
  output: z.object({ rows: z.array(field) }),
  refusals: [],
});

export const createField = endpoint({
  method: "POST",
  path: "/fields",
  summary: "Make a custom field; its kind stays",
  access: "workflow.design",
  body: z.strictObject({ name: line(80), kind: fieldKind, choices: z.array(choice).max(500).default([]) }),
  output: field,
  refusals: ["conflict"],
  events: ["field.changed"],
});

export const changeField = endpoint({
  method: "PATCH",
  path: "/fields/:fieldId",
  summary: "Rename, reorder or archive a custom field, or change its choices. A choice that items use cannot go away",
  access: "workflow.design",
  params: z.strictObject({ fieldId: id }),
  body: z
    .strictObject({
      name: line(80),
      choices: z.array(choice).max(500),
      position: z.int().min(0).max(10_000),
      archived: z.boolean(),
      revision,
    })
    .partial()
    .required({ revision: true }),
  output: field,
  refusals: ["not_found", "stale", "conflict", "in_use"],
  events: ["field.changed"],
});

export const listLabels = endpoint({
  method: "GET",
  path: "/labels",
  summary: "The labels of items",
  access: "item.read",
  output: z.object({ rows: z.array(label) }),
  refusals: [],
});

export const createLabel = endpoint({
  method: "POST",
  path: "/labels",
  summary: "Make a label",
  access: "item.write",
  body: z.strictObject({ name: line(60), hue: z.int().min(0).max(359).optional() }),
  output: label,
  refusals: ["conflict"],
  events: ["label.changed"],
});

export const changeLabel = endpoint({
  method: "PATCH",
  path: "/labels/:labelId",
  summary: "Rename, recolour or archive a label",
  access: "item.write",
  params: z.strictObject({ labelId: id }),
  body: z
    .strictObject({ name: line(60), hue: z.int().min(0).max(359), archived: z.boolean(), revision })
    .partial()
    .required({ revision: true }),
  output: label,
  refusals: ["not_found", "stale", "conflict"],
  events: ["label.changed"],
});
