import { z } from "zod";
import { question } from "./channels.ts";
import { endpoint } from "./endpoint.ts";
import { classOfService, itemDetail } from "./items.ts";
import {
  id,
  instant,
  itemReference,
  line,
  listOf,
  pageOf,
  pageQuery,
  prose,
  revision,
  someProse,
} from "./primitives.ts";

export const requestState = z.enum(["new", "asked", "accepted", "declined", "merged"]);
export const message = z.object({
  messageId: id,
  authorId: id.nullable(),
  fromRequester: z.boolean(),
  internal: z.boolean().describe("Between teams; requesters do not see it"),
  body: z.string(),
  createdAt: instant,
});

export const requestRow = z.object({
  requestId: id,
  number: z.int(),
  channelId: id.nullable(),
  teamId: id,
  title: z.string(),
  requesterId: id.nullable(),
  requesterName: z.string(),
  state: requestState,
  itemId: id.nullable(),
  createdAt: instant,
  firstResponseAt: instant.nullable().describe("When the requester first heard something: a question or the decision"),
  respondBy: instant
    .nullable()
    .describe(
      "By when triage should have decided, counted in the team's working hours; null while the requester is asked (the clock stands still) and once it is decided",
    ),
  askedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  revision,
});
export type RequestRow = z.output<typeof requestRow>;
export const requestDetail = requestRow.extend({
  details: z.string(),
  requesterEmail: z.string(),
  answers: z.array(z.object({ question, answer: z.union([z.string(), z.number()]) })),
  reason: z.string(),
  mergedInto: z.object({ requestId: id, number: z.int(), title: z.string() }).nullable(),
  item: z.object({ itemId: id, key: z.string(), title: z.string() }).nullable(),
  messages: z.array(message),
  possibleDuplicates: z
    .array(
      z.object({ kind: z.enum(["request", "item"]), id, title: z.string(), detail: z.string(), likeness: z.number() }),
    )
    .describe("Of the team's last 200 open requests and items, while this one is open; most alike first, at most 5"),
});
export type RequestDetail = z.output<typeof requestDetail>;

const one = z.strictObject({ request: id });

export const listRequests = endpoint({
  method: "GET",
  path: "/requests",
  summary: "Requests that wait, oldest first, then those decided, latest first; a guest sees their own",
  access: "request.read",
  query: z.strictObject({
    ...pageQuery,
    team: listOf(id).optional(),
    state: listOf(requestState).optional(),
    text: z.string().trim().max(200).optional(),
  }),
  output: pageOf(requestRow),
  refusals: [],
});

export const readRequest = endpoint({
  method: "GET",
  path: "/requests/:request",
  summary: "One request, whole, with what it may duplicate",
  access: "request.read",
  params: one,
  output: requestDetail,
  refusals: ["not_found"],
});

export const createRequest = endpoint({
  method: "POST",
  path: "/requests",
  summary: "Make a request of a team from within",
  access: "request.make",
  body: z.strictObject({ teamId: id, title: line(500), details: prose(50_000).default("") }),
  output: requestDetail,
  refusals: ["unknown_reference"],
  events: ["request.received"],
});

export const acceptRequest = endpoint({
  method: "POST",
  path: "/requests/:request/accept",
  summary: "Accept a request: it becomes an item in the team's queue",
  access: "request.triage",
  params: one,
  body: z.strictObject({
    revision,
    workflowId: id,
    stageId: id.optional(),
    title: line(500).optional(),
    kind: line(60).optional(),
    ownerId: id.nullable().optional(),
    classOfService: classOfService.optional(),
    value: z.number().min(0).max(1e12).nullable().optional(),
    effortLow: z.number().min(0).max(100_000).nullable().optional(),
    effortHigh: z.number().min(0).max(100_000).nullable().optional(),
    dueOn: z.iso.date().nullable().optional(),
    labelIds: z.array(id).max(50).optional(),
  }),
  output: z.object({ request: requestDetail, item: itemDetail }),
  refusals: ["not_found", "stale", "already_decided", "stage_full", "unknown_reference"],
  events: ["item.created", "request.accepted"],
});

export const declineRequest = endpoint({
  method: "POST",
  path: "/requests/:request/decline",
  summary: "Decline a request with a reason the requester reads",
  access: "request.triage",
  params: one,
  body: z.strictObject({ revision, reason: someProse(2000) }),
  output: requestDetail,
  refusals: ["not_found", "stale", "already_decided"],
  events: ["request.declined"],
});

export const askRequester = endpoint({
  method: "POST",
  path: "/requests/:request/ask",
  summary: "Ask the requester something; the clock pauses until they answer",
  access: "request.triage",
  params: one,
  body: z.strictObject({ revision, question: someProse(5000) }),
  output: requestDetail,
  refusals: ["not_found", "stale", "already_decided"],
  events: ["request.asked"],
});

export const answerRequest = endpoint({
  method: "POST",
  path: "/requests/:request/answer",
  summary: "Answer what was asked about one's own request, or note an answer that came another way",
  access: "request.make",
  params: one,
  body: z.strictObject({ body: someProse(20_000) }),
  output: requestDetail,
  refusals: ["not_found", "already_decided"],
  events: ["request.answered"],
});

export const mergeRequest = endpoint({
  method: "POST",
  path: "/requests/:request/merge",
  summary:
    "Say that a request is a duplicate of another request or of an item; its requester watches that from then on",
  access: "request.triage",
  params: one,
  body: z.strictObject({
    revision,
    intoRequestId: id.optional().describe("Either this"),
    intoItem: itemReference.optional().describe("Or this, not both"),
  }),
  output: requestDetail,
  refusals: ["not_found", "stale", "already_decided", "unknown_reference", "would_make_cycle"],
  events: ["request.merged"],
});

export const handOverRequest = endpoint({
  method: "POST",
  path: "/requests/:request/hand-over",
  summary: "Hand a request to another team's triage, with a note",
  access: "request.triage",
  params: one,
  body: z.strictObject({ revision, teamId: id, note: prose(2000).default("") }),
  output: requestDetail,
  refusals: ["not_found", "stale", "already_decided", "unknown_reference"],
  events: ["request.handed_over"],
});

const tracked = z.object({
  organization: z.string(),
  team: z.string(),
  number: z.int(),
  title: z.string(),
  details: z.string(),
  state: requestState,
  stage: z.string().nullable().describe("Where the item it became stands now"),
  stageKind: z.enum(["queue", "active", "done"]).nullable(),
  reason: z.string(),
  createdAt: instant,
  decidedAt: instant.nullable(),
  messages: z.array(z.object({ fromRequester: z.boolean(), body: z.string(), createdAt: instant })),
});
const trackingAddress = z.strictObject({ tracking: z.string().max(200) });

export const readTracking = endpoint({
  method: "GET",
  path: "/tracking/:tracking",
  summary: "A request as its requester follows it, by the private link",
  access: "anyone",
  params: trackingAddress,
  output: tracked,
  refusals: ["not_found"],
});

export const answerTracking = endpoint({
  method: "POST",
  path: "/tracking/:tracking/answer",
  summary: "Answer, as the requester, what was asked",
  access: "anyone",
  params: trackingAddress,
  body: z.strictObject({ body: someProse(20_000) }),
  output: tracked,
  refusals: ["not_found", "already_decided", "too_many_requests"],
  events: ["request.answered"],
});
