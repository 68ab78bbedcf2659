import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { EventStream } from "./follow.ts";
import { presentEvent } from "./hub.ts";

const streamsPerActor = 20;
const open = new Map<string, number>();

export const eventHandlers: readonly Handler[] = [
  handle("streamEvents", async ({ input, tx, actor, means, request, refuse }) => {
    if ((open.get(actor.credentialId) ?? 0) >= streamsPerActor)
      refuse("too_many_requests", `At most ${streamsPerActor} open streams for one session or key`);
    const { last_number } = await tx.db
      .selectFrom("event_counters")
      .select("last_number")
      .where("organization_id", "=", tx.organizationId)
      .executeTakeFirstOrThrow();
    const header = Number(request.headers["last-event-id"] ?? Number.NaN);
    const after = Number.isSafeInteger(header) && header >= 0 ? header : (input.after ?? last_number);
    const organizationId = tx.organizationId;
    return (_request, reply) => {
      reply.hijack();
      // Who hung up meanwhile is not told again that they did.
      if (reply.raw.destroyed) return;
      open.set(actor.credentialId, (open.get(actor.credentialId) ?? 0) + 1);
      reply.raw.on("close", () => {
        const left = (open.get(actor.credentialId) ?? 1) - 1;
        if (left === 0) open.delete(actor.credentialId);
        else open.set(actor.credentialId, left);
      });
      new EventStream(means, organizationId, actor, reply.raw, Math.min(after, last_number)).start();
    };
  }),

  handle("listAuditEvents", async ({ input, tx }) => {
    let query = tx.db
      .selectFrom("events")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .orderBy("number", "desc")
      .limit(input.limit + 1);
    const before = decodeCursor(input.after, ["number"]);
    if (before) query = query.where("number", "<", Number(before[0]));
    if (input.name) query = query.where("name", "in", input.name);
    if (input.actor) query = query.where("actor_id", "=", input.actor);
    if (input.subject)
      query = query.where((or) =>
        or.or([or("subject_id", "=", input.subject ?? ""), or("item_id", "=", input.subject ?? "")]),
      );
    if (input.occurredAfter) query = query.where("occurred_at", ">=", new Date(input.occurredAfter));
    if (input.occurredBefore) query = query.where("occurred_at", "<", new Date(input.occurredBefore));
    return pageOf(
      await query.execute(),
      input.limit,
      (row) => [row.number],
      (row) => presentEvent(row),
    );
  }),
];
