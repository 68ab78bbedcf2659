import type { Workflow } from "@throughline/contract/workflows";
import type { z } from "zod";
import type { stageDraft } from "@throughline/contract/workflows";
import type { Write } from "../db/transaction.ts";

export type StageDraft = z.output<typeof stageDraft>;

export interface NewWorkflow {
  readonly teamId: string;
  readonly name: string;
  readonly description: string;
  readonly stages: readonly StageDraft[];
}

/** Writes a workflow, its stages and its first version. */
export async function createWorkflow(
  tx: Write,
  actorId: string | null,
  draft: NewWorkflow,
  now: Date,
  workflowId: string,
): Promise<Workflow> {
  await tx.db
    .insertInto("workflows")
    .values({
      organization_id: tx.organizationId,
      workflow_id: workflowId,
      team_id: draft.teamId,
      name: draft.name,
      description: draft.description,
      created_at: now,
    })
    .execute();
  await tx.db
    .insertInto("stages")
    .values(draft.stages.map((stage, position) => stageValues(tx.organizationId, workflowId, stage, position)))
    .execute();
  await keepVersion(tx, actorId, workflowId, 1, draft, "", now);
  tx.record({ name: "workflow.created", actorId, subjectId: workflowId, occurredAt: now });
  return {
    workflowId,
    teamId: draft.teamId,
    name: draft.name,
    description: draft.description,
    version: 1,
    stages: [...draft.stages],
    archivedAt: null,
    revision: 1,
  };
}

export const stageValues = (organizationId: string, workflowId: string, stage: StageDraft, position: number) => ({
  organization_id: organizationId,
  stage_id: stage.stageId,
  workflow_id: workflowId,
  team_id: stage.teamId,
  position,
  name: stage.name,
  kind: stage.kind,
  wip_limit: stage.wipLimit,
  wip_hard: stage.wipHard,
  sle_percent: stage.serviceLevel?.percent ?? null,
  sle_days: stage.serviceLevel?.days ?? null,
  entry_checklist: JSON.stringify(stage.entryChecklist),
  next_stage_ids: stage.nextStageIds && JSON.stringify(stage.nextStageIds),
});

export async function keepVersion(
  tx: Write,
  actorId: string | null,
  workflowId: string,
  version: number,
  { name, stages }: Pick<NewWorkflow, "name" | "stages">,
  note: string,
  now: Date,
): Promise<void> {
  await tx.db
    .insertInto("workflow_versions")
    .values({
      organization_id: tx.organizationId,
      workflow_id: workflowId,
      version,
      definition: JSON.stringify({ name, stages }),
      note,
      created_by: actorId,
      created_at: now,
    })
    .execute();
}
