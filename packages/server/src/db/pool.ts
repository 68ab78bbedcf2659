import pg from "pg";
import { appRole } from "./roles.ts";

// Days stay text (a Date would shift them by a zone); numerics and counts are numbers here, all below 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolSettings {
  readonly url: string;
  readonly max?: number;
  readonly role?: string;
  readonly name?: string;
  readonly onError?: (error: Error) => void;
}

/** Connections that act as the application role; every wait in them is bounded. */
export function openPool({ url, max = 16, role = appRole, name = "throughline", onError }: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    options: [
      `-c role=${role}`,
      "-c timezone=UTC",
      "-c lock_timeout=2000",
      "-c statement_timeout=15000",
      "-c idle_in_transaction_session_timeout=10000",
      // Only safe settings are ever used: an answer means the write is on disk.
      "-c synchronous_commit=on",
    ].join(" "),
  });
  pool.on("error", (error) => onError?.(error));
  return pool;
}
