import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, pageOf, pageQuery } from "./primitives.ts";

/** What an export is made of: a CSV file for each, or all of them in one JSON document. */
export const exportNouns = {
  items: "Items with their people, dates, labels and custom fields, one row each",
  history:
    "What happened to each item: one row per event. Made to be imported again: its first row per item holds the item itself",
  events: "Every event of the organization as it was recorded",
  revisions: "What fields of items said before and after each change",
  comments: "Comments on items",
  attachments: "Names and sizes of attached files; the files themselves are not in it",
  blocks: "Why items could not go on, and for how long",
  links: "Links between items",
  people: "People and agents with their roles",
  teams: "Teams with their members and calendars",
  workflows: "Stages of every workflow",
  "workflow-versions": "Every version of every workflow",
  fields: "Custom fields",
  labels: "Labels",
  requests: "Requests with their answers and decisions",
  "request-messages": "What was asked and answered about requests",
  "hand-offs": "Hand-offs between teams",
  routines: "Routines",
  channels: "Forms",
  views: "Saved views: shared ones and one's own",
} as const;
export type ExportNoun = keyof typeof exportNouns;
export const exportNounNames = Object.keys(exportNouns) as [ExportNoun, ...ExportNoun[]];
export const exportFormat = z.enum(["csv", "json"]);

const exported = z.object({
  exportId: id,
  format: exportFormat,
  madeBy: id.nullable(),
  madeAt: instant,
  expiresAt: instant.describe("Until then its files can be fetched by whoever made it"),
});
export type Export = z.output<typeof exported>;

export const listExports = endpoint({
  method: "GET",
  path: "/exports",
  summary: "Who exported what and when, newest first",
  access: "export.run",
  query: z.strictObject(pageQuery),
  output: pageOf(exported),
  refusals: [],
});

export const createExport = endpoint({
  method: "POST",
  path: "/exports",
  summary: "Begin an export, which is recorded; its files are fetched afterwards, for a day, by whoever began it",
  access: "export.run",
  body: z.strictObject({ format: exportFormat }),
  output: exported.extend({
    files: z.array(z.object({ file: z.string(), name: z.string(), holds: z.string() })),
  }),
  refusals: [],
  events: ["export.made"],
});

export const readExportFile = endpoint({
  method: "GET",
  path: "/exports/:exportId/files/:file",
  summary:
    "One file of an export, as things are when it is fetched: `items`, `history`, … as CSV, or `everything` as one JSON document",
  access: "export.run",
  params: z.strictObject({ exportId: id, file: z.enum([...exportNounNames, "everything"]) }),
  output: "file",
  refusals: ["not_found", "link_expired", "unavailable"],
  lane: "export",
});
