import type { Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { readRow } from "../items/rows.ts";
import { assertTemplate, firstTime, type Timing } from "./check.ts";
import { makeItem } from "./make-item.ts";
import { dayIn } from "./occurrences.ts";
import { lockRoutine, presentRoutine, selectRoutines, type StoredRoutine } from "./store.ts";

export const routineHandlers: readonly Handler[] = [
  handle("listRoutines", async ({ tx, now }) => {
    const rows = await selectRoutines(tx);
    return { rows: rows.map((row) => presentRoutine(row, now)) };
  }),

  handle("createRoutine", async ({ input, tx, actor, now, newId }) => {
    const { teamId, timeZone } = await workflowOf(tx, input.workflowId);
    await assertTemplate(tx, input.workflowId, input.template);
    const zone = input.timeZone ?? timeZone;
    const timing: Timing = {
      trigger: input.trigger,
      recurrence: input.recurrence ?? "",
      afterDays: input.afterDays ?? null,
      timeZone: zone,
      startsOn: input.startsOn ?? dayIn(now, zone),
    };
    const first = firstTime(timing, now);
    const isActive = input.isActive ?? true;
    const routineId = newId();
    await tx.db
      .insertInto("routines")
      .values({
        organization_id: tx.organizationId,
        routine_id: routineId,
        team_id: teamId,
        workflow_id: input.workflowId,
        name: input.name,
        ...columnsOf(timing),
        template: JSON.stringify(input.template),
        is_active: isActive,
        next_at: isActive ? first : null,
        created_at: now,
      })
      .execute();
    tx.record({
      name: "routine.created",
      actorId: actor.personId,
      subjectId: routineId,
      occurredAt: now,
      data: { team: teamId, trigger: input.trigger },
    });
    return presentRoutine(await lockRoutine(tx, routineId, now), now);
  }),

  handle("changeRoutine", async ({ input: { routineId, revision, archived, ...change }, tx, actor, now }) => {
    const routine = await lockRoutine(tx, routineId, now, revision);
    if (change.template) await assertTemplate(tx, routine.workflow_id, change.template);
    const timing: Timing = {
      trigger: change.trigger ?? routine.trigger,
      recurrence: change.recurrence ?? routine.recurrence,
      afterDays: change.afterDays === undefined ? routine.after_days : change.afterDays,
      timeZone: change.timeZone ?? routine.time_zone,
      startsOn: change.startsOn ?? routine.starts_on,
    };
    const runs = (change.isActive ?? routine.is_active) && !(archived ?? routine.archived_at !== null);
    const retimed = JSON.stringify(columnsOf(timing)) !== JSON.stringify(columnsOf(timingOf(routine)));
    const resumedOrPaused = runs !== (routine.is_active && routine.archived_at === null);
    // A new timing is checked even while the routine is paused; one that has ended can still be paused.
    const first = retimed || (resumedOrPaused && runs) ? firstTime(timing, now) : null;
    const next = retimed || resumedOrPaused ? { next_at: runs ? firstAfterChange(routine, timing, first) : null } : {};
    await tx.db
      .updateTable("routines")
      .set((column) => ({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.template === undefined ? {} : { template: JSON.stringify(change.template) }),
        ...(change.isActive === undefined ? {} : { is_active: change.isActive }),
        ...(archived === undefined ? {} : { archived_at: archived ? (routine.archived_at ?? now) : null }),
        ...columnsOf(timing),
        ...next,
        // Whatever stood in its way may be what was changed: the next tick finds out.
        stuck_since: null,
        stuck_code: null,
        stuck_detail: null,
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("routine_id", "=", routineId)
      .execute();
    tx.record({
      name: "routine.changed",
      actorId: actor.personId,
      subjectId: routineId,
      occurredAt: now,
      data: { changed: Object.keys({ ...change, ...(archived === undefined ? {} : { archived }) }) },
    });
    return presentRoutine(await lockRoutine(tx, routineId, now), now);
  }),

  handle("runRoutine", async ({ input, tx, actor, now, newId }) => {
    const routine = await lockRoutine(tx, input.routineId, now);
    if (routine.archived_at !== null) throw new Refusal("not_found", `${routine.name} is archived; restore it first`);
    const itemId = newId();
    await makeItem(tx, routine, now, actor.personId, now, itemId);
    // The next one comes after this one is done, not after the one before it.
    if (routine.trigger === "after_done")
      await tx.db
        .updateTable("routines")
        .set({ next_at: null })
        .where("organization_id", "=", tx.organizationId)
        .where("routine_id", "=", input.routineId)
        .execute();
    return { item: await readRow(tx, actor, itemId) };
  }),
];

const columnsOf = (timing: Timing) => ({
  trigger: timing.trigger,
  recurrence: timing.recurrence,
  after_days: timing.afterDays,
  time_zone: timing.timeZone,
  starts_on: timing.startsOn,
});

const timingOf = (routine: StoredRoutine): Timing => ({
  trigger: routine.trigger,
  recurrence: routine.recurrence,
  afterDays: routine.after_days,
  timeZone: routine.time_zone,
  startsOn: routine.starts_on,
});

/** With a last item, after-done routines wait for it: the tick sets their time. */
const firstAfterChange = (routine: StoredRoutine, { trigger }: Timing, first: Date | null): Date | null =>
  trigger === "after_done" && routine.last_item_id !== null ? null : first;

async function workflowOf(tx: Write, workflowId: string): Promise<{ teamId: string; timeZone: string }> {
  const row = await tx.db
    .selectFrom("workflows as w")
    .innerJoin("teams as t", (join) =>
      join.onRef("t.organization_id", "=", "w.organization_id").onRef("t.team_id", "=", "w.team_id"),
    )
    .select(["w.team_id", "t.time_zone"])
    .where("w.organization_id", "=", tx.organizationId)
    .where("w.workflow_id", "=", workflowId)
    .where("w.archived_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new Refusal("unknown_reference", "There is no such workflow, or it is archived");
  return { teamId: row.team_id, timeZone: row.time_zone };
}
