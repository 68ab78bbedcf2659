import type { Stage, Workflow } from "@throughline/contract/workflows";
import { designEffects, designFaults, type DrawnStage } from "@throughline/domain/workflow/design";
import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { changeWorkflow } from "./change.ts";
import { createWorkflow } from "./create.ts";
import { countOpenItems, selectWorkflows } from "./store.ts";

export const workflowHandlers: readonly Handler[] = [
  handle("listWorkflows", async ({ tx }) => ({ rows: await selectWorkflows(tx) })),

  handle("readWorkflow", async ({ input, tx }) => loadWorkflow(tx, input.workflowId)),

  handle("createWorkflow", async ({ input, tx, actor, now, newId }) => {
    await assertDesign(tx, input.stages);
    return createWorkflow(tx, actor.personId, input, now, newId());
  }),

  handle("changeWorkflow", async ({ input, tx, actor, now, refuse }) => {
    const workflow = await lockWorkflow(tx, input.workflowId);
    if (workflow.revision !== input.revision)
      refuse("stale", { detail: `${workflow.name} changed since you opened it`, current: workflow });
    await assertDesign(tx, input.stages);
    await changeWorkflow(tx, actor, workflow, input, now);
    return loadWorkflow(tx, input.workflowId);
  }),

  handle("previewWorkflow", async ({ input, tx }) => {
    const workflow = await loadWorkflow(tx, input.workflowId);
    return {
      effects: designEffects(
        workflow.stages,
        input.stages,
        await countOpenItems(tx, input.workflowId),
        input.moveItems,
      ),
    };
  }),

  handle("listWorkflowVersions", async ({ input, tx }) => {
    await loadWorkflow(tx, input.workflowId);
    const rows = await tx.db
      .selectFrom("workflow_versions")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("workflow_id", "=", input.workflowId)
      .orderBy("version", "desc")
      .limit(500)
      .execute();
    return {
      rows: rows.map((row) => ({
        version: row.version,
        note: row.note,
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
        ...(row.definition as { name: string; stages: Stage[] }),
      })),
    };
  }),

  handle("archiveWorkflow", async ({ input, tx, actor, now, refuse }) => {
    const workflow = await lockWorkflow(tx, input.workflowId);
    if (workflow.revision !== input.revision) refuse("stale", { current: workflow });
    const open = [...(await countOpenItems(tx, input.workflowId)).values()].reduce((sum, count) => sum + count, 0);
    if (open > 0)
      refuse(
        "in_use",
        `${workflow.name} still holds ${open} open ${open === 1 ? "item" : "items"}: finish, move or archive them first`,
      );
    await tx.db
      .updateTable("workflows")
      .set((column) => ({ archived_at: now, revision: column("revision", "+", 1) }))
      .where("organization_id", "=", tx.organizationId)
      .where("workflow_id", "=", input.workflowId)
      .execute();
    tx.record({ name: "workflow.archived", actorId: actor.personId, subjectId: input.workflowId, occurredAt: now });
    return loadWorkflow(tx, input.workflowId);
  }),
];

async function loadWorkflow(tx: Read, workflowId: string): Promise<Workflow> {
  const [workflow] = await selectWorkflows(tx, workflowId);
  if (!workflow) throw new Refusal("not_found", "There is no such workflow");
  return workflow;
}

async function lockWorkflow(tx: Write, workflowId: string): Promise<Workflow> {
  await sql`select 1 from workflows where organization_id = ${tx.organizationId} and workflow_id = ${workflowId} for no key update`.execute(
    tx.db,
  );
  return loadWorkflow(tx, workflowId);
}

async function assertDesign(tx: Read, stages: readonly DrawnStage[]): Promise<void> {
  const faults = designFaults(stages);
  if (faults.length > 0) {
    const fields = Object.fromEntries(
      faults.map((fault) => [
        fault.stageId === null ? "stages" : `stages.${stages.findIndex((stage) => stage.stageId === fault.stageId)}`,
        fault.sentence,
      ]),
    );
    throw new Refusal("invalid_input", { detail: faults.map((fault) => fault.sentence).join(". "), fields });
  }
  const teams = new Set(stages.map((stage) => stage.teamId));
  const known = await tx.db
    .selectFrom("teams")
    .select("team_id")
    .where("organization_id", "=", tx.organizationId)
    .where("team_id", "in", [...teams])
    .where("archived_at", "is", null)
    .execute();
  if (known.length < teams.size)
    throw new Refusal("unknown_reference", "A stage names a team that does not exist or is archived");
}
