import type { OrganizationEvent } from "@throughline/contract/events";
import type { ServerResponse } from "node:http";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import { watchAccess } from "../access/watch-access.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";
import { lastNumber, readEvents } from "./hub.ts";

const stalledBytes = 64 * 1024;
const heartbeatMs = 15_000;
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
    const unwatch = watchAccess(this.#means.pool, { organizationId: this.#organizationId, actor: this.#actor }, () =>
      this.#end(),
    );
    response.on("close", () => {
      this.#closed = true;
      unfollow();
      clearInterval(heartbeat);
      unwatch();
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
}
