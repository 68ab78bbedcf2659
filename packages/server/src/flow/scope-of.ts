import type { Parsed } from "@throughline/contract/endpoint";
import type { readFlow } from "@throughline/contract/flow";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { FlowScope } from "./flow-scope.ts";

type Asked = Pick<Parsed<typeof readFlow>, "team" | "workflow" | "class" | "kind" | "label">;

/**
 * The scope a question is about.
 * @throws Refusal `not_found` where the team or the workflow is not of this organization.
 */
export async function scopeOf(tx: Read, actor: Actor, { team, workflow, ...filter }: Asked): Promise<FlowScope> {
  if (team !== undefined) {
    const row = await tx.db
      .selectFrom("teams")
      .select("team_id")
      .where("organization_id", "=", tx.organizationId)
      .where("team_id", "=", team)
      .executeTakeFirst();
    if (!row) throw new Refusal("not_found", "There is no such team");
  }
  if (workflow !== undefined) {
    const row = await tx.db
      .selectFrom("workflows")
      .select("workflow_id")
      .where("organization_id", "=", tx.organizationId)
      .where("workflow_id", "=", workflow)
      .executeTakeFirst();
    if (!row) throw new Refusal("not_found", "There is no such workflow");
  }
  return { organizationId: tx.organizationId, actor, teamId: team, workflowId: workflow, filter };
}
