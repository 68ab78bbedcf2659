import type { Routine } from "@throughline/contract/routines";
import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { occurrences, upcoming } from "./occurrences.ts";

export interface StoredRoutine {
  readonly routine_id: string;
  readonly team_id: string;
  readonly workflow_id: string;
  readonly name: string;
  readonly trigger: Routine["trigger"];
  readonly recurrence: string;
  readonly after_days: number | null;
  readonly time_zone: string;
  readonly template: unknown;
  readonly is_active: boolean;
  readonly starts_on: string;
  readonly next_at: Date | null;
  readonly last_item_id: string | null;
  readonly last_made_at: Date | null;
  readonly stuck_since: Date | null;
  readonly stuck_code: string | null;
  readonly stuck_detail: string | null;
  readonly archived_at: Date | null;
  readonly revision: number;
}

const columns = sql`routine_id, team_id, workflow_id, name, trigger, recurrence, after_days, time_zone, template, is_active, starts_on,
  next_at, last_item_id, last_made_at, stuck_since, stuck_code, stuck_detail, archived_at, revision`;
const timesShown = 5;

export const presentRoutine = (row: StoredRoutine, now: Date): Routine => ({
  routineId: row.routine_id,
  teamId: row.team_id,
  workflowId: row.workflow_id,
  name: row.name,
  trigger: row.trigger,
  recurrence: row.recurrence,
  afterDays: row.after_days,
  timeZone: row.time_zone,
  template: row.template as Routine["template"],
  isActive: row.is_active,
  startsOn: row.starts_on,
  nextAt: row.next_at?.toISOString() ?? null,
  nextTimes: nextTimes(row, now).map((time) => time.toISOString()),
  lastItemId: row.last_item_id,
  lastMadeAt: row.last_made_at?.toISOString() ?? null,
  stuck:
    row.stuck_since === null
      ? null
      : { since: row.stuck_since.toISOString(), code: row.stuck_code ?? "", detail: row.stuck_detail ?? "" },
  archivedAt: row.archived_at?.toISOString() ?? null,
  revision: row.revision,
});

/** The next five by calendar; after the last one is done, the one that is known. A routine that is paused has none. */
function nextTimes(row: StoredRoutine, now: Date): Date[] {
  if (row.next_at === null) return [];
  if (row.trigger === "after_done") return [row.next_at];
  const read = occurrences(row.recurrence, row.starts_on, row.time_zone);
  return "problem" in read ? [] : upcoming(read.occurrences, now, timesShown);
}

export async function selectRoutines(tx: Read): Promise<StoredRoutine[]> {
  const { rows } = await sql<StoredRoutine>`select ${columns} from routines where organization_id = ${tx.organizationId}
    order by archived_at is not null, lower(name), routine_id limit 1000`.execute(tx.db);
  return rows;
}

export async function readRoutine(tx: Read, routineId: string): Promise<StoredRoutine | undefined> {
  const { rows } = await sql<StoredRoutine>`select ${columns} from routines
    where organization_id = ${tx.organizationId} and routine_id = ${routineId}`.execute(tx.db);
  return rows[0];
}

/**
 * @throws Refusal `not_found`, `stale` (with the routine as it is now)
 */
export async function lockRoutine(tx: Write, routineId: string, now: Date, revision?: number): Promise<StoredRoutine> {
  const { rows } = await sql<StoredRoutine>`select ${columns} from routines
    where organization_id = ${tx.organizationId} and routine_id = ${routineId} for no key update`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Refusal("not_found", "There is no such routine");
  if (revision !== undefined && row.revision !== revision)
    throw new Refusal("stale", {
      detail: `${row.name} changed since you opened it`,
      current: presentRoutine(row, now),
    });
  return row;
}
