import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { role } from "./people.ts";
import { id, instant, line, revision } from "./primitives.ts";

/** A program acting through an API key, with no more rights than its sponsor and never more than a member's. */
export const agent = z.object({
  personId: id.describe("An agent is listed among the people, under this id"),
  name: z.string(),
  sponsorId: id,
  role: role.describe("What it may do now: from its sponsor's role"),
  isActive: z.boolean().describe("false: switched off, its keys are refused"),
  keys: z.int().describe("Keys that work"),
  createdAt: instant,
  revision,
});
export type Agent = z.output<typeof agent>;

export const listAgents = endpoint({
  method: "GET",
  path: "/agents",
  summary: "The organization's agents with their sponsors",
  access: "agents.sponsor",
  output: z.object({ rows: z.array(agent) }),
  refusals: [],
});

export const createAgent = endpoint({
  method: "POST",
  path: "/agents",
  summary: "Make an agent that I sponsor; give it a key next",
  access: "agents.sponsor",
  body: z.strictObject({ name: line(200) }),
  output: agent,
  refusals: ["not_allowed", "conflict"],
  events: ["agent.created"],
});

export const changeAgent = endpoint({
  method: "PATCH",
  path: "/agents/:personId",
  summary:
    "Rename an agent or switch it on and off, as its sponsor, owner or admin; owners and admins also give it another sponsor",
  access: "agents.sponsor",
  params: z.strictObject({ personId: id }),
  body: z.strictObject({
    revision,
    name: line(200).optional(),
    isActive: z.boolean().optional(),
    sponsorId: id.optional(),
  }),
  output: agent,
  refusals: ["not_found", "stale", "not_allowed", "unknown_reference", "conflict"],
  events: ["agent.changed"],
});
