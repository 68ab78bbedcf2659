import type { ItemRow } from "@throughline/contract/items";
import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";

/** What a list row or a card needs of an item under the alias `i`, in one statement. */
export const rowColumns = sql`
  i.item_id, i.key, i.title, i.kind, i.workflow_id, i.stage_id, i.team_id, i.owner_id, i.requester_id, i.parent_id,
  i.class_of_service, i.value, i.effort_low, i.effort_high, i.due_on, i.rank, i.fields, i.checklist, i.blocked_since, i.origin,
  i.created_at, i.updated_at, i.stage_entered_at, i.started_at, i.finished_at, i.archived_at, i.revision,
  array(select l.label_id from item_labels l where l.organization_id = i.organization_id and l.item_id = i.item_id order by l.label_id) as label_ids,
  case when i.blocked_since is null then null else
    (select b.reason from blocks b where b.organization_id = i.organization_id and b.item_id = i.item_id and b.ended_at is null) end as block_reason,
  (select jsonb_build_object('handOffId', h.hand_off_id, 'teamId', h.to_team_id, 'stageId', h.to_stage_id,
      'offeredAt', to_char(h.offered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from hand_offs h where h.organization_id = i.organization_id and h.item_id = i.item_id and h.state = 'offered') as offered_to`;

export interface StoredRow {
  readonly item_id: string;
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly workflow_id: string;
  readonly stage_id: string;
  readonly team_id: string;
  readonly owner_id: string | null;
  readonly requester_id: string | null;
  readonly parent_id: string | null;
  readonly class_of_service: ItemRow["classOfService"];
  readonly value: number | null;
  readonly effort_low: number | null;
  readonly effort_high: number | null;
  readonly due_on: string | null;
  readonly rank: string;
  readonly fields: unknown;
  readonly checklist: unknown;
  readonly blocked_since: Date | null;
  readonly origin: ItemRow["origin"];
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly stage_entered_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly archived_at: Date | null;
  readonly revision: number;
  readonly label_ids: string[];
  readonly block_reason: string | null;
  readonly offered_to: unknown;
}

const instant = (at: Date | null): string | null => at && at.toISOString();

export function presentRow(row: StoredRow): ItemRow {
  const checklist = row.checklist as readonly { done: boolean }[];
  return {
    itemId: row.item_id,
    key: row.key,
    title: row.title,
    kind: row.kind,
    workflowId: row.workflow_id,
    stageId: row.stage_id,
    teamId: row.team_id,
    ownerId: row.owner_id,
    requesterId: row.requester_id,
    parentId: row.parent_id,
    classOfService: row.class_of_service,
    value: row.value,
    effortLow: row.effort_low,
    effortHigh: row.effort_high,
    dueOn: row.due_on,
    rank: row.rank,
    labelIds: row.label_ids,
    fields: row.fields as ItemRow["fields"],
    blockedSince: instant(row.blocked_since),
    blockReason: row.block_reason,
    offeredTo: row.offered_to as ItemRow["offeredTo"],
    checklistDone: checklist.filter((line) => line.done).length,
    checklistTotal: checklist.length,
    origin: row.origin,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    stageEnteredAt: row.stage_entered_at.toISOString(),
    startedAt: instant(row.started_at),
    finishedAt: instant(row.finished_at),
    archivedAt: instant(row.archived_at),
    revision: row.revision,
  };
}

/** Rows of the items of a condition that the actor may see, in the given order. */
export async function selectRows(
  tx: Read,
  actor: Actor,
  condition: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`i.item_id`,
  limit = 1000,
): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`select ${rowColumns} from items i
    where i.organization_id = ${tx.organizationId} and ${visibleItems(actor)} and ${condition} order by ${order} limit ${limit}`.execute(
    tx.db,
  );
  return rows;
}

/** One row that was just written and must be there. */
export async function readRow(tx: Read, actor: Actor, itemId: string): Promise<ItemRow> {
  const [row] = await selectRows(tx, actor, sql`i.item_id = ${itemId}`);
  if (!row) throw new Error(`Item ${itemId} vanished within its transaction`);
  return presentRow(row);
}
