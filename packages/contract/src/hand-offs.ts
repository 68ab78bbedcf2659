import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { itemRow } from "./items.ts";
import { id, instant, listOf, pageOf, pageQuery, prose, revision, someProse } from "./primitives.ts";

export const handOffState = z.enum(["offered", "accepted", "declined", "expired", "withdrawn"]);
export const handOff = z.object({
  handOffId: id,
  itemId: id,
  itemKey: z.string(),
  itemTitle: z.string(),
  fromStageId: id,
  toStageId: id,
  fromTeamId: id,
  toTeamId: id,
  note: z.string(),
  state: handOffState,
  reason: z.string(),
  offeredBy: id.nullable(),
  offeredAt: instant,
  expiresAt: instant.nullable(),
  decidedBy: id.nullable(),
  decidedAt: instant.nullable(),
  waitedHours: z.number().describe("Working hours of the receiving team between offer and decision, or until now"),
  revision,
});
export type HandOff = z.output<typeof handOff>;

export const listHandOffs = endpoint({
  method: "GET",
  path: "/hand-offs",
  summary: "Hand-offs between teams, newest first",
  access: "item.read",
  query: z.strictObject({
    ...pageQuery,
    state: listOf(handOffState).optional(),
    from: listOf(id).optional(),
    to: listOf(id).optional(),
    item: id.optional(),
  }),
  output: pageOf(handOff),
  refusals: [],
});

const one = z.strictObject({ handOffId: id });
const decided = z.object({ handOff, item: itemRow });

export const acceptHandOff = endpoint({
  method: "POST",
  path: "/hand-offs/:handOffId/accept",
  summary:
    "Take an offered item: it moves into our stage, under its WIP limit, and whoever accepts owns it unless they name another",
  access: "hand_off.decide",
  params: one,
  body: z.strictObject({ revision, ownerId: id.nullable().optional() }),
  output: decided,
  refusals: [
    "not_found",
    "stale",
    "not_offered",
    "not_allowed",
    "stage_full",
    "unknown_reference",
    "item_archived",
    "item_blocked",
  ],
  events: ["hand_off.accepted", "item.moved"],
});

export const declineHandOff = endpoint({
  method: "POST",
  path: "/hand-offs/:handOffId/decline",
  summary: "Send an offered item back with the reason; the giver still owns it",
  access: "hand_off.decide",
  params: one,
  body: z.strictObject({ revision, reason: someProse(2000) }),
  output: decided,
  refusals: ["not_found", "stale", "not_offered", "not_allowed"],
  events: ["hand_off.declined"],
});

export const withdrawHandOff = endpoint({
  method: "POST",
  path: "/hand-offs/:handOffId/withdraw",
  summary: "Take an offer back before it is decided",
  access: "hand_off.decide",
  params: one,
  body: z.strictObject({ revision, reason: prose(2000).default("") }),
  output: decided,
  refusals: ["not_found", "stale", "not_offered", "not_allowed"],
  events: ["hand_off.withdrawn"],
});
