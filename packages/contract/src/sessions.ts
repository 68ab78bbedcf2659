import { deeds, roles, type Deed } from "@throughline/domain/access/can";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { email, id, instant, line, nothing, revision, timeZone } from "./primitives.ts";
import { teamKey } from "./teams.ts";

/** Long rather than intricate: any characters, spaces included. */
export const password = z
  .string()
  .min(10, "At least 10 characters; a few words are easiest to remember")
  .max(200, "At most 200 characters")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "Remove the characters that are not text");
/** What someone types to prove who they are is not held to today's rules. */
const givenPassword = z.string().min(1, "Write your password").max(200);
/** The secret part of a link. */
export const linkToken = z.string().min(20).max(200);

export const account = z.object({
  accountId: id,
  name: z.string(),
  email: z.string(),
  timeZone: z.string(),
  revision,
});

export const membership = z.object({
  organizationId: id,
  slug: z.string(),
  name: z.string(),
  kind: z.enum(["live", "demo"]),
  role: z.enum(roles),
  personId: id,
});
export type Membership = z.output<typeof membership>;

const deedNames = Object.keys(deeds) as [Deed, ...Deed[]];
/** Who asks, where they belong and what they may do here. */
export const session = z.object({
  account: account.nullable().describe("null: signed out, or a program with an API key"),
  organizations: z.array(membership),
  current: z
    .object({
      organizationId: id,
      personId: id,
      kind: z.enum(["person", "agent"]),
      name: z.string(),
      role: z.enum(roles),
      deeds: z.array(z.enum(deedNames)).describe("All that the role allows"),
      lastEvent: z
        .int()
        .describe("The newest event when this was read: follow the stream from here and nothing is missed"),
    })
    .nullable()
    .describe(
      "In the organization the request names (header Throughline-Organization, id or slug), or the only one; null: none of theirs is named",
    ),
});
export type Session = z.output<typeof session>;

export const readSetup = endpoint({
  method: "GET",
  path: "/setup",
  summary: "Whether this installation still waits for its first owner",
  access: "anyone",
  output: z.object({
    needed: z.boolean().describe("Nobody has an account yet: show the first-visit page"),
    demo: z.boolean().describe("A demo organization can be opened"),
    mail: z.enum(["smtp", "folder"]).describe("folder: no mail server is configured, mail is kept in a folder"),
  }),
  refusals: [],
});

export const setUp = endpoint({
  method: "POST",
  path: "/setup",
  summary:
    "Make the first owner, their organization and its first team with a workflow, and sign in. Works once; of two at the same moment one succeeds",
  access: "anyone",
  body: z.strictObject({
    name: line(200),
    email,
    password,
    organizationName: line(120),
    teamName: line(120),
    teamKey: teamKey.optional().describe("Made from the team's name where it is left out"),
    timeZone,
  }),
  output: session,
  refusals: ["already_set_up", "too_many_requests", "unavailable"],
  events: ["organization.created", "person.joined", "team.created", "workflow.created"],
});

export const signIn = endpoint({
  method: "POST",
  path: "/sessions",
  summary:
    "Sign in: a new session in a cookie. After 10 failures in 15 minutes from one address for one account the next try has to wait (`facts.tryAgainAt`)",
  access: "anyone",
  body: z.strictObject({ email, password: givenPassword }),
  output: session,
  refusals: ["wrong_credentials", "too_many_requests", "unavailable"],
});

export const readSession = endpoint({
  method: "GET",
  path: "/session",
  summary: "Who I am, which organizations I belong to, what I may do in the current one",
  access: "anyone",
  output: session,
  refusals: [],
});

export const signOut = endpoint({
  method: "DELETE",
  path: "/session",
  summary: "End this session",
  access: "anyone",
  output: nothing,
  refusals: [],
});

export const listSessions = endpoint({
  method: "GET",
  path: "/sessions",
  summary: "Where I am signed in",
  access: "account",
  output: z.object({
    rows: z.array(
      z.object({
        sessionId: id,
        isCurrent: z.boolean(),
        device: z.string().describe("Browser and system, such as Firefox on Linux"),
        address: z.string(),
        createdAt: instant,
        lastSeenAt: instant.describe("To the minute"),
        expiresAt: instant,
      }),
    ),
  }),
  refusals: [],
});

export const endSession = endpoint({
  method: "DELETE",
  path: "/sessions/:sessionId",
  summary: "End one of my sessions",
  access: "account",
  params: z.strictObject({ sessionId: id }),
  output: nothing,
  refusals: ["not_found"],
});

export const endOtherSessions = endpoint({
  method: "DELETE",
  path: "/sessions",
  summary: "End all of my sessions but this one",
  access: "account",
  output: z.object({ ended: z.int() }),
  refusals: [],
});

export const changeAccount = endpoint({
  method: "PATCH",
  path: "/account",
  summary: "Change my name (in every organization I belong to) or my time zone",
  access: "account",
  body: z.strictObject({ revision, name: line(200).optional(), timeZone: timeZone.optional() }),
  output: account,
  refusals: ["stale"],
  events: ["person.changed"],
});

export const changePassword = endpoint({
  method: "PUT",
  path: "/account/password",
  summary: "Change my password. This browser stays signed in with a new session; all others are signed out",
  access: "account",
  body: z.strictObject({ currentPassword: givenPassword, password }),
  output: nothing,
  refusals: ["wrong_credentials", "too_many_requests", "unavailable"],
});

export const askPasswordReset = endpoint({
  method: "POST",
  path: "/password-resets",
  summary:
    "Send a link to choose a new password (page /reset-password/TOKEN, good for one hour, once). The answer is the same whether or not the address is known",
  access: "anyone",
  body: z.strictObject({ email }),
  output: nothing,
  refusals: ["too_many_requests"],
});

export const readPasswordReset = endpoint({
  method: "GET",
  path: "/password-resets/:token",
  summary: "Whether a reset link still works",
  access: "anyone",
  params: z.strictObject({ token: linkToken }),
  output: z.object({ email: z.string(), expiresAt: instant }),
  refusals: ["link_expired"],
});

export const resetPassword = endpoint({
  method: "POST",
  path: "/password-resets/:token",
  summary: "Choose a new password by the link from the mail; ends every session. Sign in afterwards",
  access: "anyone",
  params: z.strictObject({ token: linkToken }),
  body: z.strictObject({ password }),
  output: nothing,
  refusals: ["link_expired", "too_many_requests", "unavailable"],
});
