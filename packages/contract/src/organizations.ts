import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, nothing, revision, timeZone } from "./primitives.ts";
import { membership } from "./sessions.ts";
import { teamKey } from "./teams.ts";

export const organization = z.object({
  organizationId: id,
  slug: z.string(),
  name: z.string(),
  kind: z.enum(["live", "demo"]),
  createdAt: instant,
  revision,
});
export type Organization = z.output<typeof organization>;

export const listOrganizations = endpoint({
  method: "GET",
  path: "/organizations",
  summary: "The organizations I belong to, with my role in each",
  access: "account",
  output: z.object({ rows: z.array(membership) }),
  refusals: [],
});

export const createOrganization = endpoint({
  method: "POST",
  path: "/organizations",
  summary: "Make another organization with its first team and a workflow; I become its owner",
  access: "account",
  body: z.strictObject({
    name: line(120),
    teamName: line(120),
    teamKey: teamKey.optional().describe("Made from the team's name where it is left out"),
    timeZone,
  }),
  output: membership,
  refusals: ["conflict", "too_many_requests"],
  events: ["organization.created", "person.joined", "team.created", "workflow.created"],
});

export const readOrganization = endpoint({
  method: "GET",
  path: "/organization",
  summary: "The current organization",
  access: "organization.read",
  output: organization,
  refusals: [],
});

export const changeOrganization = endpoint({
  method: "PATCH",
  path: "/organization",
  summary: "Rename the current organization; its address stays",
  access: "organization.administer",
  body: z.strictObject({ revision, name: line(120) }),
  output: organization,
  refusals: ["stale"],
  events: ["organization.changed"],
});

export const removeOrganization = endpoint({
  method: "DELETE",
  path: "/organization",
  summary:
    "Remove the current organization with all of its work, for good. Everyone's access ends at once; the rows follow in the background",
  access: "organization.remove",
  query: z.strictObject({ name: z.string().max(120).describe("The organization's name, typed out as it is written") }),
  output: nothing,
  refusals: ["invalid_input", "not_allowed"],
});

export const leaveOrganization = endpoint({
  method: "DELETE",
  path: "/organization/membership",
  summary: "Leave the current organization: my keys here are revoked and my agents switched off",
  access: "organization.read",
  output: nothing,
  refusals: ["last_owner", "not_allowed"],
  events: ["person.removed"],
});
