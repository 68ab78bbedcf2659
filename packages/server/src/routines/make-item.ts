import type { Routine } from "@throughline/contract/routines";
import { fillTemplate } from "@throughline/domain/routines/fill-template";
import type { Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { createItem } from "../items/create.ts";
import { isActive } from "./check.ts";
import { dayIn, daysLater } from "./occurrences.ts";
import type { StoredRoutine } from "./store.ts";

const mostTitle = 500;

/**
 * Makes a routine's item for an occurrence and notes it as the routine's last. An owner who has left is left out, which the
 * event says (`ownerLeft`).
 * @param actorId who ran it by hand; null: its time came
 * @throws Refusal `stage_full`, `unknown_reference`
 */
export async function makeItem(
  tx: Write,
  routine: StoredRoutine,
  occurrence: Date,
  actorId: string | null,
  now: Date,
  itemId: string,
): Promise<void> {
  const template = routine.template as Routine["template"];
  const day = dayIn(occurrence, routine.time_zone);
  await assertWorkflow(tx, routine.workflow_id);
  const ownerLeft = template.ownerId !== null && !(await isActive(tx, template.ownerId));
  await createItem(
    tx,
    actorId,
    {
      itemId,
      title: fillTemplate(template.title, day).slice(0, mostTitle),
      description: fillTemplate(template.description, day).slice(0, 100_000),
      kind: template.kind,
      workflowId: routine.workflow_id,
      ...(template.stageId === null ? {} : { stageId: template.stageId }),
      ownerId: ownerLeft ? null : template.ownerId,
      classOfService: template.classOfService,
      value: template.value,
      effortLow: template.effortLow,
      effortHigh: template.effortHigh,
      dueOn:
        template.dueInDays === null
          ? null
          : dayIn(daysLater(occurrence, template.dueInDays, routine.time_zone), routine.time_zone),
      labelIds: template.labelIds,
      checklist: template.checklist.map((line) => ({ ...line, done: false })),
      origin: "routine",
      originId: routine.routine_id,
    },
    now,
  );
  await tx.db
    .updateTable("routines")
    .set({ last_item_id: itemId, last_made_at: now, stuck_since: null, stuck_code: null, stuck_detail: null })
    .where("organization_id", "=", tx.organizationId)
    .where("routine_id", "=", routine.routine_id)
    .execute();
  tx.record({
    name: "routine.ran",
    actorId,
    subjectId: routine.routine_id,
    itemId,
    occurredAt: now,
    data: { occurrence: occurrence.toISOString(), ...(ownerLeft ? { ownerLeft } : {}) },
  });
}

async function assertWorkflow(tx: Write, workflowId: string): Promise<void> {
  const row = await tx.db
    .selectFrom("workflows")
    .select("archived_at")
    .where("organization_id", "=", tx.organizationId)
    .where("workflow_id", "=", workflowId)
    .executeTakeFirst();
  if (!row || row.archived_at !== null) throw new Refusal("unknown_reference", "The routine's workflow is archived");
}
