import { roles } from "@throughline/domain/access/can";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, listOf, pageOf, revision } from "./primitives.ts";

export const role = z.enum(roles);
export const personState = z.enum(["active", "removed", "recorded"]);

export const person = z.object({
  personId: id,
  kind: z.enum(["person", "agent"]).describe("agent: a program; mark its deeds"),
  name: z.string(),
  email: z.string().nullable().describe("null for agents, and for guests who ask"),
  role: role.describe("Effective: an agent's never exceeds its sponsor's"),
  state: personState.describe("recorded: known from an import, has no access until invited"),
  sponsorId: id.nullable(),
  joinedAt: instant,
  revision,
});
export type Person = z.output<typeof person>;

export const listPeople = endpoint({
  method: "GET",
  path: "/people",
  summary:
    "People and agents by name, removed and recorded ones included, so that every id has a name. A guest gets those who appear on the items they see",
  access: "people.read",
  query: z.strictObject({
    after: z.string().max(600).optional().describe("The `next` of the page before"),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
    state: listOf(personState).optional(),
    kind: z.enum(["person", "agent"]).optional(),
    search: line(100).optional().describe("Part of a name or email address"),
  }),
  output: pageOf(person),
  refusals: [],
});

export const changePerson = endpoint({
  method: "PATCH",
  path: "/people/:personId",
  summary: "Change someone's role or name here. Only owners make or unmake owners, and one owner always stays",
  access: "people.administer",
  params: z.strictObject({ personId: id }),
  body: z.strictObject({ revision, role: role.optional(), name: line(200).optional() }),
  output: person,
  refusals: ["not_found", "stale", "not_allowed", "last_owner", "conflict"],
  events: ["person.changed"],
});

export const removePerson = endpoint({
  method: "DELETE",
  path: "/people/:personId",
  summary:
    "End someone's access at once: keys here are revoked, agents they sponsor switched off, team memberships ended. Their history stays",
  access: "people.administer",
  params: z.strictObject({ personId: id }),
  output: z.object({ openItems: z.int().describe("Unfinished items that still name them as owner") }),
  refusals: ["not_found", "not_allowed", "last_owner"],
  events: ["person.removed", "agent.changed", "key.revoked"],
});
