import type { OrganizationEvent } from "@throughline/contract/events";
import type pg from "pg";
import type { FastifyBaseLogger } from "fastify";
import { inTransaction, type Open } from "../db/transaction.ts";

/** Someone who follows an organization's events. */
export interface Follower {
  readonly organizationId: string;
  /** Called with each batch in order of number, without gaps. */
  readonly deliver: (events: readonly OrganizationEvent[]) => void;
  /** Too much happened at once (an import was published): read anew what is shown; events go on after `last`. */
  readonly resync: (last: number) => void;
  /** The server stops: end, the reader comes back by itself. */
  readonly end: () => void;
}

interface Tail {
  readonly followers: Set<Follower>;
  /** Everything up to here was delivered. */
  delivered: number;
  reading: boolean;
  again: boolean;
}

const batch = 500;
/** Further behind than this, followers are told to read anew instead of being sent every event. */
const resyncBeyond = 3_000;

/**
 * Fan-out of events as they commit. Per organization with followers one tail reads `number > delivered` in order; it is
 * woken by commits of this process, by notifications of other processes, and by a slow poll as the net beneath both.
 */
export class EventHub {
  readonly #pool: pg.Pool;
  readonly #log: FastifyBaseLogger;
  readonly #tails = new Map<string, Tail>();
  readonly #announce: (organizationId: string) => void;
  readonly #poll: NodeJS.Timeout;

  constructor({
    pool,
    log,
    announce = () => {},
  }: {
    pool: pg.Pool;
    log: FastifyBaseLogger;
    announce?: (organizationId: string) => void;
  }) {
    this.#pool = pool;
    this.#log = log;
    this.#announce = announce;
    this.#poll = setInterval(() => {
      for (const organizationId of this.#tails.keys()) this.wake(organizationId);
    }, 2_000);
    this.#poll.unref();
  }

  /** A commit of this process recorded events. */
  published(organizationId: string, _last: number): void {
    this.wake(organizationId);
    this.#announce(organizationId);
  }

  /** Something may be there to read. */
  wake(organizationId: string): void {
    const tail = this.#tails.get(organizationId);
    if (!tail) return;
    tail.again = true;
    if (!tail.reading) void this.#read(organizationId, tail);
  }

  /**
   * Follows from `after` on; the caller has read everything up to it.
   * @returns a function that stops following.
   */
  follow(follower: Follower, after: number): () => void {
    let tail = this.#tails.get(follower.organizationId);
    if (!tail) {
      tail = { followers: new Set(), delivered: after, reading: false, again: false };
      this.#tails.set(follower.organizationId, tail);
    }
    tail.followers.add(follower);
    this.wake(follower.organizationId);
    return () => {
      tail.followers.delete(follower);
      if (tail.followers.size === 0 && this.#tails.get(follower.organizationId) === tail)
        this.#tails.delete(follower.organizationId);
    };
  }

  /** How many follow, over all organizations. */
  get followers(): number {
    let count = 0;
    for (const tail of this.#tails.values()) count += tail.followers.size;
    return count;
  }

  /** Up to where an organization's events were handed out; null where nobody follows. */
  deliveredTo(organizationId: string): number | null {
    return this.#tails.get(organizationId)?.delivered ?? null;
  }

  close(): void {
    clearInterval(this.#poll);
    for (const tail of this.#tails.values()) for (const follower of tail.followers) follower.end();
    this.#tails.clear();
  }

  async #read(organizationId: string, tail: Tail): Promise<void> {
    tail.reading = true;
    try {
      while (tail.again && tail.followers.size > 0) {
        tail.again = false;
        const events = await readEvents(this.#pool, organizationId, tail.delivered, batch);
        const last = events.at(-1);
        if (!last) continue;
        const newest = events.length < batch ? last.number : await lastNumber(this.#pool, organizationId);
        if (newest - tail.delivered > resyncBeyond) {
          tail.delivered = newest;
          tail.again = true;
          for (const follower of tail.followers) follower.resync(newest);
          continue;
        }
        tail.delivered = last.number;
        tail.again ||= events.length === batch;
        for (const follower of tail.followers) follower.deliver(events);
      }
    } catch (error) {
      this.#log.warn({ err: error }, "reading events failed; the poll tries again");
    } finally {
      tail.reading = false;
    }
  }
}

const reading = <T>(pool: pg.Pool, organizationId: string, work: (tx: Open) => Promise<T>): Promise<T> =>
  inTransaction(pool, { organizationId, readOnly: true }, () => {}, work);

/** Events after a number, oldest first. */
export async function readEvents(
  pool: pg.Pool,
  organizationId: string,
  after: number,
  limit: number,
): Promise<OrganizationEvent[]> {
  const rows = await reading(pool, organizationId, ({ db }) =>
    db
      .selectFrom("events")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("number", ">", after)
      .orderBy("number")
      .limit(limit)
      .execute(),
  );
  return rows.map(presentEvent);
}

/** The number of an organization's newest event; 0 before the first. */
export async function lastNumber(pool: pg.Pool, organizationId: string): Promise<number> {
  const row = await reading(pool, organizationId, ({ db }) =>
    db
      .selectFrom("event_counters")
      .select("last_number")
      .where("organization_id", "=", organizationId)
      .executeTakeFirst(),
  );
  return row?.last_number ?? 0;
}

export interface EventRow {
  readonly number: number;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly actor_id: string | null;
  readonly name: string;
  readonly subject_id: string;
  readonly item_id: string | null;
  readonly data: unknown;
}

export const presentEvent = (row: EventRow): OrganizationEvent => ({
  number: row.number,
  occurredAt: row.occurred_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  actorId: row.actor_id,
  name: row.name as OrganizationEvent["name"],
  subjectId: row.subject_id,
  itemId: row.item_id,
  data: row.data as Record<string, unknown>,
});
