import type { FastifyBaseLogger } from "fastify";
import { sql } from "kysely";
import type pg from "pg";
import { inTransaction } from "../db/transaction.ts";
import type { Principal } from "./authenticate.ts";

const minute = 60_000;
const gatherMs = 2_000;

/**
 * Notes when sessions and keys were last used: once a minute for each at most, gathered and written in the background,
 * never on a request's own path.
 */
export class LastSeen {
  readonly #pool: pg.Pool;
  readonly #log: FastifyBaseLogger;
  readonly #written = new Map<string, number>();
  readonly #sessions = new Map<string, Date>();
  /** By organization: under its row security its keys are written. */
  readonly #keys = new Map<string, Map<string, Date>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(pool: pg.Pool, log: FastifyBaseLogger) {
    this.#pool = pool;
    this.#log = log;
  }

  saw({ actor, account }: Principal, organizationId: string, now: Date): void {
    const id = account?.sessionId ?? actor?.credentialId;
    if (id === undefined || now.getTime() - (this.#written.get(id) ?? Number.NEGATIVE_INFINITY) < minute) return;
    this.#written.set(id, now.getTime());
    if (account) this.#sessions.set(id, now);
    else {
      const keys = this.#keys.get(organizationId) ?? new Map<string, Date>();
      this.#keys.set(organizationId, keys.set(id, now));
    }
    this.#timer ??= setTimeout(() => void this.flush(), gatherMs).unref();
  }

  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const sessions = [...this.#sessions];
    const keys = [...this.#keys];
    this.#sessions.clear();
    this.#keys.clear();
    const newest = Math.max(...this.#written.values(), 0);
    for (const [id, time] of this.#written) if (newest - time > minute) this.#written.delete(id);
    try {
      if (sessions.length > 0) await this.#write(undefined, "sessions", "session_id", "last_seen_at", sessions);
      for (const [organizationId, own] of keys)
        await this.#write(organizationId, "keys", "key_id", "last_used_at", [...own]);
    } catch (error) {
      this.#log.warn({ err: error }, "when sessions and keys were last used could not be written");
    }
  }

  async #write(
    organizationId: string | undefined,
    table: "sessions" | "keys",
    idColumn: string,
    timeColumn: string,
    seen: readonly (readonly [string, Date])[],
  ): Promise<void> {
    await inTransaction(
      this.#pool,
      { organizationId },
      () => {},
      ({ db }) =>
        sql`update ${sql.table(table)} t set ${sql.ref(timeColumn)} = s.seen_at
          from unnest(${seen.map(([id]) => id)}::uuid[], ${seen.map(([, time]) => time.toISOString())}::timestamptz[]) as s (id, seen_at)
          where t.${sql.ref(idColumn)} = s.id`.execute(db),
    );
  }
}
