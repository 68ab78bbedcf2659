import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";

interface HistoryRow {
  readonly number: number;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly actor_id: string | null;
  readonly name: string;
  readonly data: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

/** An item's events, newest first, each change with the values its revision kept. */
export async function readHistory(
  tx: Read,
  itemId: string,
  before: number | null,
  limit: number,
): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select e.number, e.occurred_at, e.recorded_at, e.actor_id, e.name, e.data, r.before, r.after
    from events e left join item_revisions r on r.organization_id = e.organization_id and r.item_id = e.item_id
      and e.name = 'item.changed' and r.revision = (e.data ->> 'revision')::int
    where e.organization_id = ${tx.organizationId} and e.item_id = ${itemId} ${before === null ? sql`` : sql`and e.number < ${before}`}
    order by e.number desc limit ${limit}`.execute(tx.db);
  return rows;
}

export const presentHistory = (row: HistoryRow) => ({
  number: row.number,
  occurredAt: row.occurred_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  actorId: row.actor_id,
  name: row.name,
  data: row.data as Record<string, unknown>,
  changes:
    row.after === null ? null : changes(row.before as Record<string, unknown>, row.after as Record<string, unknown>),
});

const changes = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(after).map((name) => [name, { before: before[name] ?? null, after: after[name] ?? null }]),
  );
