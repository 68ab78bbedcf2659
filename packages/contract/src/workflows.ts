import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, prose, revision } from "./primitives.ts";

export const stageKind = z.enum(["queue", "active", "done"]);
const serviceLevel = z.strictObject({ percent: z.int().min(1).max(99), days: z.number().positive().max(10_000) });

export const stage = z.object({
  stageId: id,
  teamId: id,
  name: z.string(),
  kind: stageKind,
  wipLimit: z.int().nullable(),
  wipHard: z.boolean(),
  serviceLevel: serviceLevel.nullable().describe("85 % within 3 working days: { percent: 85, days: 3 }"),
  entryChecklist: z.array(z.string()),
  nextStageIds: z.array(id).nullable().describe("null: any stage may follow"),
});
export const workflow = z.object({
  workflowId: id,
  teamId: id,
  name: z.string(),
  description: z.string(),
  version: z.int(),
  stages: z.array(stage),
  archivedAt: instant.nullable(),
  revision,
});
export type Workflow = z.output<typeof workflow>;
export type Stage = z.output<typeof stage>;

/** A stage as its designer writes it. A known id keeps the stage and its items; a new one makes a stage. */
export const stageDraft = z.strictObject({
  stageId: id,
  teamId: id,
  name: line(80),
  kind: stageKind,
  wipLimit: z.int().min(1).max(10_000).nullable().default(null),
  wipHard: z.boolean().default(false),
  serviceLevel: serviceLevel.nullable().default(null),
  entryChecklist: z.array(line(300)).max(50).default([]),
  nextStageIds: z.array(id).max(60).nullable().default(null),
});
const stageDrafts = z.array(stageDraft).min(1).max(60);

export const listWorkflows = endpoint({
  method: "GET",
  path: "/workflows",
  summary: "All workflows of the organization with their stages",
  access: "workflow.read",
  output: z.object({ rows: z.array(workflow) }),
  refusals: [],
});

export const readWorkflow = endpoint({
  method: "GET",
  path: "/workflows/:workflowId",
  summary: "One workflow with its stages",
  access: "workflow.read",
  params: z.strictObject({ workflowId: id }),
  output: workflow,
  refusals: ["not_found"],
});

export const createWorkflow = endpoint({
  method: "POST",
  path: "/workflows",
  summary: "Make a workflow. It needs at least one queue or active stage and one done stage",
  access: "workflow.design",
  body: z.strictObject({ teamId: id, name: line(120), description: prose(2000).default(""), stages: stageDrafts }),
  output: workflow,
  refusals: ["unknown_reference", "conflict"],
  events: ["workflow.created"],
});

export const changeWorkflow = endpoint({
  method: "PUT",
  path: "/workflows/:workflowId",
  summary: "Edit a workflow; every edit is a new version. Items in a stage that goes away must be given another one",
  access: "workflow.design",
  params: z.strictObject({ workflowId: id }),
  body: z.strictObject({
    revision,
    name: line(120),
    description: prose(2000),
    stages: stageDrafts,
    moveItems: z.record(id, id).default({}).describe("For each stage that goes away: the stage its items go to"),
    note: prose(500).default("").describe("Why, for the list of versions"),
  }),
  output: workflow,
  refusals: ["not_found", "stale", "unknown_reference", "stage_not_empty", "conflict"],
  events: ["workflow.changed", "item.moved"],
});

export const previewWorkflow = endpoint({
  method: "POST",
  path: "/workflows/:workflowId/preview",
  summary: "What an edit would do to items under way, without doing it",
  access: "workflow.design",
  params: z.strictObject({ workflowId: id }),
  body: z.strictObject({ stages: stageDrafts, moveItems: z.record(id, id).default({}) }),
  output: z.object({
    effects: z.array(
      z.object({
        stageId: id,
        effect: z.enum(["added", "removed", "over_limit", "team_changed", "kind_changed", "renamed", "cut_off"]),
        items: z.int().describe("How many open items it touches"),
        goTo: id.nullable(),
        sentence: z.string(),
      }),
    ),
  }),
  refusals: ["not_found", "unknown_reference"],
});

export const listWorkflowVersions = endpoint({
  method: "GET",
  path: "/workflows/:workflowId/versions",
  summary: "Every version of a workflow, newest first",
  access: "workflow.read",
  params: z.strictObject({ workflowId: id }),
  output: z.object({
    rows: z.array(
      z.object({
        version: z.int(),
        note: z.string(),
        createdAt: instant,
        createdBy: id.nullable(),
        name: z.string(),
        stages: z.array(stage),
      }),
    ),
  }),
  refusals: ["not_found"],
});

export const archiveWorkflow = endpoint({
  method: "POST",
  path: "/workflows/:workflowId/archive",
  summary: "Put a workflow away; it must hold no open items",
  access: "workflow.design",
  params: z.strictObject({ workflowId: id }),
  body: z.strictObject({ revision }),
  output: workflow,
  refusals: ["not_found", "stale", "in_use"],
  events: ["workflow.archived"],
});
