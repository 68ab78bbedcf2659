import type { ImportDetail, ImportRow, ImportTally, ImportTarget } from "@throughline/contract/imports";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { runnerLives } from "./at-work.ts";
import { returnKeys } from "./draw-keys.ts";
import type { Inspection } from "./reading/inspect-source.ts";

export interface StoredImport {
  readonly import_id: string;
  readonly file_name: string;
  readonly file_size: number;
  readonly sha256: Buffer;
  readonly format: "csv" | "xes" | null;
  readonly state: ImportRow["state"];
  readonly source: string | null;
  readonly inspection: Inspection | null;
  readonly mapping: ImportMapping | null;
  readonly target: ImportTarget | null;
  readonly progress: ImportRow["progress"];
  readonly plan: ImportTally | null;
  readonly result: ImportTally | null;
  readonly failure: ImportRow["failure"];
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly revision: number;
  /** False where the process that should be at work on it is gone. */
  readonly is_alive: boolean;
}

const brief = sql`r.import_id, r.file_name, r.file_size, r.sha256, r.format, r.state, r.source, r.progress, r.failure, r.created_by, r.created_at, r.started_at, r.finished_at, r.revision,
  (r.state not in ('reading', 'checking', 'waiting', 'running') or ${runnerLives}) as is_alive`;
const whole = sql`${brief}, r.inspection, r.mapping, r.target, r.plan, r.result`;

const interrupted = {
  code: "interrupted",
  sentence: "The server stopped while this was under way. Nothing of it was kept; start it again.",
} as const;

/** @throws Refusal `not_found` */
export async function loadImport(tx: Read, importId: string): Promise<StoredImport> {
  return found(
    await sql<StoredImport>`select ${whole} from imports r where r.organization_id = ${tx.organizationId} and r.import_id = ${importId}`.execute(
      tx.db,
    ),
  );
}

/** The same, locked until the commit; what a process left behind when it was killed is put in order first. */
export async function lockImport(tx: Write, importId: string, revision?: number): Promise<StoredImport> {
  await reapDead(tx);
  const row = found(
    await sql<StoredImport>`select ${whole} from imports r where r.organization_id = ${tx.organizationId} and r.import_id = ${importId} for no key update of r`.execute(
      tx.db,
    ),
  );
  if (revision !== undefined && row.revision !== revision)
    throw new Refusal("stale", { detail: "The import changed since you opened it", current: presentRow(row) });
  return row;
}

function found({ rows }: { readonly rows: readonly StoredImport[] }): StoredImport {
  const [row] = rows;
  if (!row) throw new Refusal("not_found", "There is no such import");
  return row;
}

/** Imports whose process is gone have failed, as whoever read them was told; keys they drew are given back. */
export async function reapDead(tx: Write): Promise<void> {
  const { rows } = await sql<{
    import_id: string;
  }>`update imports r set state = 'failed', failure = ${JSON.stringify(interrupted)}, progress = null, runner = null
    where r.organization_id = ${tx.organizationId} and r.state in ('reading', 'checking', 'waiting', 'running') and not ${runnerLives} returning r.import_id`.execute(
    tx.db,
  );
  for (const row of rows) await returnKeys(tx, row.import_id);
}

export async function listImports(tx: Read, before: readonly [string, string] | null, limit: number) {
  const { rows } = await sql<
    StoredImport & { readonly cursor: string; readonly items_made: number | null }
  >`select ${brief}, r.created_at::text as cursor, (r.result -> 'items' ->> 'made')::int as items_made
    from imports r where r.organization_id = ${tx.organizationId}
      ${before ? sql`and (r.created_at, r.import_id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql``}
    order by r.created_at desc, r.import_id desc limit ${limit + 1}`.execute(tx.db);
  return rows;
}

export const presentRow = (row: StoredImport & { readonly items_made?: number | null }): ImportRow => ({
  importId: row.import_id,
  fileName: row.file_name,
  fileSize: row.file_size,
  format: row.format,
  state: row.is_alive ? row.state : "failed",
  source: row.source,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  progress: row.is_alive ? row.progress : null,
  failure: row.is_alive ? row.failure : interrupted,
  itemsMade: row.items_made ?? row.result?.items.made ?? null,
  revision: row.revision,
});

export async function presentDetail(tx: Read, row: StoredImport): Promise<ImportDetail> {
  const same = await tx.db
    .selectFrom("imports")
    .select(["import_id", "finished_at", "source"])
    .where("organization_id", "=", tx.organizationId)
    .where("sha256", "=", row.sha256)
    .where("import_id", "<>", row.import_id)
    .where("state", "=", "finished")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const { inspection } = row;
  return {
    ...presentRow(row),
    tool: inspection?.guess.tool ?? null,
    rows: inspection?.rows ?? null,
    isComplete: inspection?.complete ?? false,
    columns: inspection?.guess.columns.map((column) => ({ ...column, samples: [...column.samples] })) ?? [],
    examples:
      inspection?.examples.map(({ line, values }) => ({
        line,
        values: Object.fromEntries(Object.entries(values).map(([column, cells]) => [column, [...cells]])),
      })) ?? [],
    notes: [...(inspection?.guess.notes ?? [])],
    mapping: row.mapping as ImportDetail["mapping"],
    target: row.target,
    plan: row.plan,
    result: row.result,
    sameFile:
      same?.finished_at && same.source !== null
        ? { importId: same.import_id, finishedAt: same.finished_at.toISOString(), source: same.source }
        : null,
  };
}
