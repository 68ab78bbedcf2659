import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import { filterItems, type ItemFilter } from "./filter.ts";
import { presentRow, selectRows } from "./rows.ts";

const doneShownDays = 14;

interface Column {
  readonly stage_id: string;
  readonly wip: number;
  readonly count: number;
  readonly item_ids: string[];
}

/**
 * A workflow as columns. Open stages are ordered by rank; done stages show what finished in the last 14 days, newest
 * first. `wip` counts every unarchived item of a limited stage, whatever the filter or the reader.
 */
export async function readBoard(
  tx: Read,
  actor: Actor,
  workflowId: string,
  filter: ItemFilter,
  most: number,
  now: Date,
) {
  const recent = new Date(now.getTime() - doneShownDays * 86_400_000);
  const shown = sql`i.organization_id = ${tx.organizationId} and i.workflow_id = ${workflowId} and i.stage_id = s.stage_id and ${visibleItems(actor)}
    and ${filterItems({ ...filter, state: "all" }, actor, tx.organizationId)}`;
  const { rows: columns } = await sql<Column>`
    select s.stage_id,
      case when s.wip_limit is null then 0 else (select count(*)::int from items i where i.organization_id = ${tx.organizationId}
        and i.workflow_id = ${workflowId} and i.stage_id = s.stage_id and i.archived_at is null) end as wip,
      case when s.kind = 'done'
        then (select count(*)::int from items i where ${shown} and i.archived_at is null and i.finished_at >= ${recent})
        else (select count(*)::int from items i where ${shown} and i.finished_at is null and i.archived_at is null) end as count,
      case when s.kind = 'done'
        then array(select i.item_id from items i where ${shown} and i.archived_at is null and i.finished_at >= ${recent} order by i.finished_at desc, i.item_id limit ${most})
        else array(select i.item_id from items i where ${shown} and i.finished_at is null and i.archived_at is null order by i.rank, i.item_id limit ${most}) end as item_ids
    from stages s where s.organization_id = ${tx.organizationId} and s.workflow_id = ${workflowId} and s.retired_at is null order by s.position`.execute(
    tx.db,
  );
  const ids = columns.flatMap((column) => column.item_ids);
  const rows =
    ids.length === 0
      ? []
      : await selectRows(tx, actor, sql`i.item_id = any(${ids}::uuid[])`, sql`i.item_id`, ids.length);
  return {
    columns: columns.map((column) => ({
      stageId: column.stage_id,
      count: column.count,
      wip: column.wip,
      itemIds: column.item_ids,
    })),
    rows: rows.map(presentRow),
  };
}
