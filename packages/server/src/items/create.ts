import { instantsAfterEntering } from "@throughline/domain/workflow/move";
import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { indexItem } from "../search/index-item.ts";
import { checkFields } from "./field-values.ts";
import { assertParent, setLabels, setPeople } from "./relations.ts";
import { claimPlace, rankInStage } from "./stage-entry.ts";

export interface NewItem {
  readonly itemId: string;
  readonly title: string;
  readonly workflowId: string;
  readonly stageId?: string | undefined;
  readonly description?: string | undefined;
  readonly kind?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly requesterId?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly classOfService?: "expedite" | "fixed_date" | "standard" | "intangible" | undefined;
  readonly value?: number | null | undefined;
  readonly effortLow?: number | null | undefined;
  readonly effortHigh?: number | null | undefined;
  readonly dueOn?: string | null | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly fields?: Readonly<Record<string, string | number | null>> | undefined;
  readonly checklist?: readonly { readonly id: string; readonly text: string; readonly done: boolean }[] | undefined;
  readonly contributorIds?: readonly string[] | undefined;
  readonly watcherIds?: readonly string[] | undefined;
  readonly origin: "hand" | "form" | "routine" | "import" | "api" | "hand_off" | "demo";
  readonly originId?: string | null | undefined;
}

/**
 * Makes an item in a stage (the workflow's first one where none is named): number and key of the stage's team, a place
 * under the stage's limit, a rank at its end, its event.
 * @returns its key.
 * @throws Refusal `unknown_reference`, `stage_full`
 */
export async function createItem(tx: Write, actorId: string | null, item: NewItem, now: Date): Promise<string> {
  const stageId = item.stageId ?? (await firstStage(tx, item.workflowId));
  const { stage, overLimit } = await claimPlace(tx, stageId);
  if (stage.workflowId !== item.workflowId || stage.retired)
    throw new Refusal("unknown_reference", "That stage is not part of the workflow");
  if (item.parentId) await assertParent(tx, item.itemId, item.parentId);
  const fields = await checkFields(tx, item.fields ?? {});
  const rank = await rankInStage(tx, stage, item.itemId, undefined);
  const key = await nextKey(tx, stage.teamId);
  const { startedAt, finishedAt } = instantsAfterEntering<Date>(stage.kind, { startedAt: null, finishedAt: null }, now);
  await tx.db
    .insertInto("items")
    .values({
      organization_id: tx.organizationId,
      item_id: item.itemId,
      key,
      title: item.title,
      description: item.description ?? "",
      kind: item.kind ?? "task",
      workflow_id: item.workflowId,
      stage_id: stageId,
      team_id: stage.teamId,
      owner_id: item.ownerId ?? null,
      requester_id: item.requesterId ?? null,
      parent_id: item.parentId ?? null,
      class_of_service: item.classOfService ?? "standard",
      value: item.value ?? null,
      ...effortOf(item),
      due_on: item.dueOn ?? null,
      rank,
      checklist: JSON.stringify(item.checklist ?? []),
      fields: JSON.stringify(fields),
      origin: item.origin,
      origin_id: item.originId ?? null,
      created_at: now,
      updated_at: now,
      stage_entered_at: now,
      started_at: startedAt,
      finished_at: finishedAt,
    })
    .execute();
  if (item.labelIds?.length) await setLabels(tx, item.itemId, item.labelIds);
  if (item.contributorIds?.length) await setPeople(tx, item.itemId, "contributor", item.contributorIds);
  if (item.watcherIds?.length) await setPeople(tx, item.itemId, "watcher", item.watcherIds);
  await indexItem(tx, item.itemId, key, item.title, item.description ?? "");
  tx.record({
    name: "item.created",
    actorId,
    subjectId: item.itemId,
    itemId: item.itemId,
    occurredAt: now,
    data: {
      stage: stageId,
      team: stage.teamId,
      workflow: item.workflowId,
      origin: item.origin,
      ...(item.ownerId ? { owner: item.ownerId } : {}),
      ...(overLimit ? { overLimit: true } : {}),
    },
  });
  return key;
}

/**
 * The ends of an effort range; one end alone stands for both.
 * @throws Refusal `invalid_input` where the low end is above the high one.
 */
export function effortOf({
  effortLow,
  effortHigh,
}: {
  readonly effortLow?: number | null | undefined;
  readonly effortHigh?: number | null | undefined;
}): { effort_low: number | null; effort_high: number | null } {
  const low = effortLow ?? effortHigh ?? null;
  const high = effortHigh ?? effortLow ?? null;
  if (low !== null && high !== null && low > high)
    throw new Refusal("invalid_input", {
      fields: { effortHigh: "The high end of the effort must not be below the low end" },
    });
  return { effort_low: low, effort_high: high };
}

async function firstStage(tx: Write, workflowId: string): Promise<string> {
  const row = await tx.db
    .selectFrom("stages as s")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.organization_id", "=", "s.organization_id").onRef("w.workflow_id", "=", "s.workflow_id"),
    )
    .select("s.stage_id")
    .where("s.organization_id", "=", tx.organizationId)
    .where("s.workflow_id", "=", workflowId)
    .where("s.retired_at", "is", null)
    .where("w.archived_at", "is", null)
    .orderBy("s.position")
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Refusal("unknown_reference", "There is no such workflow, or it is archived");
  return row.stage_id;
}

/** The next key of a team: its counter row is locked until the commit, so numbers are dense. */
async function nextKey(tx: Write, teamId: string): Promise<string> {
  const { rows } = await sql<{
    key: string;
    last_item_number: number;
  }>`update teams set last_item_number = last_item_number + 1
    where organization_id = ${tx.organizationId} and team_id = ${teamId} returning key, last_item_number`.execute(
    tx.db,
  );
  const [row] = rows;
  if (!row) throw new Refusal("unknown_reference", "There is no such team");
  return `${row.key}-${row.last_item_number}`;
}
