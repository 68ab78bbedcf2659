import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, nothing } from "./primitives.ts";

export const key = z.object({
  keyId: id,
  personId: id.describe("Who acts with it: a person or an agent"),
  name: z.string(),
  hint: z.string().describe("How the secret begins, to tell keys apart"),
  createdAt: instant,
  lastUsedAt: instant.nullable().describe("To the minute"),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type Key = z.output<typeof key>;

export const listKeys = endpoint({
  method: "GET",
  path: "/keys",
  summary:
    "My API keys and those of the agents I sponsor; for owners and admins everyone's. Newest first, at most 1000",
  access: "keys.own",
  output: z.object({ rows: z.array(key) }),
  refusals: [],
});

export const createKey = endpoint({
  method: "POST",
  path: "/keys",
  summary: "Make an API key for myself or for an agent I sponsor. Needs a signed-in person: a key makes no keys",
  access: "keys.own",
  body: z.strictObject({
    name: line(120),
    personId: id.optional().describe("An agent I sponsor; without it the key is mine"),
    expiresInDays: z.int().min(1).max(3650).nullable().default(365).describe("null: never"),
  }),
  output: z.object({ key, secret: z.string().describe("Shown this once: send it as Authorization: Bearer …") }),
  answersSecret: true,
  refusals: ["not_allowed", "unknown_reference", "conflict"],
  events: ["key.created"],
});

export const revokeKey = endpoint({
  method: "DELETE",
  path: "/keys/:keyId",
  summary:
    "Revoke a key: mine, one of an agent I sponsor, or as owner or admin anyone's. The next request with it is refused",
  access: "keys.own",
  params: z.strictObject({ keyId: id }),
  output: nothing,
  refusals: ["not_found"],
  events: ["key.revoked"],
});
