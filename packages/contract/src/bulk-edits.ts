import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { classOfService } from "./items.ts";
import { day, id, line } from "./primitives.ts";

export const bulkLimit = 500;
const change = z
  .strictObject({
    stageId: id,
    ownerId: id.nullable(),
    classOfService,
    dueOn: day.nullable(),
    kind: line(60),
    value: z.number().min(0).max(1e12).nullable(),
    addLabelIds: z.array(id).max(20),
    removeLabelIds: z.array(id).max(20),
    archived: z.boolean(),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, "Say what to change");

export const createBulkEdit = endpoint({
  method: "POST",
  path: "/bulk-edits",
  summary: "Change up to 500 items at once, all or none; refused with the items that stand in the way",
  access: "item.write",
  body: z.strictObject({ itemIds: z.array(id).min(1).max(bulkLimit), change }),
  output: z.object({
    bulkEditId: id,
    changed: z.int(),
    offered: z.int().describe("Moves into another team's stage that became offers"),
  }),
  refusals: [
    "not_found",
    "stage_full",
    "move_not_allowed",
    "entry_criteria_open",
    "item_blocked",
    "item_archived",
    "already_offered",
    "unknown_reference",
  ],
  events: ["item.changed", "item.moved", "item.archived", "item.restored", "hand_off.offered", "bulk_edit.made"],
});

export const undoBulkEdit = endpoint({
  method: "POST",
  path: "/bulk-edits/:bulkEditId/undo",
  summary: "Take one's own bulk edit back: every item that nobody touched since returns to what it was",
  access: "item.write",
  params: z.strictObject({ bulkEditId: id }),
  output: z.object({
    restored: z.int(),
    leftAlone: z
      .array(z.object({ itemId: id, key: z.string() }))
      .describe("Items changed by someone since, or whose old place is taken"),
  }),
  refusals: ["not_found", "nothing_to_undo"],
  events: ["item.changed", "item.moved", "item.archived", "item.restored", "bulk_edit.undone"],
});
