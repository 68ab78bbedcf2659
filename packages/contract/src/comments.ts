import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, itemReference, nothing, pageOf, pageQuery, revision, someProse } from "./primitives.ts";

export const comment = z.object({
  commentId: id,
  itemId: id,
  authorId: id.nullable(),
  body: z.string().describe("Markdown; a mention is written @[Name](person:id)"),
  mentionIds: z.array(id),
  createdAt: instant,
  editedAt: instant.nullable(),
  revision,
});
export type Comment = z.output<typeof comment>;

export const listComments = endpoint({
  method: "GET",
  path: "/items/:item/comments",
  summary: "The comments of an item, oldest first",
  access: "item.read",
  params: z.strictObject({ item: itemReference }),
  query: z.strictObject(pageQuery),
  output: pageOf(comment),
  refusals: ["not_found"],
});

export const createComment = endpoint({
  method: "POST",
  path: "/items/:item/comments",
  summary: "Comment on an item. Who is mentioned sees it in My work and watches the item from then on",
  access: "item.comment",
  params: z.strictObject({ item: itemReference }),
  body: z.strictObject({ body: someProse(50_000) }),
  output: comment,
  refusals: ["not_found", "unknown_reference"],
  events: ["item.commented"],
});

export const changeComment = endpoint({
  method: "PATCH",
  path: "/comments/:commentId",
  summary: "Edit one's own comment",
  access: "item.comment",
  params: z.strictObject({ commentId: id }),
  body: z.strictObject({ body: someProse(50_000), revision }),
  output: comment,
  refusals: ["not_found", "stale", "not_allowed", "unknown_reference"],
  events: ["comment.edited"],
});

export const deleteComment = endpoint({
  method: "DELETE",
  path: "/comments/:commentId",
  summary: "Delete one's own comment; owners and admins may delete any",
  access: "item.comment",
  params: z.strictObject({ commentId: id }),
  output: nothing,
  refusals: ["not_found", "not_allowed"],
  events: ["comment.deleted"],
});

export const seeMentions = endpoint({
  method: "POST",
  path: "/mentions/seen",
  summary: "Mark mentions as seen: those of the given comments, or all",
  access: "item.read",
  body: z.strictObject({ commentIds: z.array(id).max(200).optional() }),
  output: z.object({ seen: z.int() }),
  refusals: [],
});
