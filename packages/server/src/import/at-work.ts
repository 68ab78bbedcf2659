import { sql } from "kysely";
import type { Open, Write } from "../db/transaction.ts";
import type { JobProgress } from "./bring-in.ts";
import { returnKeys } from "./draw-keys.ts";
import type { Wanted } from "./runner.ts";

/** The first key of the advisory locks by which processes say that they live; the second is the runner's number. */
export const liveLock = 7_846_030;

/**
 * Whether the process that is at work on an import `r` lives. A lock goes when its connection does, so an import whose process was
 * killed is known as failed at once, by whoever looks at it next.
 */
export const runnerLives = sql<boolean>`exists (
  select from pg_locks l where l.locktype = 'advisory' and l.classid = ${sql.lit(liveLock)}::oid and l.objid = r.runner::oid and l.objsubid = 2 and l.granted
    and l.database = (select oid from pg_database where datname = current_database()))`;

/** A run whose turn has come. @returns false where it was cancelled while it waited. */
export async function startWaiting(tx: Write, importId: string, runner: number, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update imports set state = 'running', started_at = ${now}, updated_at = ${now}
    where organization_id = ${tx.organizationId} and import_id = ${importId} and runner = ${runner} and state = 'waiting'`.execute(
    tx.db,
  );
  return numAffectedRows === 1n;
}

/** @returns false where the import is no longer this process's to work on. */
export async function keepProgress(
  tx: Open,
  importId: string,
  runner: number,
  progress: JobProgress | null,
): Promise<boolean> {
  // The publication holds the row while it commits; progress is not worth waiting for.
  const { rows } = await sql<{ runner: number | null; state: string }>`with open as (
      select import_id from imports where organization_id = ${tx.organizationId} and import_id = ${importId} and runner = ${runner}
        and state in ('checking', 'running') for no key update skip locked
    ), kept as (
      update imports i set progress = ${JSON.stringify(progress)} from open where i.organization_id = ${tx.organizationId} and i.import_id = open.import_id
    )
    select runner, state from imports where organization_id = ${tx.organizationId} and import_id = ${importId}`.execute(
    tx.db,
  );
  const [row] = rows;
  return row !== undefined && (row.runner === runner || row.state === "finished" || row.state === "ready");
}

/** @returns false where it had ended already. */
export async function failImport(
  tx: Write,
  { importId, actorId, kind }: Pick<Wanted, "importId" | "actorId" | "kind">,
  runner: number,
  failure: { readonly code: string; readonly sentence: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update imports set state = 'failed', failure = ${JSON.stringify(failure)}, progress = null, runner = null,
      revision = revision + 1, updated_at = ${now}
    where organization_id = ${tx.organizationId} and import_id = ${importId} and runner = ${runner} and state in ('checking', 'running', 'waiting')`.execute(
      tx.db,
    );
  if (numAffectedRows === 0n) return false;
  await returnKeys(tx, importId);
  if (kind === "run")
    tx.record({ name: "import.failed", actorId, subjectId: importId, occurredAt: now, data: { code: failure.code } });
  return true;
}
