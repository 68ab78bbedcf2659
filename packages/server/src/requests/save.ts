import { pauseEnded, waited } from "@throughline/domain/intake/response-clock";
import type { RequestState } from "@throughline/domain/intake/triage";
import type { EventName } from "@throughline/contract/events";
import { readCalendar } from "../calendars/team-calendar.ts";
import type { Write } from "../db/transaction.ts";
import type { LoadedRequest } from "./load.ts";

/** What an act of triage changes beside the state. */
export interface TriageChange {
  readonly teamId?: string;
  readonly reason?: string;
  readonly itemId?: string | null;
  readonly mergedIntoId?: string;
}

/**
 * Writes a locked request's next state with its clock, and records the act: when the requester first heard something, what
 * a pause that ends adds, how long the team has had it (`waitedHours`, working hours).
 */
export async function saveTriage(
  tx: Write,
  actorId: string | null,
  request: LoadedRequest,
  next: RequestState,
  change: TriageChange,
  event: {
    readonly name: EventName;
    readonly itemId?: string | null;
    readonly data?: Readonly<Record<string, unknown>>;
  },
  now: Date,
): Promise<void> {
  const calendar = await readCalendar(tx, request.team_id, now);
  const asked = request.asked_at?.getTime() ?? null;
  const pauseEnds = request.state === "asked" && next !== "asked";
  const decided = next === "accepted" || next === "declined" || next === "merged";
  const heard = decided || event.name === "request.asked";
  const clock = { createdAt: request.created_at.getTime(), paused: request.paused_ms, askedAt: asked };
  await tx.db
    .updateTable("requests")
    .set((column) => ({
      state: next,
      asked_at: next === "asked" ? (request.asked_at ?? now) : null,
      paused_ms: request.paused_ms + (pauseEnds ? pauseEnded(calendar, asked, now.getTime(), request.state) : 0),
      ...(heard && request.first_response_at === null ? { first_response_at: now } : {}),
      ...(decided ? { decided_at: now, decided_by: actorId } : {}),
      ...(change.teamId === undefined ? {} : { team_id: change.teamId }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.itemId === undefined ? {} : { item_id: change.itemId }),
      ...(change.mergedIntoId === undefined ? {} : { merged_into_id: change.mergedIntoId }),
      revision: column("revision", "+", 1),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("request_id", "=", request.request_id)
    .execute();
  tx.record({
    name: event.name,
    actorId,
    subjectId: request.request_id,
    itemId: event.itemId ?? null,
    occurredAt: now,
    data: {
      team: request.team_id,
      waitedHours: Math.round(waited(clock, calendar, now.getTime()) / 36_000) / 100,
      ...event.data,
    },
  });
}

/** How many messages one request may hold. */
export const messagesKept = 200;

export async function addMessage(
  tx: Write,
  request: Pick<LoadedRequest, "request_id">,
  message: {
    readonly messageId: string;
    readonly authorId: string | null;
    readonly fromRequester: boolean;
    readonly internal?: boolean;
    readonly body: string;
  },
  now: Date,
): Promise<void> {
  await tx.db
    .insertInto("request_messages")
    .values({
      organization_id: tx.organizationId,
      message_id: message.messageId,
      request_id: request.request_id,
      author_id: message.authorId,
      from_requester: message.fromRequester,
      internal: message.internal ?? false,
      body: message.body,
      created_at: now,
    })
    .execute();
}

export async function countMessages(tx: Write, requestId: string): Promise<number> {
  const { count } = await tx.db
    .selectFrom("request_messages")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("organization_id", "=", tx.organizationId)
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow();
  return count;
}
