import { sql } from "kysely";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import type { FlowScope } from "../flow/flow-scope.ts";
import { filterItems } from "../items/filter.ts";

export interface WorkflowInScope {
  readonly workflowId: string;
  readonly name: string;
  readonly items: number;
}

/** The workflows that a scope's items are in, with how many, most first. A process is one workflow's. */
export async function workflowsInScope(tx: Read, { actor, teamId, filter }: FlowScope): Promise<WorkflowInScope[]> {
  const { rows } = await sql<WorkflowInScope>`
    select w.workflow_id as "workflowId", w.name, counted.items from workflows w
      join (select i.workflow_id, count(*)::int as items from items i where i.organization_id = ${tx.organizationId}
        and ${visibleItems(actor)} and ${filterItems({ ...filter, state: "all" }, actor, tx.organizationId)}
        group by i.workflow_id) counted using (workflow_id)
    where w.organization_id = ${tx.organizationId}
      ${
        teamId === undefined
          ? sql``
          : sql`and exists (select from stages s where s.organization_id = w.organization_id and s.workflow_id = w.workflow_id and s.team_id = ${teamId})`
      }
    order by counted.items desc, w.created_at, w.workflow_id`.execute(tx.db);
  return rows;
}
