import type { OrganizationEvent } from "@throughline/contract/events";
import type { ServerResponse } from "node:http";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";
import { lastNumber, readEvents } from "./hub.ts";

const stalledBytes = 64 * 1024;
const heartbeatMs = 15_000;
const recheckMs = 2_500;
const catchUpBatch = 500;

/**
 * Writes an organization's events to one open response as server-sent events, from `after` on, until it closes: what the
 * reader may see, in order, without gaps. A reader that stalls is cut; one that loses access is cut within 5 seconds.
 */
export class EventStream {
  readonly #means: Means;
  readonly #organizationId: string;
  readonly #actor: Actor;
  readonly #response: ServerResponse;
  #sent: number;
  #held: OrganizationEvent[] | null = [];
  #closed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(means: Means, organizationId: string, actor: Actor, response: ServerResponse, after: number) {
    this.#means = means;
    this.#organizationId = organizationId;
    this.#actor = actor;
    this.#response = response;
    this.#sent = after;
  }

  start(): void {
    const response = this.#response;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    });
    response.write(`retry: ${1_000 + (this.#sent % 1_000)}\n\n`);
    const unfollow = this.#means.hub.follow(
      {
        organizationId: this.#organizationId,
        deliver: (events) => this.#deliver(events),
        resync: (last) => this.#resync(last),
        end: () => this.#end(),
      },
      this.#sent,
    );
    const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
    const recheck = setInterval(() => void this.#recheck(), recheckMs);
    response.on("close", () => {
      this.#closed = true;
      unfollow();
      clearInterval(heartbeat);
      clearInterval(recheck);
    });
    void this.#catchUp().catch((error: unknown) => {
      this.#means.log.warn({ err: error }, "an event stream could not catch up and was closed");
      this.#end();
    });
  }

  #end(): void {
    if (!this.#closed) this.#response.end();
  }

  /** Reads what lies between the reader's number and the hub's; live batches wait meanwhile. */
  async #catchUp(): Promise<void> {
    const target = await lastNumber(this.#means.pool, this.#organizationId);
    while (!this.#closed && this.#sent < target) {
      const events = await readEvents(this.#means.pool, this.#organizationId, this.#sent, catchUpBatch);
      if (events.length === 0) break;
      await this.#write(events);
      await this.#drained();
    }
    const held = this.#held ?? [];
    this.#held = null;
    if (held.length > 0) this.#deliver(held);
  }

  #deliver(events: readonly OrganizationEvent[]): void {
    if (this.#held) {
      this.#held.push(...events);
      return;
    }
    this.#writing = this.#writing
      .then(() => this.#write(events))
      .then(() => {
        if (this.#response.writableLength > stalledBytes) this.#response.destroy();
      })
      .catch(() => this.#end());
  }

  #resync(last: number): void {
    if (this.#held) return;
    this.#writing = this.#writing.then(() => {
      this.#sent = Math.max(this.#sent, last);
      if (!this.#closed) this.#response.write(`id: ${last}\nevent: resync\ndata: {"number":${last}}\n\n`);
    });
  }

  async #write(events: readonly OrganizationEvent[]): Promise<void> {
    const fresh = events.filter((event) => event.number > this.#sent);
    const last = fresh.at(-1);
    if (!last || this.#closed) return;
    const seen = await this.#visible(fresh);
    this.#sent = last.number;
    let text = "";
    for (const event of seen) text += `id: ${event.number}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`;
    // What the reader may not see still moves its number on, so that a reconnect does not read it again.
    if (seen.at(-1) !== last) text += `id: ${last.number}\nevent: passed\ndata: {"number":${last.number}}\n\n`;
    if (!this.#closed) this.#response.write(text);
  }

  #drained(): Promise<void> {
    if (!this.#response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#response.off("drain", done);
        this.#response.off("close", done);
        resolve();
      };
      this.#response.on("drain", done);
      this.#response.on("close", done);
    });
  }

  async #visible(events: readonly OrganizationEvent[]): Promise<readonly OrganizationEvent[]> {
    if (this.#actor.role !== "guest") return events;
    const ids = [...new Set(events.map((event) => event.itemId).filter((id) => id !== null))];
    if (ids.length === 0) return [];
    const rows = await inTransaction(
      this.#means.pool,
      { organizationId: this.#organizationId, readOnly: true },
      () => {},
      ({ db }) =>
        db
          .selectFrom("items as i")
          .select("i.item_id")
          .where("i.organization_id", "=", this.#organizationId)
          .where("i.item_id", "in", ids)
          .where(visibleItems(this.#actor))
          .execute(),
    );
    const seen = new Set(rows.map((row) => row.item_id));
    return events.filter((event) => event.itemId !== null && seen.has(event.itemId));
  }

  /** A session that ended, a key that was revoked, a person who was removed or whose role changed: the stream ends. */
  async #recheck(): Promise<void> {
    const { credentialId, personId, via, role, kind } = this.#actor;
    try {
      const alive = await inTransaction(
        this.#means.pool,
        { organizationId: this.#organizationId, readOnly: true },
        () => {},
        async ({ db }) => {
          const { rows } = await sql<{ role: string }>`
          select p.role from people p left join people s on s.organization_id = p.organization_id and s.person_id = p.sponsor_id
          where p.organization_id = ${this.#organizationId} and p.person_id = ${personId} and p.state = 'active'
            and (p.kind = 'person' or s.state = 'active')
            and ${
              via === "session"
                ? sql`exists (select from sessions where session_id = ${credentialId} and expires_at > now())`
                : sql`exists (select from keys k where k.organization_id = p.organization_id and k.key_id = ${credentialId} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))`
            }`.execute(db);
          return rows[0] !== undefined && (kind === "agent" || rows[0].role === role);
        },
      );
      if (!alive) this.#end();
    } catch {
      // The database is away: nothing new can be read either. The next check decides.
    }
  }
}
