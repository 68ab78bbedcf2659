import type { Routine } from "@throughline/contract/routines";
import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { occurrences, startOfDay } from "./occurrences.ts";

/** What says when a routine makes its item. */
export interface Timing {
  readonly trigger: Routine["trigger"];
  readonly recurrence: string;
  readonly afterDays: number | null;
  readonly timeZone: string;
  readonly startsOn: string;
}

/**
 * When a routine with this timing comes up first, counted from now; what a pause or an earlier start would have made is
 * not made up for.
 * @throws Refusal `invalid_input` with a message per field, also for a rule that never comes up again
 */
export function firstTime({ trigger, recurrence, afterDays, timeZone, startsOn }: Timing, now: Date): Date {
  if (trigger === "after_done") {
    const fields = {
      ...(recurrence === "" ? {} : { recurrence: "Leave this empty: the next one comes after the last one is done" }),
      ...(afterDays === null ? { afterDays: "Say how many days after the last one is done the next one comes" } : {}),
    };
    if (Object.keys(fields).length > 0) throw new Refusal("invalid_input", { fields });
    const start = startOfDay(startsOn, timeZone);
    return start > now ? start : now;
  }
  if (afterDays !== null)
    throw new Refusal("invalid_input", { fields: { afterDays: "Leave this empty: the calendar says when" } });
  const read = occurrences(recurrence, startsOn, timeZone);
  if ("problem" in read)
    throw new Refusal("invalid_input", { detail: read.problem, fields: { recurrence: read.problem } });
  const first = read.occurrences.next(now);
  if (first === null) {
    const problem = "This rule never comes up from now on; change it, or the day it starts on";
    throw new Refusal("invalid_input", { detail: problem, fields: { recurrence: problem } });
  }
  return first;
}

/**
 * The stage, owner and labels of a template exist and can be used.
 * @throws Refusal `unknown_reference`, `invalid_input`
 */
export async function assertTemplate(tx: Read, workflowId: string, template: Routine["template"]): Promise<void> {
  const { effortLow, effortHigh } = template;
  if (effortLow !== null && effortHigh !== null && effortLow > effortHigh)
    throw new Refusal("invalid_input", {
      fields: { "template.effortHigh": "The high end of the effort must not be below the low end" },
    });
  const stages = await tx.db
    .selectFrom("stages")
    .select("stage_id")
    .where("organization_id", "=", tx.organizationId)
    .where("workflow_id", "=", workflowId)
    .where("retired_at", "is", null)
    .execute();
  if (template.stageId !== null && !stages.some((stage) => stage.stage_id === template.stageId))
    throw new Refusal("unknown_reference", "The template's stage is not part of the workflow");
  if (template.ownerId !== null && !(await isActive(tx, template.ownerId)))
    throw new Refusal("unknown_reference", "The template's owner does not exist or has left");
  if (template.labelIds.length === 0) return;
  const labels = await tx.db
    .selectFrom("labels")
    .select("label_id")
    .where("organization_id", "=", tx.organizationId)
    .where("label_id", "in", [...template.labelIds])
    .where("archived_at", "is", null)
    .execute();
  if (labels.length < new Set(template.labelIds).size)
    throw new Refusal("unknown_reference", "A label of the template does not exist or is archived");
}

/** Whether a person is here and may own work. */
export async function isActive(tx: Read, personId: string): Promise<boolean> {
  const person = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "=", personId)
    .where("state", "=", "active")
    .executeTakeFirst();
  return person !== undefined;
}
