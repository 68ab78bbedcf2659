import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, itemReference, nothing } from "./primitives.ts";

export const attachment = z.object({
  attachmentId: id,
  itemId: id,
  name: z.string(),
  mediaType: z.string().describe("Found by looking at the bytes, not at the name"),
  size: z.int(),
  addedBy: id.nullable(),
  addedAt: instant,
});
export type Attachment = z.output<typeof attachment>;

export const listAttachments = endpoint({
  method: "GET",
  path: "/items/:item/attachments",
  summary: "The files attached to an item",
  access: "item.read",
  params: z.strictObject({ item: itemReference }),
  output: z.object({ rows: z.array(attachment) }),
  refusals: ["not_found"],
});

export const addAttachment = endpoint({
  method: "POST",
  path: "/items/:item/attachments",
  summary: "Attach files to an item, 25 MiB each at most",
  access: "item.comment",
  params: z.strictObject({ item: itemReference }),
  upload: true,
  uploadMiB: 25,
  output: z.object({ rows: z.array(attachment) }),
  refusals: ["not_found", "too_large", "unsupported_media", "item_archived"],
  events: ["attachment.added"],
});

export const readAttachment = endpoint({
  method: "GET",
  path: "/attachments/:attachmentId",
  summary: "The bytes of an attached file",
  access: "item.read",
  params: z.strictObject({ attachmentId: id }),
  output: "file",
  refusals: ["not_found"],
});

export const deleteAttachment = endpoint({
  method: "DELETE",
  path: "/attachments/:attachmentId",
  summary: "Remove an attached file: one's own, or any as owner or admin",
  access: "item.comment",
  params: z.strictObject({ attachmentId: id }),
  output: nothing,
  refusals: ["not_found", "not_allowed"],
  events: ["attachment.deleted"],
});
