import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import {
  day,
  flag,
  id,
  instant,
  itemReference,
  line,
  listOf,
  nothing,
  pageOf,
  pageQuery,
  prose,
  revision,
  someProse,
} from "./primitives.ts";

export const classOfService = z.enum(["expedite", "fixed_date", "standard", "intangible"]);
export const checklistLine = z.strictObject({ id, text: line(300), done: z.boolean() });
export const fieldValue = z.union([z.string().max(5000), z.number(), z.null()]);
export const linkKind = z.enum(["blocks", "relates", "duplicates"]);

/** What a list row and a board card show. */
export const itemRow = z.object({
  itemId: id,
  key: z.string(),
  title: z.string(),
  kind: z.string(),
  workflowId: id,
  stageId: id,
  teamId: id,
  ownerId: id.nullable(),
  requesterId: id.nullable(),
  parentId: id.nullable(),
  classOfService,
  value: z.number().nullable().describe("Cost of delay: what one more week of waiting costs"),
  effortLow: z.number().nullable().describe("Working days, optimistic end"),
  effortHigh: z.number().nullable().describe("Working days, pessimistic end"),
  dueOn: day.nullable(),
  rank: z.string(),
  labelIds: z.array(id),
  fields: z.record(z.string(), fieldValue),
  blockedSince: instant.nullable(),
  blockReason: z.string().nullable(),
  offeredTo: z.object({ handOffId: id, teamId: id, stageId: id, offeredAt: instant }).nullable(),
  checklistDone: z.int(),
  checklistTotal: z.int(),
  origin: z.enum(["hand", "form", "routine", "import", "api", "hand_off", "demo"]),
  createdAt: instant,
  updatedAt: instant,
  stageEnteredAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  archivedAt: instant.nullable(),
  revision,
});
export type ItemRow = z.output<typeof itemRow>;

const relative = z.object({
  itemId: id,
  key: z.string(),
  title: z.string(),
  stageId: id,
  finishedAt: instant.nullable(),
});
export const itemDetail = itemRow.extend({
  description: z.string(),
  checklist: z.array(checklistLine),
  contributorIds: z.array(id),
  watcherIds: z.array(id),
  parent: relative.nullable(),
  children: z.array(relative),
  links: z.array(z.object({ linkId: id, kind: linkKind, direction: z.enum(["out", "in"]), item: relative })),
  block: z
    .object({ blockId: id, reason: z.string(), waitingFor: z.string(), startedAt: instant, startedBy: id.nullable() })
    .nullable(),
  source: z.string().nullable(),
  externalId: z.string().nullable(),
});
export type ItemDetail = z.output<typeof itemDetail>;

const writable = {
  title: line(500),
  description: prose(100_000),
  kind: line(60),
  ownerId: id.nullable(),
  requesterId: id.nullable(),
  parentId: id.nullable(),
  classOfService,
  value: z.number().min(0).max(1e12).nullable(),
  effortLow: z.number().min(0).max(100_000).nullable(),
  effortHigh: z.number().min(0).max(100_000).nullable(),
  dueOn: day.nullable(),
  labelIds: z.array(id).max(50),
  fields: z.record(id, fieldValue).refine((fields) => Object.keys(fields).length <= 100, "At most 100 fields"),
  checklist: z.array(checklistLine).max(200),
  contributorIds: z.array(id).max(50),
  watcherIds: z.array(id).max(200),
};

export const createItem = endpoint({
  method: "POST",
  path: "/items",
  summary:
    "Make an item. Without a stage it enters the first stage of the workflow; without an owner nobody has it yet",
  access: "item.write",
  body: z
    .strictObject({
      ...writable,
      workflowId: id,
      stageId: id.optional(),
      itemId: id.optional().describe("An id of the client's own making, UUID version 7 preferred"),
    })
    .partial()
    .required({ title: true, workflowId: true }),
  output: itemDetail,
  refusals: ["unknown_reference", "stage_full", "conflict", "not_found"],
  events: ["item.created"],
});

export const itemSort = z.enum([
  "rank",
  "created",
  "updated",
  "due",
  "title",
  "key",
  "class",
  "value",
  "owner",
  "stage",
  "age",
  "finished",
]);
export const itemGroup = z.enum(["none", "stage", "team", "owner", "class", "kind", "label", "workflow"]);
export const itemFilter = {
  team: listOf(id).optional(),
  workflow: listOf(id).optional(),
  stage: listOf(id).optional(),
  owner: listOf(z.union([id, z.enum(["me", "none"])])).optional(),
  requester: listOf(z.union([id, z.enum(["me", "none"])])).optional(),
  person: z
    .union([id, z.literal("me")])
    .optional()
    .describe("Owner, requester, contributor or watcher"),
  class: listOf(classOfService).optional(),
  kind: listOf(z.string().max(60)).optional(),
  label: listOf(id).optional(),
  parent: id.optional(),
  origin: listOf(itemRow.shape.origin).optional(),
  state: z.enum(["open", "done", "archived", "all"]).default("open"),
  blocked: flag.optional(),
  dueBefore: day.optional(),
  dueAfter: day.optional(),
  createdAfter: day.optional(),
  createdBefore: day.optional(),
  finishedAfter: day.optional(),
  finishedBefore: day.optional(),
  text: z.string().trim().max(200).optional(),
  field: listOf(z.string().max(300)).optional().describe("`fieldId:value`: the custom field has that value"),
  sort: itemSort.default("rank"),
  descending: flag.default(false),
};

export const listItems = endpoint({
  method: "GET",
  path: "/items",
  summary: "A page of items, filtered and sorted",
  access: "item.read",
  query: z.strictObject({ ...itemFilter, ...pageQuery }),
  output: pageOf(itemRow),
  refusals: [],
});

export const listItemIds = endpoint({
  method: "GET",
  path: "/item-ids",
  summary:
    "The ids of all items of a list in order, at most 50,000, with the counts of its groups; rows load by window",
  access: "item.read",
  query: z.strictObject({ ...itemFilter, group: itemGroup.default("none") }),
  output: z.object({
    ids: z.array(id),
    total: z.int().describe("How many there are; more than `ids` holds where the list was cut"),
    groups: z
      .array(z.object({ value: z.string().nullable(), count: z.int() }))
      .describe("In the order of `ids`; empty without grouping"),
  }),
  refusals: [],
});

export const readItemRows = endpoint({
  method: "GET",
  path: "/item-rows",
  summary: "The rows of some items; ids that are not visible are left out",
  access: "item.read",
  query: z.strictObject({ ids: listOf(id, 100) }),
  output: z.object({ rows: z.array(itemRow) }),
  refusals: [],
});

export const readItem = endpoint({
  method: "GET",
  path: "/items/:item",
  summary: "One item, whole",
  access: "item.read",
  params: z.strictObject({ item: itemReference }),
  output: itemDetail,
  refusals: ["not_found"],
});

export const changeItem = endpoint({
  method: "PATCH",
  path: "/items/:item",
  summary: "Change fields of an item. Only what is sent changes; custom fields are merged one by one",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z
    .strictObject({ ...writable, revision })
    .partial()
    .required({ revision: true }),
  output: itemDetail,
  refusals: ["not_found", "stale", "unknown_reference", "item_archived", "would_make_cycle"],
  events: ["item.changed"],
});

const moved = z.object({ item: itemRow, outcome: z.enum(["moved", "offered", "unchanged"]) });

export const moveItem = endpoint({
  method: "POST",
  path: "/items/:item/move",
  summary:
    "Move an item to another stage of its workflow. Into another team's stage the move is a hand-off: offered, not done, until that team accepts",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({
    stageId: id,
    revision,
    afterItemId: id
      .nullable()
      .optional()
      .describe("Place it below this item of the stage; null: at the top; left out: at the end"),
    confirmed: z
      .array(line(300))
      .max(50)
      .default([])
      .describe("Lines of the stage's entry checklist the mover vouches for"),
    note: prose(2000).default("").describe("For a hand-off: what the receiving team should know"),
  }),
  output: moved,
  refusals: [
    "not_found",
    "stale",
    "stage_full",
    "move_not_allowed",
    "entry_criteria_open",
    "item_blocked",
    "item_archived",
    "already_offered",
    "unknown_reference",
  ],
  events: ["item.moved", "hand_off.offered"],
});

export const rankItem = endpoint({
  method: "POST",
  path: "/items/:item/rank",
  summary: "Place an item directly below another of the same stage, or at the top",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ afterItemId: id.nullable(), revision }),
  output: itemRow,
  refusals: ["not_found", "stale", "unknown_reference", "item_archived"],
  events: ["item.ranked"],
});

export const blockItem = endpoint({
  method: "POST",
  path: "/items/:item/block",
  summary: "Say that an item cannot go on, why, and what it waits for",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ reason: someProse(500), waitingFor: prose(200).default(""), revision }),
  output: itemDetail,
  refusals: ["not_found", "stale", "already_blocked", "item_archived"],
  events: ["item.blocked"],
});

export const unblockItem = endpoint({
  method: "POST",
  path: "/items/:item/unblock",
  summary: "Say that an item can go on again",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ revision }),
  output: itemDetail,
  refusals: ["not_found", "stale", "not_blocked"],
  events: ["item.unblocked"],
});

export const archiveItem = endpoint({
  method: "POST",
  path: "/items/:item/archive",
  summary: "Put an item away; it keeps its history and can be restored",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ revision }),
  output: itemRow,
  refusals: ["not_found", "stale", "item_archived"],
  events: ["item.archived"],
});

export const restoreItem = endpoint({
  method: "POST",
  path: "/items/:item/restore",
  summary: "Bring an archived item back to the stage it was in",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ revision }),
  output: itemRow,
  refusals: ["not_found", "stale", "conflict", "stage_full"],
  events: ["item.restored"],
});

export const linkItem = endpoint({
  method: "POST",
  path: "/items/:item/links",
  summary: "Link an item to another: it blocks, relates to or duplicates it",
  access: "item.write",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ toItem: itemReference, kind: linkKind }),
  output: itemDetail,
  refusals: ["not_found", "unknown_reference", "conflict", "would_make_cycle"],
  events: ["item.linked"],
});

export const unlinkItem = endpoint({
  method: "DELETE",
  path: "/items/:item/links/:linkId",
  summary: "Remove a link between two items",
  access: "item.write",
  params: z.strictObject({ item: itemReference, linkId: id }),
  output: nothing,
  refusals: ["not_found"],
  events: ["item.unlinked"],
});

export const readItemHistory = endpoint({
  method: "GET",
  path: "/items/:item/history",
  summary: "Everything that happened to an item, newest first, with old and new values",
  access: "item.read",
  params: z.strictObject({ item: itemReference }),
  query: z.strictObject(pageQuery),
  output: pageOf(
    z.object({
      number: z.int(),
      occurredAt: instant,
      recordedAt: instant,
      actorId: id.nullable(),
      name: z.string(),
      data: z.record(z.string(), z.unknown()),
      changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })).nullable(),
    }),
  ),
  refusals: ["not_found"],
});

export const readBoard = endpoint({
  method: "GET",
  path: "/boards/:workflowId",
  summary:
    "A workflow as columns: each stage with its count and its cards, at most `most` a stage; done stages show the last 14 days",
  access: "item.read",
  params: z.strictObject({ workflowId: id }),
  query: z.strictObject({ most: z.coerce.number().int().min(1).max(1000).default(200), ...pickFilters() }),
  output: z.object({
    columns: z.array(
      z.object({
        stageId: id,
        count: z.int().describe("All cards of the stage that the reader may see and the filter lets through"),
        wip: z.int().describe("What the WIP limit counts: every unarchived item in the stage"),
        itemIds: z.array(id),
      }),
    ),
    rows: z.array(itemRow),
  }),
  refusals: ["not_found"],
});

function pickFilters() {
  const { team, owner, class: service, kind, label, blocked, text } = itemFilter;
  return { team, owner, class: service, kind, label, blocked, text };
}
