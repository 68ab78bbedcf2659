import type { QueuedItem } from "@throughline/domain/priority/queue-policy";
import { medianEffort } from "@throughline/domain/priority/queue";
import type { ReasonSettings } from "@throughline/domain/priority/queue-reason";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

/** More than this a team's queue does not order: the oldest so many. */
const ordered = 20_000;
/** The team's median effort is that of its so many latest estimates. */
const estimates = 200;

export interface LoadedQueue {
  readonly items: readonly WaitingItem[];
  readonly settings: ReasonSettings;
  readonly capacity: number;
}

export interface WaitingItem extends QueuedItem {
  readonly stageId: string;
  readonly overrideBy: string | null;
  /** Whether whoever asks may see it; it has its place either way. */
  readonly visible: boolean;
}

interface Row {
  readonly item_id: string;
  readonly key: string;
  readonly stage_id: string;
  readonly class_of_service: QueuedItem["classOfService"];
  readonly due_on: string | null;
  readonly value: number | null;
  readonly effort_low: number | null;
  readonly effort_high: number | null;
  readonly created_at: Date;
  readonly rank: string;
  readonly held: QueuedItem["held"];
  readonly override_reason: string | null;
  readonly override_at: Date | null;
  readonly override_by: string | null;
  readonly visible: boolean;
}

/**
 * Open items in the team's queue stages, in no order yet, with what the order needs to know of the team. Having been put
 * ahead counts only while the item stays in the stage it was put ahead in.
 * @throws Refusal `not_found` for a team that does not exist
 */
export async function loadQueue(tx: Read, actor: Actor, teamId: string, now: Date): Promise<LoadedQueue> {
  const team = await tx.db
    .selectFrom("teams")
    .select(["time_zone", "capacity"])
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "=", teamId)
    .executeTakeFirst();
  if (!team) throw new Refusal("not_found", "There is no such team");
  const { rows } = await sql<Row>`
    select i.item_id, i.key, i.stage_id, i.class_of_service, i.due_on, i.value, i.effort_low, i.effort_high, i.created_at, i.rank,
      case when i.blocked_since is not null then 'blocked'
        when exists (select from hand_offs h where h.organization_id = i.organization_id and h.item_id = i.item_id and h.state = 'offered') then 'offered'
      end as held,
      case when i.queue_override_at >= i.stage_entered_at then i.queue_override_reason end as override_reason,
      i.queue_override_at as override_at, i.queue_override_by as override_by, ${visibleItems(actor)} as visible
    from items i join stages s on s.organization_id = i.organization_id and s.stage_id = i.stage_id
    where i.organization_id = ${tx.organizationId} and i.team_id = ${teamId} and s.kind = 'queue'
      and i.finished_at is null and i.archived_at is null
    order by i.created_at, i.item_id limit ${ordered}`.execute(tx.db);
  const { rows: efforts } = await sql<{ effort: number }>`
    select (effort_low + effort_high) / 2 as effort from items
    where organization_id = ${tx.organizationId} and team_id = ${teamId} and effort_low is not null
    order by updated_at desc limit ${estimates}`.execute(tx.db);
  const year = now.getUTCFullYear();
  return {
    items: rows.map(present),
    settings: {
      medianEffort: medianEffort(efforts.map((row) => row.effort)),
      zone: zoneOffsets(team.time_zone, year - 3, year + 3),
    },
    capacity: Number(team.capacity),
  };
}

const present = (row: Row): WaitingItem => ({
  itemId: row.item_id,
  key: row.key,
  stageId: row.stage_id,
  classOfService: row.class_of_service,
  dueOn: row.due_on,
  value: row.value,
  effortLow: row.effort_low,
  effortHigh: row.effort_high,
  createdAt: row.created_at.getTime(),
  rank: row.rank,
  held: row.held,
  override:
    row.override_reason === null || row.override_at === null
      ? null
      : { reason: row.override_reason, at: row.override_at.getTime() },
  overrideBy: row.override_by,
  visible: row.visible,
});
