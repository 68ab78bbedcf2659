import { sql } from "kysely";
import { inTransaction, type Read } from "../db/transaction.ts";
import { expireOffer } from "../hand-offs/expire.ts";
import type { Means } from "../http/means.ts";
import { runDue, scheduleAfterDone } from "../routines/run-due.ts";
import { forgetOld } from "./forget-old.ts";

/** What a tick came to, for the log and for tests. */
export interface Ticked {
  readonly itemsMade: number;
  readonly routinesStuck: number;
  readonly offersExpired: number;
  readonly failed: number;
}

/** So much of each kind in one organization at one tick; the rest waits for the next. */
const atOnce = 500;

/**
 * What is due at `now`, in every organization: routines make their items, offers that nobody answered expire, and what is
 * kept for a while only is forgotten. Each thing in its own transaction, claimed there, so that two servers may tick at
 * once; one that fails is logged and does not keep the others from their turn.
 */
export async function tick(means: Means, now: Date): Promise<Ticked> {
  const counts = { itemsMade: 0, routinesStuck: 0, offersExpired: 0, failed: 0 };
  const attempt = async (what: string, id: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      counts.failed += 1;
      means.log.error({ err: error, [what]: id }, `a due ${what} failed; it is tried again at the next tick`);
    }
  };
  for (const organizationId of await organizationsWithDueWork(means, now)) {
    await attempt("organization", organizationId, async () => {
      await inOrganization(means, organizationId, scheduleAfterDone);
      const due = await inOrganization(means, organizationId, (tx) => readDue(tx, now));
      for (const routineId of due.routineIds)
        await attempt("routine", routineId, async () => {
          const ran = await runDue(means, organizationId, routineId, now);
          if (ran === "made") counts.itemsMade += 1;
          if (ran === "stuck") counts.routinesStuck += 1;
        });
      for (const handOffId of due.handOffIds)
        await attempt("hand-off", handOffId, async () => {
          const expired = await inOrganization(means, organizationId, (tx) => expireOffer(tx, handOffId, now));
          if (expired) counts.offersExpired += 1;
        });
    });
  }
  await attempt("housekeeping", "", () => forgetOld(means, now));
  return counts;
}

const inOrganization = <T>(means: Means, organizationId: string, work: Parameters<typeof inTransaction<T>>[3]) =>
  inTransaction(means.pool, { organizationId }, (id, last) => means.hub.published(id, last), work);

async function organizationsWithDueWork(means: Means, now: Date): Promise<string[]> {
  return inTransaction(
    means.pool,
    { readOnly: true },
    () => {},
    async ({ db }) => {
      const { rows } = await sql<{ id: string }>`select organizations_with_due_work(${now}) as id`.execute(db);
      return rows.map((row) => row.id);
    },
  );
}

/** Ids alone: whether each is really due is asked again where it is claimed. */
async function readDue(tx: Read, now: Date): Promise<{ readonly routineIds: string[]; readonly handOffIds: string[] }> {
  const routines = await tx.db
    .selectFrom("routines")
    .select("routine_id")
    .where("organization_id", "=", tx.organizationId)
    .where("is_active", "=", true)
    .where("archived_at", "is", null)
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .limit(atOnce)
    .execute();
  const offers = await tx.db
    .selectFrom("hand_offs")
    .select("hand_off_id")
    .where("organization_id", "=", tx.organizationId)
    .where("state", "=", "offered")
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .limit(atOnce)
    .execute();
  return { routineIds: routines.map((row) => row.routine_id), handOffIds: offers.map((row) => row.hand_off_id) };
}
