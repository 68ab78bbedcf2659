import type { Parsed } from "@throughline/contract/endpoint";
import type { HandOff, listHandOffs } from "@throughline/contract/hand-offs";
import type { WorkingCalendar } from "@throughline/domain/time/working-calendar";
import { workingTimeBetween } from "@throughline/domain/time/working-time";
import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import { readCalendar } from "../calendars/team-calendar.ts";
import type { Read } from "../db/transaction.ts";
import { decodeCursor } from "../http/page.ts";

export interface StoredHandOff {
  readonly hand_off_id: string;
  readonly item_id: string;
  readonly key: string;
  readonly title: string;
  readonly from_stage_id: string;
  readonly to_stage_id: string;
  readonly from_team_id: string;
  readonly to_team_id: string;
  readonly note: string;
  readonly state: HandOff["state"];
  readonly reason: string;
  readonly offered_by: string | null;
  readonly offered_at: Date;
  readonly expires_at: Date | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly revision: number;
}

const columns = sql`h.hand_off_id, h.item_id, i.key, i.title, h.from_stage_id, h.to_stage_id, h.from_team_id, h.to_team_id, h.note,
  h.state, h.reason, h.offered_by, h.offered_at, h.expires_at, h.decided_by, h.decided_at, h.revision`;
const fromHandOffs = sql`hand_offs h join items i on i.organization_id = h.organization_id and i.item_id = h.item_id`;

/** Working hours of the receiving team between offer and decision, or until now; two decimals. */
export const waitedHours = (
  handOff: Pick<StoredHandOff, "offered_at" | "decided_at">,
  calendar: WorkingCalendar,
  now: Date,
): number =>
  Math.round(
    workingTimeBetween(calendar, handOff.offered_at.getTime(), (handOff.decided_at ?? now).getTime()) / 36_000,
  ) / 100;

export const presentHandOff = (row: StoredHandOff, calendar: WorkingCalendar, now: Date): HandOff => ({
  handOffId: row.hand_off_id,
  itemId: row.item_id,
  itemKey: row.key,
  itemTitle: row.title,
  fromStageId: row.from_stage_id,
  toStageId: row.to_stage_id,
  fromTeamId: row.from_team_id,
  toTeamId: row.to_team_id,
  note: row.note,
  state: row.state,
  reason: row.reason,
  offeredBy: row.offered_by,
  offeredAt: row.offered_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  waitedHours: waitedHours(row, calendar, now),
  revision: row.revision,
});

/** A page of hand-offs and one more, newest first, of items the actor may see. */
export async function listPage(tx: Read, actor: Actor, query: Parsed<typeof listHandOffs>): Promise<StoredHandOff[]> {
  const cursor = decodeCursor(query.after, ["string", "string"]);
  const conditions: RawBuilder<unknown>[] = [sql`h.organization_id = ${tx.organizationId}`, visibleItems(actor)];
  if (query.state) conditions.push(sql`h.state = any(${query.state}::text[])`);
  if (query.from) conditions.push(sql`h.from_team_id = any(${query.from}::uuid[])`);
  if (query.to) conditions.push(sql`h.to_team_id = any(${query.to}::uuid[])`);
  if (query.item) conditions.push(sql`h.item_id = ${query.item}`);
  if (cursor) conditions.push(sql`(h.offered_at, h.hand_off_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  const { rows } = await sql<StoredHandOff>`select ${columns} from ${fromHandOffs}
    where ${sql.join(conditions, sql` and `)} order by h.offered_at desc, h.hand_off_id desc limit ${query.limit + 1}`.execute(
    tx.db,
  );
  return rows;
}

/** One hand-off as it stands; undefined where there is none. */
export async function readStored(tx: Read, handOffId: string): Promise<StoredHandOff | undefined> {
  const { rows } = await sql<StoredHandOff>`select ${columns} from ${fromHandOffs}
    where h.organization_id = ${tx.organizationId} and h.hand_off_id = ${handOffId}`.execute(tx.db);
  return rows[0];
}

/** One hand-off that must be there, as it is sent. */
export async function readHandOff(tx: Read, handOffId: string, now: Date): Promise<HandOff> {
  const row = await readStored(tx, handOffId);
  if (!row) throw new Error(`Hand-off ${handOffId} vanished within its transaction`);
  return presentHandOff(row, await readCalendar(tx, row.to_team_id, now), now);
}
