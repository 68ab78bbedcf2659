import { once } from "node:events";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { appRole } from "../db/roles.ts";
import { copyLine, type CopyCell } from "./copy-line.ts";

/**
 * One connection for one import, as the application role, bound to its organization. What is staged lies in its temporary
 * tables, which end with it: whatever cuts an import short, nothing of it is left, and no other connection can see it.
 */
export interface Session {
  /** The rows of one statement. */
  rows<R extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Runs one statement, or several without values. @returns how many rows the last one touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  /** Adds rows to a temporary table by COPY (which row security does not allow into any other). */
  copy(table: string, columns: readonly string[], rows: readonly (readonly CopyCell[])[]): Promise<void>;
  /** The same of lines that `copyLine` wrote. */
  copyText(table: string, columns: readonly string[], text: string): Promise<void>;
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openSession(url: string, organizationId: string): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "throughline import",
    options: [
      `-c role=${appRole}`,
      "-c timezone=UTC",
      "-c lock_timeout=2000",
      // Statements over whole files take their time; a killed process is noticed while they run.
      "-c statement_timeout=0",
      "-c client_connection_check_interval=1000",
      "-c idle_in_transaction_session_timeout=60000",
      "-c synchronous_commit=on",
      "-c work_mem=32MB",
      "-c temp_buffers=32MB",
    ].join(" "),
  });
  // A lost connection also fails the statement that waits on it.
  client.on("error", () => {});
  await client.connect();
  await client.query("select set_config('app.organization', $1, false)", [organizationId]);

  const copyText: Session["copyText"] = async (table, columns, text) => {
    if (text === "") return;
    const stream = client.query(copyFrom(`copy pg_temp.${table} (${columns.join(", ")}) from stdin`));
    stream.end(text);
    await once(stream, "finish");
  };
  return {
    rows: async (text, values) => (await client.query(text, values as unknown[] | undefined)).rows,
    run: async (text, values) => {
      const result = await client.query(text, values as unknown[] | undefined);
      return (Array.isArray(result) ? (result as pg.QueryResult[]).at(-1) : result)?.rowCount ?? 0;
    },
    copyText,
    copy: (table, columns, rows) => copyText(table, columns, rows.map(copyLine).join("")),
    transaction: async (work) => {
      await client.query("begin");
      try {
        const result = await work();
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => {});
        throw error;
      }
    },
    close: () => client.end(),
  };
}
