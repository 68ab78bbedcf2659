import type pg from "pg";

export interface ReadRow {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

export type ReadRows = (text: string, values?: readonly unknown[]) => AsyncGenerator<ReadRow>;

const fetched = 1000;
const most = 2;

/**
 * Reads whole tables of one organization as they stood at one moment, through cursors, as fast as they are taken and never more
 * at a time than a portion. At most two at once: exports do not take connections from live work.
 */
export class ExportReader {
  readonly #pool: pg.Pool;
  #reading = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  get isBusy(): boolean {
    return this.#reading >= most;
  }

  /** What `write` makes of the rows it asks for, all from one snapshot. The connection is held until it ends or is left. */
  async *snapshot<T>(organizationId: string, write: (read: ReadRows) => AsyncIterable<T>): AsyncGenerator<T> {
    this.#reading += 1;
    let client: pg.PoolClient | null = null;
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    try {
      const own = await this.#pool.connect();
      client = own;
      own.on("error", onError);
      await own.query("begin isolation level repeatable read read only");
      await own.query(
        "select set_config('app.organization', $1, true), set_config('idle_in_transaction_session_timeout', '60s', true), set_config('statement_timeout', '60s', true)",
        [organizationId],
      );
      yield* write((text, values) => readByCursor(own, text, values));
      await own.query("commit");
    } finally {
      this.#reading -= 1;
      if (client) {
        await client.query("rollback").catch((error: Error) => {
          broken = error;
        });
        client.off("error", onError);
        client.release(broken);
      }
    }
  }
}

async function* readByCursor(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
): AsyncGenerator<ReadRow> {
  await client.query(`declare reading no scroll cursor for ${text}`, values as unknown[]);
  for (;;) {
    const { rows, fields } = await client.query<unknown[]>({ text: `fetch ${fetched} from reading`, rowMode: "array" });
    const columns = fields.map((field) => field.name);
    for (const row of rows) yield { columns, values: row };
    if (rows.length < fetched) break;
  }
  await client.query("close reading");
}
