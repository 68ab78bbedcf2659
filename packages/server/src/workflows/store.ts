import type { Stage, Workflow } from "@throughline/contract/workflows";
import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";

interface StoredWorkflow {
  readonly workflow_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly archived_at: Date | null;
  readonly revision: number;
  readonly stages: Stage[];
}

/** Workflows with their live stages, one statement for all of them. */
export async function selectWorkflows(tx: Read, workflowId: string | null = null): Promise<Workflow[]> {
  const { rows } = await sql<StoredWorkflow>`
    select w.workflow_id, w.team_id, w.name, w.description, w.version, w.archived_at, w.revision,
      coalesce((select jsonb_agg(jsonb_build_object(
          'stageId', s.stage_id, 'teamId', s.team_id, 'name', s.name, 'kind', s.kind, 'wipLimit', s.wip_limit, 'wipHard', s.wip_hard,
          'serviceLevel', case when s.sle_percent is null then null else jsonb_build_object('percent', s.sle_percent, 'days', s.sle_days) end,
          'entryChecklist', s.entry_checklist, 'nextStageIds', s.next_stage_ids) order by s.position)
        from stages s where s.organization_id = w.organization_id and s.workflow_id = w.workflow_id and s.retired_at is null), '[]') as stages
    from workflows w where w.organization_id = ${tx.organizationId} ${workflowId === null ? sql`` : sql`and w.workflow_id = ${workflowId}`}
    order by lower(w.name), w.workflow_id`.execute(tx.db);
  return rows.map((row) => ({
    workflowId: row.workflow_id,
    teamId: row.team_id,
    name: row.name,
    description: row.description,
    version: row.version,
    stages: row.stages,
    archivedAt: row.archived_at?.toISOString() ?? null,
    revision: row.revision,
  }));
}

/** Open items of each stage of a workflow. */
export async function countOpenItems(tx: Read, workflowId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ stage_id: string; count: number }>`select stage_id, count(*)::int as count from items
    where organization_id = ${tx.organizationId} and workflow_id = ${workflowId} and finished_at is null and archived_at is null group by stage_id`.execute(
    tx.db,
  );
  return new Map(rows.map((row) => [row.stage_id, row.count]));
}
