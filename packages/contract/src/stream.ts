import { z } from "zod";
import { eventNames, type EventName } from "./events.ts";
import { endpoint } from "./endpoint.ts";
import { id, instant, listOf, pageOf, pageQuery } from "./primitives.ts";

const names = Object.keys(eventNames) as [EventName, ...EventName[]];
export const organizationEvent = z.object({
  number: z.int(),
  occurredAt: instant,
  recordedAt: instant,
  actorId: id.nullable(),
  name: z.enum(names),
  subjectId: id,
  itemId: id.nullable(),
  data: z.record(z.string(), z.unknown()),
});

export const streamEvents = endpoint({
  method: "GET",
  path: "/events",
  summary:
    "What happens, as server-sent events, from the number after `after` (or the `Last-Event-ID` header); without either, from now on. A `resync` event says that too much happened to send one by one",
  access: "event.read",
  query: z.strictObject({ after: z.coerce.number().int().min(0).optional() }),
  output: "stream",
  refusals: ["too_many_requests"],
});

export const listAuditEvents = endpoint({
  method: "GET",
  path: "/audit-events",
  summary: "The record of what happened, newest first",
  access: "audit.read",
  query: z.strictObject({
    ...pageQuery,
    name: listOf(z.enum(names)).optional(),
    actor: id.optional(),
    subject: id.optional(),
    occurredAfter: instant.optional(),
    occurredBefore: instant.optional(),
  }),
  output: pageOf(organizationEvent),
  refusals: [],
});
