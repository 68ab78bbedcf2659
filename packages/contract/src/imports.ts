import {
  CLASSES_OF_SERVICE,
  COLUMN_ROLES,
  type ColumnRole,
  EFFORT_UNITS,
  FIELD_KINDS,
  LINK_KINDS,
} from "@throughline/domain/intake/import/import-mapping";
import { DATE_FORMATS } from "@throughline/domain/intake/import/read-date";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, listOf, pageOf, pageQuery, revision, timeZone } from "./primitives.ts";
import { teamKey } from "./teams.ts";
import { stageKind } from "./workflows.ts";

const roles = Object.keys(COLUMN_ROLES) as [ColumnRole, ...ColumnRole[]];
export const fieldKind = z.enum(FIELD_KINDS);

export const columnMapping = z.strictObject({
  column: z
    .string()
    .max(1000)
    .describe("Exactly as the file names it; in XES an attribute of the trace begins `case:`"),
  role: z.enum(roles),
  field: z
    .strictObject({ name: z.string().max(200), kind: fieldKind })
    .optional()
    .describe("For the role `field`"),
  date: z.enum(DATE_FORMATS).optional().describe("How the column writes its dates"),
  decimal: z.enum(["point", "comma"]).optional(),
  link: z
    .strictObject({ kind: z.enum(LINK_KINDS), direction: z.enum(["out", "in"]) })
    .optional()
    .describe("For the role `link`; `in`: the item named blocks or duplicates this one"),
  form: z.enum(["plain", "date_author_text"]).optional().describe("For the role `comment`"),
  unit: z.enum(EFFORT_UNITS).optional().describe("For the role `effort`"),
  separator: z.string().min(1).max(3).optional(),
});
export const importMapping = z.strictObject({
  version: z.literal(1),
  rows: z.enum(["items", "events"]).describe("`events`: several rows tell of one item"),
  columns: z.array(columnMapping).max(10_000),
  zone: z.string().min(1).max(64).describe("Of dates that name no time zone"),
  missing: z.array(z.string().min(1).max(40)).max(50).describe("Texts that mean that nothing is there"),
  classes: z.record(z.string().max(200), z.enum(CLASSES_OF_SERVICE)).describe("The class of service of each priority"),
});
export type ImportMapping = z.output<typeof importMapping>;

/** Where an import puts what it reads. */
export const importTarget = z.strictObject({
  source: line(120).describe(
    "What the file's origin is called. Items brought in under this name are known again: a later import adds what is new",
  ),
  teamId: id.nullable().describe("The team the items are kept by, which gives them their keys; null: a new one"),
  newTeam: z.strictObject({ key: teamKey, name: line(120) }).nullable(),
  workflowName: line(120).describe("Of the workflow made for this source"),
  stageKinds: z
    .record(z.string().max(200), stageKind)
    .refine((kinds) => Object.keys(kinds).length <= 60, "At most 60 stages")
    .describe("Of stages whose name suggests the wrong kind, by the stage's name"),
});
export type ImportTarget = z.output<typeof importTarget>;

export const importState = z.enum([
  "reading",
  "ready",
  "checking",
  "waiting",
  "running",
  "finished",
  "failed",
  "cancelled",
]);

const named = z.object({ name: z.string(), id: id.nullable().describe("Known here already; null: new") });
const counted = z.object({
  made: z.int(),
  known: z.int(),
  examples: z.array(named).describe("The first 50"),
});

/** What an import comes to: after a dry run what would be made, after a run what was made. */
export const importTally = z.object({
  items: z.object({
    made: z.int(),
    changed: z.int().describe("Known from an earlier import, and told of anew"),
    unchanged: z.int(),
    leftAlone: z.int().describe("Changed here since an earlier import: what the file says of them now is set aside"),
  }),
  stateChanges: z.int(),
  fieldChanges: z.int(),
  handOffs: z.int(),
  comments: z.int(),
  links: z.int(),
  parents: z.int(),
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  people: counted,
  teams: counted,
  labels: counted,
  fields: z.object({
    made: z.int(),
    known: z.int(),
    list: z.array(z.object({ name: z.string(), kind: fieldKind, id: id.nullable() })),
  }),
  workflow: z.object({ name: z.string(), id: id.nullable() }),
  stages: z.array(z.object({ name: z.string(), kind: stageKind, id: id.nullable(), events: z.int(), items: z.int() })),
  keys: z.object({ team: z.string(), first: z.string().nullable(), last: z.string().nullable() }),
  report: z.object({
    lines: z.int(),
    kept: z.int().describe("How many of the lines can be read one by one"),
    lost: z.int(),
    changed: z.int(),
    notes: z.int(),
    kinds: z.array(
      z.object({
        code: z.string(),
        effect: z.enum(["lost", "changed", "note"]),
        column: z.string().nullable(),
        count: z.int(),
        sentence: z.string().describe("Of the first of them"),
      }),
    ),
  }),
});
export type ImportTally = z.output<typeof importTally>;

export const importRow = z.object({
  importId: id,
  fileName: z.string(),
  fileSize: z.number(),
  format: z.enum(["csv", "xes"]).nullable(),
  state: importState,
  source: z.string().nullable(),
  createdBy: id.nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  progress: z
    .object({
      phase: z.enum(["waiting", "reading", "arranging", "publishing"]),
      share: z.number().describe("Of the phase, 0 to 1"),
      rows: z.int().describe("Records read so far"),
    })
    .nullable(),
  failure: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  itemsMade: z.int().nullable().describe("Once finished"),
  revision,
});
export type ImportRow = z.output<typeof importRow>;

export const importDetail = importRow.extend({
  tool: z.string().nullable().describe("The tool whose export this is, where its columns tell"),
  rows: z.int().nullable().describe("Rows looked at for the guess"),
  isComplete: z.boolean().describe("Whether that was all of the file"),
  columns: z.array(
    z.object({
      column: z.string(),
      confidence: z.number().describe("How sure the guess is, 0 to 1"),
      reason: z.string(),
      samples: z.array(z.string()),
      ambiguousDates: z.boolean(),
    }),
  ),
  examples: z.array(z.object({ line: z.int(), values: z.record(z.string(), z.array(z.string())) })),
  notes: z.array(z.string()).describe("What a person should know before going on"),
  mapping: importMapping.nullable(),
  target: importTarget.nullable(),
  plan: importTally.nullable().describe("Of the latest dry run of this mapping"),
  result: importTally.nullable(),
  sameFile: z.object({ importId: id, finishedAt: instant, source: z.string() }).nullable(),
});
export type ImportDetail = z.output<typeof importDetail>;

const one = z.strictObject({ importId: id });

export const createImport = endpoint({
  method: "POST",
  path: "/imports",
  summary:
    "Upload a file to import: XES (plain or gzip) or CSV, at most 512 MiB. Nothing is made yet: the answer holds the guessed mapping. A large file may still be `reading`; ask again",
  access: "import.run",
  body: z.strictObject({ zone: timeZone.optional().describe("Of dates that name none; otherwise one's own") }),
  upload: true,
  output: importDetail,
  refusals: ["unreadable_file", "too_large", "unsupported_media", "conflict"],
  lane: "import",
});

export const listImports = endpoint({
  method: "GET",
  path: "/imports",
  summary: "Imports, newest first",
  access: "import.run",
  query: z.strictObject(pageQuery),
  output: pageOf(importRow),
  refusals: [],
});

export const readImport = endpoint({
  method: "GET",
  path: "/imports/:importId",
  summary: "One import: how far it is, its mapping, what it would make or has made",
  access: "import.run",
  params: one,
  output: importDetail,
  refusals: ["not_found"],
});

export const changeImport = endpoint({
  method: "PATCH",
  path: "/imports/:importId",
  summary: "Change the mapping of an import that has not run, or where its items go",
  access: "import.run",
  params: one,
  body: z.strictObject({ revision, mapping: importMapping.optional(), target: importTarget.optional() }),
  output: importDetail,
  refusals: ["not_found", "stale", "conflict", "unknown_reference"],
});

export const dryRunImport = endpoint({
  method: "POST",
  path: "/imports/:importId/dry-run",
  summary:
    "Read the whole file and say what would be made, making nothing. Runs in the background: ask again for `plan`",
  access: "import.run",
  params: one,
  body: z.strictObject({ revision }),
  output: importDetail,
  refusals: ["not_found", "stale", "conflict", "in_use", "unavailable"],
});

export const runImport = endpoint({
  method: "POST",
  path: "/imports/:importId/run",
  summary:
    "Import the file, in the background: everything appears at once when it is done, or nothing does. One import of an organization runs at a time",
  access: "import.run",
  params: one,
  body: z.strictObject({ revision }),
  output: importDetail,
  refusals: ["not_found", "stale", "conflict", "in_use", "unavailable"],
  events: ["import.started"],
});

export const cancelImport = endpoint({
  method: "POST",
  path: "/imports/:importId/cancel",
  summary: "Stop an import and forget its file; nothing of it is left. What was published stays",
  access: "import.run",
  params: one,
  output: importDetail,
  refusals: ["not_found", "conflict"],
  events: ["import.cancelled"],
});

const effect = z.enum(["lost", "changed", "note"]);
export const reportLine = z.object({
  number: z.int(),
  line: z.number().nullable().describe("Of the file; null where it is about a whole column"),
  column: z.string().nullable(),
  value: z.string(),
  code: z.string(),
  effect: effect.describe("lost: not kept. changed: kept, but not as it stood. note: kept; worth knowing"),
  sentence: z.string(),
});

export const readImportReport = endpoint({
  method: "GET",
  path: "/imports/:importId/report",
  summary: "Every row and value that was not kept as it stood, in the order of the file",
  access: "import.run",
  params: one,
  query: z.strictObject({ ...pageQuery, effect: listOf(effect).optional(), code: z.string().max(60).optional() }),
  output: pageOf(reportLine),
  refusals: ["not_found"],
});

export const readImportReportFile = endpoint({
  method: "GET",
  path: "/imports/:importId/report-file",
  summary: "The same report as CSV",
  access: "import.run",
  params: one,
  output: "file",
  refusals: ["not_found"],
  lane: "export",
});
