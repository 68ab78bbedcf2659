import { sql } from "kysely";
import { inTransaction } from "../db/transaction.ts";
import type { Means } from "../http/means.ts";

const HOUR = 3_600_000;
/** A request may be repeated with its idempotency key for this long. */
export const answersKeptHours = 48;
/** Used and expired password links are kept for this long, so that opening one can still say what it was. */
const resetsKeptHours = 7 * 24;

const batch = 2_000;
const batchesAtOnce = 20;

/**
 * Deletes answers kept for repeats, ended sessions and spent password links, a few thousand rows in each short transaction,
 * so that nothing waits behind it.
 */
export async function forgetOld(means: Means, now: Date): Promise<void> {
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR);
  const kept = before(answersKeptHours);
  await inBatches(means, () => sql<{ gone: number }>`select forget_answers(${kept}, ${batch}) as gone`);
  await inBatches(
    means,
    () => sql<{ gone: number }>`with gone as (delete from account_idempotency where (account_id, key) in
      (select account_id, key from account_idempotency where created_at < ${kept} limit ${batch}) returning 1)
      select count(*)::int as gone from gone`,
  );
  await inBatches(
    means,
    () => sql<{ gone: number }>`with gone as (delete from sessions where session_id in
      (select session_id from sessions where expires_at < ${now} limit ${batch}) returning 1)
      select count(*)::int as gone from gone`,
  );
  await inBatches(
    means,
    () => sql<{ gone: number }>`with gone as (delete from password_resets where token_hash in
      (select token_hash from password_resets where expires_at < ${before(resetsKeptHours)} limit ${batch}) returning 1)
      select count(*)::int as gone from gone`,
  );
}

type Statement = ReturnType<typeof sql<{ gone: number }>>;

async function inBatches(means: Means, statement: () => Statement): Promise<void> {
  for (let round = 0; round < batchesAtOnce; round += 1) {
    const gone = await inTransaction(
      means.pool,
      {},
      () => {},
      async ({ db }) => (await statement().execute(db)).rows[0]?.gone ?? 0,
    );
    if (gone < batch) return;
  }
}
