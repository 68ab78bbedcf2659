import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id } from "./primitives.ts";

const hit = z.object({
  kind: z.enum(["item", "request", "person", "team", "workflow", "view", "lesson"]),
  id: z.string(),
  title: z.string(),
  detail: z.string().describe("Key, email, stage or domain: what tells two alike apart"),
});

export const search = endpoint({
  method: "GET",
  path: "/search",
  summary:
    "Everything that matches, best first: items by key, title and text, requests, people, teams, workflows, views, lessons",
  access: "item.read",
  query: z.strictObject({
    text: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({ rows: z.array(hit) }),
  refusals: [],
});

export const readMyWork = endpoint({
  method: "GET",
  path: "/my-work",
  summary:
    "What waits for me: items I own under way, items of my teams' queues that are mine, offers to my teams, mentions, requests to triage, questions asked of me",
  access: "item.read",
  output: z.object({
    owned: z
      .array(id)
      .describe("Open items I own: under way first, by stage kind, class of service, due and age; at most 500"),
    contributing: z.array(id),
    offers: z.array(
      z.object({
        handOffId: id,
        itemId: id,
        fromTeamId: id,
        toTeamId: id,
        toStageId: id,
        offeredAt: z.string(),
        offeredBy: id.nullable(),
        note: z.string(),
      }),
    ),
    mentions: z.array(
      z.object({ commentId: id, itemId: id, authorId: id.nullable(), createdAt: z.string(), excerpt: z.string() }),
    ),
    triage: z
      .array(z.object({ teamId: id, waiting: z.int(), oldestAt: z.string().nullable() }))
      .describe("Teams I am in with requests that wait"),
    requested: z.array(id).describe("Items made from my own requests, open"),
    asked: z
      .array(z.object({ requestId: id, number: z.int(), title: z.string(), askedAt: z.string(), question: z.string() }))
      .describe("Questions about my own requests that wait for my answer"),
  }),
  refusals: [],
});
