import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, prose, revision } from "./primitives.ts";

export const questionKind = z.enum(["line", "text", "number", "date", "choice", "link"]);
export const question = z.strictObject({
  id,
  label: line(200),
  help: prose(500).default(""),
  kind: questionKind,
  required: z.boolean().default(false),
  choices: z.array(line(100)).max(100).default([]),
});
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Small letters, digits and hyphens, such as ask-the-desk");

export const channel = z.object({
  channelId: id,
  teamId: id,
  kind: z.literal("form"),
  name: z.string(),
  slug: z.string(),
  introduction: z.string(),
  questions: z.array(question),
  isOpen: z.boolean(),
  firstResponseHours: z.int().describe("Working hours of the team within which a requester should hear something"),
  archivedAt: instant.nullable(),
  revision,
});
export type Channel = z.output<typeof channel>;

const writable = {
  name: line(120),
  slug,
  introduction: prose(5000),
  questions: z.array(question).max(40),
  isOpen: z.boolean(),
  firstResponseHours: z.int().min(1).max(2000),
};

export const listChannels = endpoint({
  method: "GET",
  path: "/channels",
  summary: "The ways in: each team's forms",
  access: "channel.read",
  output: z.object({ rows: z.array(channel) }),
  refusals: [],
});

export const createChannel = endpoint({
  method: "POST",
  path: "/channels",
  summary: "Open a form for a team, with its own public address",
  access: "channel.design",
  body: z
    .strictObject({ ...writable, teamId: id })
    .partial()
    .required({ teamId: true, name: true, slug: true }),
  output: channel,
  refusals: ["conflict", "unknown_reference"],
  events: ["channel.created"],
});

export const changeChannel = endpoint({
  method: "PATCH",
  path: "/channels/:channelId",
  summary: "Change, close, reopen or archive a form",
  access: "channel.design",
  params: z.strictObject({ channelId: id }),
  body: z
    .strictObject({ ...writable, archived: z.boolean(), revision })
    .partial()
    .required({ revision: true }),
  output: channel,
  refusals: ["not_found", "stale", "conflict"],
  events: ["channel.changed"],
});

const formAddress = z.strictObject({ organizationSlug: slug, formSlug: slug });

export const readForm = endpoint({
  method: "GET",
  path: "/forms/:organizationSlug/:formSlug",
  summary: "A public form as its visitors see it",
  access: "anyone",
  params: formAddress,
  output: z.object({
    organization: z.string(),
    team: z.string(),
    name: z.string(),
    introduction: z.string(),
    questions: z.array(question),
    isOpen: z.boolean(),
  }),
  refusals: ["not_found"],
});

export const submitForm = endpoint({
  method: "POST",
  path: "/forms/:organizationSlug/:formSlug",
  summary: "Send a request through a public form; the answer holds a private link to follow it by",
  access: "anyone",
  params: formAddress,
  body: z.strictObject({
    title: line(500),
    details: prose(50_000).default(""),
    name: line(200),
    email: z.string().trim().toLowerCase().max(254).pipe(z.email("An email address, such as name@example.org")),
    answers: z.record(id, z.union([z.string().max(5000), z.number()])).default({}),
    website: z.string().max(200).default("").describe("Left empty by people; filled by programs that spam"),
  }),
  output: z.object({ number: z.int(), tracking: z.string() }),
  answersSecret: true,
  refusals: ["not_found", "too_many_requests", "conflict"],
  events: ["request.received"],
});
