import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { email, id, instant, line, nothing, timeZone } from "./primitives.ts";
import { role } from "./people.ts";
import { linkToken, password, session } from "./sessions.ts";

export const invitation = z.object({
  invitationId: id,
  email: z.string(),
  role,
  teamId: id.nullable(),
  personId: id.nullable().describe("The recorded person this gives access to"),
  invitedBy: id,
  createdAt: instant,
  expiresAt: instant,
});
export type Invitation = z.output<typeof invitation>;

const withLink = z.object({
  invitation,
  link: z.string().describe("Shown this once, for the inviter to pass on; the same link is mailed"),
});

export const listInvitations = endpoint({
  method: "GET",
  path: "/invitations",
  summary: "Invitations nobody has accepted yet, newest first; expired ones included until they are withdrawn",
  access: "people.invite",
  output: z.object({ rows: z.array(invitation) }),
  refusals: [],
});

export const createInvitation = endpoint({
  method: "POST",
  path: "/invitations",
  summary:
    "Invite someone by mail and link (page /join/TOKEN, good for 14 days), to a role the inviter may grant. With `personId`, gives a recorded person access under their own history",
  access: "people.invite",
  body: z.strictObject({
    email,
    role: role.default("member"),
    teamId: id.optional().describe("A team they join at once"),
    personId: id.optional(),
  }),
  output: withLink,
  answersSecret: true,
  refusals: ["conflict", "not_allowed", "unknown_reference", "too_many_requests"],
  events: ["person.invited"],
});

export const resendInvitation = endpoint({
  method: "POST",
  path: "/invitations/:invitationId/resend",
  summary: "Send it again with a new link and 14 more days; the old link stops working",
  access: "people.invite",
  params: z.strictObject({ invitationId: id }),
  output: withLink,
  answersSecret: true,
  refusals: ["not_found", "not_allowed", "too_many_requests"],
  events: ["person.invited"],
});

export const revokeInvitation = endpoint({
  method: "DELETE",
  path: "/invitations/:invitationId",
  summary: "Withdraw an invitation; its link stops working",
  access: "people.invite",
  params: z.strictObject({ invitationId: id }),
  output: nothing,
  refusals: ["not_found"],
  events: ["invitation.revoked"],
});

export const readInvitation = endpoint({
  method: "GET",
  path: "/invitation-links/:token",
  summary: "What an invitation link leads to",
  access: "anyone",
  params: z.strictObject({ token: linkToken }),
  output: z.object({
    organizationName: z.string(),
    inviterName: z.string(),
    email: z.string(),
    role,
    hasAccount: z.boolean().describe("The address has an account here: sign in with it, then accept"),
    suggestedName: z.string().describe("The recorded person's name; may be empty"),
    expiresAt: instant,
  }),
  refusals: ["link_expired"],
});

export const acceptInvitation = endpoint({
  method: "POST",
  path: "/invitation-links/:token",
  summary:
    "Accept: signed out, with a name and a password for the new account (which is signed in); signed in with the invited address, with neither",
  access: "anyone",
  params: z.strictObject({ token: linkToken }),
  body: z.strictObject({ name: line(200), password, timeZone }).partial(),
  output: session,
  refusals: ["link_expired", "signed_out", "conflict", "too_many_requests", "unavailable"],
  events: ["person.joined"],
});
