import { sql } from "kysely";
import type { Means } from "../http/means.ts";
import { inTransaction, type Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { makeItem } from "./make-item.ts";
import { daysLater, occurrences } from "./occurrences.ts";
import { readRoutine, type StoredRoutine } from "./store.ts";

export type Ran = "made" | "not_due" | "stuck";

/**
 * Makes the item of a routine whose time has come, exactly once whoever else tries: the routine is claimed by setting its
 * next time on the condition that it is still the one that was seen. After the server was away, only the latest missed
 * occurrence is made. Where no item can be made (the stage is full, the workflow archived), nothing is claimed: the routine
 * stays due, says why, and is tried again at the next tick.
 */
export async function runDue(means: Means, organizationId: string, routineId: string, now: Date): Promise<Ran> {
  const transact = <T>(work: (tx: Write) => Promise<T>) =>
    inTransaction(means.pool, { organizationId }, (id, last) => means.hub.published(id, last), work);
  try {
    return await transact((tx) => claimAndMake(tx, routineId, now, means.newId()));
  } catch (error) {
    if (error instanceof Refusal) {
      await transact((tx) => noteStuck(tx, routineId, error, now));
      return "stuck";
    }
    // What the database or a connection to it throws passes by itself; a defect of ours stays until someone sees it.
    if (error instanceof Error && !("code" in error))
      await transact((tx) =>
        noteStuck(tx, routineId, new Refusal("failed", "The server's log says what went wrong"), now),
      );
    throw error;
  }
}

async function claimAndMake(tx: Write, routineId: string, now: Date, itemId: string): Promise<Ran> {
  const routine = await readRoutine(tx, routineId);
  if (!routine || routine.next_at === null || routine.next_at > now) return "not_due";
  const { occurrence, next } = plan(routine, routine.next_at, now);
  if (!(await claim(tx, routine, routine.next_at, next))) return "not_due";
  if (routine.trigger === "after_done" && !(await lastIsOver(tx, routine))) return "not_due";
  await makeItem(tx, routine, occurrence, null, now, itemId);
  return "made";
}

/** The occurrence to make, the latest that is due, and the one after it. */
export function plan(
  routine: Pick<StoredRoutine, "trigger" | "recurrence" | "starts_on" | "time_zone">,
  due: Date,
  now: Date,
): { readonly occurrence: Date; readonly next: Date | null } {
  if (routine.trigger === "after_done") return { occurrence: due, next: null };
  const read = occurrences(routine.recurrence, routine.starts_on, routine.time_zone);
  if ("problem" in read) throw new Refusal("invalid_input", read.problem);
  const latest = read.occurrences.latest(now);
  return { occurrence: latest !== null && latest > due ? latest : due, next: read.occurrences.next(now) };
}

/** Sets the next time, if nobody else did meanwhile: a second server waits here for the first and then finds it changed. */
async function claim(tx: Write, routine: StoredRoutine, seen: Date, next: Date | null): Promise<boolean> {
  const claimed = await tx.db
    .updateTable("routines")
    .set({ next_at: next })
    .where("organization_id", "=", tx.organizationId)
    .where("routine_id", "=", routine.routine_id)
    .where(sql<boolean>`date_trunc('milliseconds', next_at) = ${seen}`)
    .where("is_active", "=", true)
    .where("archived_at", "is", null)
    .returning("routine_id")
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Whether the last item is done, or was put away undone; none yet counts as over. */
async function lastIsOver(tx: Write, routine: StoredRoutine): Promise<boolean> {
  if (routine.last_item_id === null) return true;
  const item = await tx.db
    .selectFrom("items")
    .select(["finished_at", "archived_at"])
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", routine.last_item_id)
    .executeTakeFirst();
  return !item || item.finished_at !== null || item.archived_at !== null;
}

/**
 * Sets the next time of routines that waited for their last item and see it done, or put away: some days after that, at
 * the same time of day in the routine's zone.
 */
export async function scheduleAfterDone(tx: Write): Promise<void> {
  const rows = await tx.db
    .selectFrom("routines as r")
    .innerJoin("items as i", (join) =>
      join.onRef("i.organization_id", "=", "r.organization_id").onRef("i.item_id", "=", "r.last_item_id"),
    )
    .select(["r.routine_id", "r.after_days", "r.time_zone", "i.finished_at", "i.archived_at"])
    .where("r.organization_id", "=", tx.organizationId)
    .where("r.trigger", "=", "after_done")
    .where("r.is_active", "=", true)
    .where("r.archived_at", "is", null)
    .where("r.next_at", "is", null)
    .where((or) => or.or([or("i.finished_at", "is not", null), or("i.archived_at", "is not", null)]))
    .forNoKeyUpdate("r")
    .execute();
  for (const row of rows) {
    const over = row.finished_at ?? row.archived_at;
    if (over === null) continue;
    await tx.db
      .updateTable("routines")
      .set({ next_at: daysLater(over, row.after_days ?? 0, row.time_zone) })
      .where("organization_id", "=", tx.organizationId)
      .where("routine_id", "=", row.routine_id)
      .execute();
  }
}

/** Keeps since when and why a due routine could not make its item; the event is recorded once for each reason. */
async function noteStuck(tx: Write, routineId: string, refusal: Refusal, now: Date): Promise<void> {
  const routine = await readRoutine(tx, routineId);
  if (!routine) return;
  const noted = await tx.db
    .updateTable("routines")
    .set({
      stuck_since: routine.stuck_since ?? now,
      stuck_code: refusal.code,
      stuck_detail: refusal.more.detail ?? refusal.code,
    })
    .where("organization_id", "=", tx.organizationId)
    .where("routine_id", "=", routineId)
    .where("stuck_code", "is distinct from", refusal.code)
    .where("next_at", "<=", now)
    .returning("routine_id")
    .executeTakeFirst();
  if (!noted) return;
  tx.record({
    name: "routine.stuck",
    actorId: null,
    subjectId: routineId,
    occurredAt: now,
    data: { code: refusal.code },
  });
}
