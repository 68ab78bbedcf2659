import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from "kysely";
import pg from "pg";
import { appendEvents, type NewEvent } from "../events/append.ts";
import type { Database } from "./tables.ts";

/** What a transaction is about; row security reads both. */
export interface Scope {
  readonly organizationId?: string | undefined;
  readonly accountId?: string | undefined;
}

/** Reading takes any transaction. */
export interface Read {
  readonly db: Kysely<Database>;
  readonly organizationId: string;
}

/** Writing demands one that may write: it keeps the events and numbers them last, just before the commit. */
export interface Write extends Read {
  /** One event of the organization the transaction is in now; it gets its number at commit. */
  record(event: NewEvent): void;
  /** Runs after the commit was acknowledged; never for a transaction that was rolled back. */
  afterCommit(effect: () => void): void;
}

/** A transaction before it is known which organization it is about. */
export interface Open extends Write {
  enter(scope: Scope): Promise<void>;
}

export interface TransactionSettings extends Scope {
  readonly readOnly?: boolean;
  /** Sees every statement; for the benchmark that replays them. */
  readonly onStatement?: ((text: string, values: readonly unknown[]) => void) | undefined;
}

/** Called after a commit that recorded events. */
export type Published = (organizationId: string, lastNumber: number) => void;

/**
 * Runs `work` in one transaction on one connection. Deadlocks and serialization failures are tried again, three times at
 * most, with growing jittered waits. Whatever `work` throws rolls everything back.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  settings: TransactionSettings,
  published: Published,
  work: (tx: Open) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, settings, published, work);
    } catch (error) {
      if (attempt > 3 || !(error instanceof pg.DatabaseError) || (error.code !== "40001" && error.code !== "40P01"))
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * (5 + ((attempt * 7919) % 11))));
    }
  }
}

async function once<T>(
  pool: pg.Pool,
  settings: TransactionSettings,
  published: Published,
  work: (tx: Open) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  const run = (text: string, values?: readonly unknown[]): Promise<pg.QueryResult> => {
    settings.onStatement?.(text, values ?? []);
    return values === undefined ? client.query(text) : client.query(text, values as unknown[]);
  };
  const events: { readonly organizationId: string; readonly event: NewEvent }[] = [];
  const effects: (() => void)[] = [];
  let organizationId = settings.organizationId ?? "";
  try {
    await run(`begin${settings.readOnly ? " read only" : ""};${scopeSql(settings)}`);
    const tx: Open = {
      db: new Kysely<Database>({ dialect: pinned(run) }),
      get organizationId() {
        return organizationId;
      },
      record: (event) => events.push({ organizationId, event }),
      afterCommit: (effect) => effects.push(effect),
      enter: async (scope) => {
        organizationId = scope.organizationId ?? organizationId;
        await run(scopeSql(scope));
      },
    };
    const result = await work(tx);
    const lasts: [string, number][] = [];
    // Most transactions are about one organization. Where they are about several, the counters are locked in order.
    for (const [id, own] of [...Map.groupBy(events, (entry) => entry.organizationId)].toSorted(byFirst)) {
      if (id !== organizationId) await tx.enter({ organizationId: id });
      lasts.push([
        id,
        await appendEvents(
          run,
          id,
          own.map((entry) => entry.event),
        ),
      ]);
    }
    await run("commit");
    for (const [id, last] of lasts) published(id, last);
    for (const effect of effects) effect();
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

const byFirst = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => (one < other ? -1 : 1);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Written into the text so that it travels with `begin` in one round trip; nothing but a UUID gets in. */
function scopeSql({ organizationId, accountId }: Scope): string {
  const settings = Object.entries({ "app.organization": organizationId, "app.account": accountId }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  for (const [name, value] of settings) if (!uuid.test(value)) throw new TypeError(`${name} is not a UUID`);
  return settings.length === 0
    ? ""
    : `select ${settings.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(", ")}`;
}

type Run = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;

/** A kysely dialect over one connection that is already inside a transaction. */
function pinned(run: Run) {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await run(query.sql, query.parameters);
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error("Streams read through a cursor: see db/read-by-cursor.ts");
    },
  };
  const refuse = async () => {
    throw new Error("The transaction is managed by inTransaction");
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    destroy: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
