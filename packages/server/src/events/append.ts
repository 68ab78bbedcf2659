import type { EventName } from "@throughline/contract/events";
import type pg from "pg";

export interface NewEvent {
  readonly name: EventName;
  readonly actorId: string | null;
  readonly subjectId: string;
  readonly itemId?: string | null;
  /** When it happened; `recordedAt` is when we learnt of it, and differs only for history brought in. */
  readonly occurredAt: Date;
  readonly recordedAt?: Date;
  /** Ids, codes and names of changed fields; never people's words. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Numbers and writes the events of a transaction in one statement. The counter row is locked here, last, until the
 * commit: numbers are dense per organization and become visible in order (a plain sequence skips slow writers).
 * @returns the number of the last one.
 */
export async function appendEvents(
  run: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>,
  organizationId: string,
  events: readonly NewEvent[],
): Promise<number> {
  const rows = events.map((event) => ({
    occurred_at: event.occurredAt.toISOString(),
    recorded_at: (event.recordedAt ?? event.occurredAt).toISOString(),
    actor_id: event.actorId,
    name: event.name,
    subject_id: event.subjectId,
    item_id: event.itemId ?? null,
    data: event.data ?? {},
  }));
  const { rows: result } = await run(
    `with counter as (
       update event_counters set last_number = last_number + $2 where organization_id = $1 returning last_number
     ), written as (
       insert into events (organization_id, number, occurred_at, recorded_at, actor_id, name, subject_id, item_id, data)
       select $1, counter.last_number - $2 + e.ordinal, e.occurred_at, e.recorded_at, e.actor_id, e.name, e.subject_id, e.item_id, e.data
       from counter, rows from (jsonb_to_recordset($3::jsonb) as (occurred_at timestamptz, recorded_at timestamptz, actor_id uuid, name text, subject_id uuid, item_id uuid, data jsonb))
         with ordinality as e (occurred_at, recorded_at, actor_id, name, subject_id, item_id, data, ordinal)
     )
     select last_number from counter`,
    [organizationId, events.length, JSON.stringify(rows)],
  );
  const last = (result[0] as { last_number: number } | undefined)?.last_number;
  if (last === undefined) throw new Error(`Organization ${organizationId} has no event counter`);
  return last;
}
