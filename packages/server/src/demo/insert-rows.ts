import { sql } from "kysely";
import type { Database } from "../db/tables.ts";
import type { Write } from "../db/transaction.ts";

/** A value as JSON carries it into a column of any type: instants as ISO text, JSON columns as they are. */
type Cell = string | number | boolean | null | readonly unknown[] | { readonly [key: string]: unknown };

/** Writes many rows of this organization in one statement. All have the same columns. */
export async function insertRows(
  tx: Write,
  table: keyof Database,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (organization_id, ${columns})
    select ${tx.organizationId}, ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx.db,
  );
}

/** An instant in milliseconds as JSON carries it. */
export const instant = (at: number): string => new Date(at).toISOString();
export const maybeInstant = (at: number | null): string | null => (at === null ? null : instant(at));
