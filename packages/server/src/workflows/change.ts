import type { Workflow } from "@throughline/contract/workflows";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { keepVersion, stageValues, type StageDraft } from "./create.ts";

export interface WorkflowEdit {
  readonly name: string;
  readonly description: string;
  readonly stages: readonly StageDraft[];
  readonly moveItems: Readonly<Record<string, string>>;
  readonly note: string;
}

/**
 * Makes an edit the new version of a workflow whose row is locked: stages by their ids are kept, made or retired; items of
 * a retired stage move to the one named for it, each with its event.
 * @throws Refusal `stage_not_empty`, `unknown_reference`
 */
export async function changeWorkflow(
  tx: Write,
  actor: Actor,
  workflow: Workflow,
  edit: WorkflowEdit,
  now: Date,
): Promise<void> {
  // Whoever moves an item meanwhile waits at the stage's row; those in the edit are locked in one fixed order.
  await sql`select stage_id from stages where organization_id = ${tx.organizationId} and workflow_id = ${workflow.workflowId} order by stage_id for no key update`.execute(
    tx.db,
  );
  await assertOwnStages(tx, workflow.workflowId, edit.stages);
  const kept = new Set(edit.stages.map((stage) => stage.stageId));
  for (const [position, stage] of edit.stages.entries()) {
    const { organization_id, stage_id, workflow_id, ...values } = stageValues(
      tx.organizationId,
      workflow.workflowId,
      stage,
      position,
    );
    await tx.db
      .insertInto("stages")
      .values({ organization_id, stage_id, workflow_id, ...values })
      .onConflict((conflict) =>
        conflict.columns(["organization_id", "stage_id"]).doUpdateSet({ ...values, retired_at: null }),
      )
      .execute();
    await followStage(tx, stage, now);
  }
  for (const stage of workflow.stages)
    if (!kept.has(stage.stageId)) await retireStage(tx, actor, workflow, stage.stageId, edit, now);
  const version = workflow.version + 1;
  await tx.db
    .updateTable("workflows")
    .set((column) => ({
      name: edit.name,
      description: edit.description,
      version,
      revision: column("revision", "+", 1),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("workflow_id", "=", workflow.workflowId)
    .execute();
  await keepVersion(tx, actor.personId, workflow.workflowId, version, edit, edit.note, now);
  tx.record({
    name: "workflow.changed",
    actorId: actor.personId,
    subjectId: workflow.workflowId,
    occurredAt: now,
    data: { version },
  });
}

/** A stage id of another workflow must not be taken over. */
async function assertOwnStages(tx: Write, workflowId: string, stages: readonly StageDraft[]): Promise<void> {
  const foreign = await tx.db
    .selectFrom("stages")
    .select("stage_id")
    .where("organization_id", "=", tx.organizationId)
    .where(
      "stage_id",
      "in",
      stages.map((stage) => stage.stageId),
    )
    .where("workflow_id", "<>", workflowId)
    .executeTakeFirst();
  if (foreign)
    throw new Refusal("unknown_reference", "A stage of another workflow cannot be used here; give new stages new ids");
}

/** Items under way follow what their stage now is: its team, and whether it counts as finished. */
async function followStage(tx: Write, stage: StageDraft, now: Date): Promise<void> {
  const done = stage.kind === "done";
  await sql`update items set team_id = ${stage.teamId}, finished_at = ${done ? sql`coalesce(finished_at, ${now})` : sql`null`},
      started_at = ${stage.kind === "queue" ? sql`started_at` : sql`coalesce(started_at, ${now})`}, updated_at = ${now}, revision = revision + 1
    where organization_id = ${tx.organizationId} and stage_id = ${stage.stageId}
      and (team_id <> ${stage.teamId} or (finished_at is null) = ${done})`.execute(tx.db);
}

async function retireStage(
  tx: Write,
  actor: Actor,
  workflow: Workflow,
  stageId: string,
  edit: WorkflowEdit,
  now: Date,
): Promise<void> {
  const goTo = edit.stages.find((stage) => stage.stageId === edit.moveItems[stageId]);
  const name = workflow.stages.find((stage) => stage.stageId === stageId)?.name ?? "A stage";
  const { rows: items } = await sql<{ item_id: string; team_id: string }>`select item_id, team_id from items
    where organization_id = ${tx.organizationId} and workflow_id = ${workflow.workflowId} and stage_id = ${stageId} for no key update`.execute(
    tx.db,
  );
  if (items.length > 0 && !goTo)
    throw new Refusal("stage_not_empty", {
      detail: `${name} still holds ${items.length} items, finished and archived ones included: say which stage they go to`,
      facts: { stageId, items: items.length },
    });
  if (goTo && items.length > 0) {
    await sql`update items set stage_id = ${goTo.stageId}, team_id = ${goTo.teamId}, stage_entered_at = ${now}, updated_at = ${now}, revision = revision + 1,
        started_at = ${goTo.kind === "queue" ? sql`started_at` : sql`coalesce(started_at, ${now})`},
        finished_at = ${goTo.kind === "done" ? sql`coalesce(finished_at, ${now})` : sql`null`}
      where organization_id = ${tx.organizationId} and workflow_id = ${workflow.workflowId} and stage_id = ${stageId}`.execute(
      tx.db,
    );
    for (const item of items) {
      tx.record({
        name: "item.moved",
        actorId: actor.personId,
        subjectId: item.item_id,
        itemId: item.item_id,
        occurredAt: now,
        data: {
          from: stageId,
          to: goTo.stageId,
          byDesign: true,
          ...(item.team_id === goTo.teamId ? {} : { fromTeam: item.team_id, toTeam: goTo.teamId }),
        },
      });
    }
  }
  await sql`update hand_offs set state = 'withdrawn', reason = 'The stage went away', decided_at = ${now}, decided_by = ${actor.personId}, revision = revision + 1
    where organization_id = ${tx.organizationId} and state = 'offered' and (to_stage_id = ${stageId} or from_stage_id = ${stageId})`.execute(
    tx.db,
  );
  await tx.db
    .updateTable("stages")
    .set({ retired_at: now })
    .where("organization_id", "=", tx.organizationId)
    .where("stage_id", "=", stageId)
    .execute();
}
