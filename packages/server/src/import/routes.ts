import type { ImportTarget } from "@throughline/contract/imports";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { keepFile } from "../attachments/attachment-files.ts";
import { inTransaction, type Read, type Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import type { Means } from "../http/means.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { Refusal } from "../http/refusal.ts";
import { checkedMapping, checkedTarget } from "./checked-changes.ts";
import { returnKeys } from "./draw-keys.ts";
import { firstTarget } from "./first-target.ts";
import { importFile, removeImportFile } from "./import-file.ts";
import type { Inspection } from "./reading/inspect-source.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { reportFile } from "./report-file.ts";
import {
  listImports,
  loadImport,
  lockImport,
  presentDetail,
  presentRow,
  reapDead,
  type StoredImport,
} from "./store.ts";

const mostWaiting = 20;
const patienceMs = 8_000;
const forgottenDays = 30;

export const importHandlers: readonly Handler[] = [
  handle("createImport", async ({ input, tx, actor, account, now, newId, files, means, refuse }) => {
    const [file] = files;
    if (!file) throw new Refusal("invalid_input", { fields: { file: "Choose a file" } });
    await reapDead(tx);
    await forgetOld(tx, means, now);
    await assertFewWait(tx);
    const importId = newId();
    const path = importFile(means.dataFolder, tx.organizationId, importId);
    await keepFile(file.path, path);
    try {
      const reading = means.imports.inspect(path, input.zone ?? account?.timeZone ?? "UTC");
      // Where the answer does not wait for it any more, what it comes to is written down afterwards.
      reading.catch(() => {});
      const inspection = await within(reading, patienceMs);
      const row = {
        organization_id: tx.organizationId,
        import_id: importId,
        file_name: file.name.slice(0, 255),
        file_size: file.size,
        sha256: file.sha256,
        created_by: actor.personId,
        created_at: now,
        updated_at: now,
      };
      if (inspection) {
        const found = await readyValues(tx, file.name, file.sha256, inspection);
        await tx.db
          .insertInto("imports")
          .values({ ...row, ...found })
          .execute();
      } else {
        const runner = await means.imports.runnerNumber();
        await tx.db
          .insertInto("imports")
          .values({ ...row, state: "reading", runner })
          .execute();
        const { organizationId } = tx;
        tx.afterCommit(() => void finishReading(means, organizationId, importId, file, reading));
      }
    } catch (error) {
      await removeImportFile(means.dataFolder, tx.organizationId, importId);
      if (error instanceof ReadRefusal)
        return refuse("unreadable_file", {
          detail: error.message,
          facts: { code: error.code, ...(error.line === undefined ? {} : { line: error.line }) },
        });
      throw error;
    }
    return presentDetail(tx, await loadImport(tx, importId));
  }),

  handle("listImports", async ({ input, tx }) => {
    const before = decodeCursor(input.after, ["string", "string"]);
    const rows = await listImports(tx, before && [String(before[0]), String(before[1])], input.limit);
    return pageOf(rows, input.limit, (row) => [row.cursor, row.import_id], presentRow);
  }),

  handle("readImport", async ({ input, tx }) => presentDetail(tx, await loadImport(tx, input.importId))),

  handle("changeImport", async ({ input, tx, now }) => {
    const row = await lockImport(tx, input.importId, input.revision);
    const { inspection } = assertIdle(row);
    const mapping = input.mapping ? checkedMapping(input.mapping, inspection) : row.mapping;
    const target = input.target ? await checkedTarget(tx, input.target) : row.target;
    await tx.db
      .updateTable("imports")
      .set((column) => ({
        state: "ready",
        mapping: JSON.stringify(mapping),
        target: JSON.stringify(target),
        source: target?.source ?? null,
        plan: null,
        failure: null,
        updated_at: now,
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("import_id", "=", input.importId)
      .execute();
    return presentDetail(tx, await loadImport(tx, input.importId));
  }),

  handle("dryRunImport", async ({ input, tx, actor, now, means }) => {
    await start(tx, actor, means, await lockImport(tx, input.importId, input.revision), "check", now);
    return presentDetail(tx, await loadImport(tx, input.importId));
  }),

  handle("runImport", async ({ input, tx, actor, now, means }) => {
    await start(tx, actor, means, await lockImport(tx, input.importId, input.revision), "run", now);
    tx.record({ name: "import.started", actorId: actor.personId, subjectId: input.importId, occurredAt: now });
    return presentDetail(tx, await loadImport(tx, input.importId));
  }),

  handle("cancelImport", async ({ input, tx, actor, now, means, refuse }) => {
    const row = await lockImport(tx, input.importId);
    if (row.state === "finished")
      refuse("conflict", "The import is finished; what it brought in stays. Archive the items you do not want");
    if (row.state === "cancelled") refuse("conflict", "The import was cancelled already");
    await tx.db
      .updateTable("imports")
      .set((column) => ({
        state: "cancelled",
        progress: null,
        runner: null,
        updated_at: now,
        finished_at: now,
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("import_id", "=", input.importId)
      .execute();
    await returnKeys(tx, input.importId);
    await tx.db
      .deleteFrom("import_report_lines")
      .where("organization_id", "=", tx.organizationId)
      .where("import_id", "=", input.importId)
      .execute();
    tx.record({ name: "import.cancelled", actorId: actor.personId, subjectId: input.importId, occurredAt: now });
    const { organizationId } = tx;
    tx.afterCommit(() => {
      means.imports.stop(input.importId);
      forgetFile(means, organizationId, input.importId);
    });
    return presentDetail(tx, await loadImport(tx, input.importId));
  }),

  handle("readImportReport", async ({ input, tx }) => {
    await loadImport(tx, input.importId);
    const after = decodeCursor(input.after, ["number"]);
    let query = tx.db
      .selectFrom("import_report_lines")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("import_id", "=", input.importId)
      .orderBy("number")
      .limit(input.limit + 1);
    if (after) query = query.where("number", ">", Number(after[0]));
    if (input.effect) query = query.where("effect", "in", input.effect);
    if (input.code) query = query.where("code", "=", input.code);
    return pageOf(
      await query.execute(),
      input.limit,
      (row) => [row.number],
      (row) => ({
        number: row.number,
        line: row.line,
        column: row.column_name,
        value: row.value,
        code: row.code,
        effect: row.effect,
        sentence: row.sentence,
      }),
    );
  }),

  handle("readImportReportFile", async ({ input, tx, means }) => {
    const row = await loadImport(tx, input.importId);
    return {
      content: reportFile(means.pool, tx.organizationId, row.import_id),
      mediaType: "text/csv; charset=utf-8",
      name: `${row.file_name.replace(/\.[^.]*$/, "")}-report.csv`,
    };
  }),
];

/** What a row that is ready holds. */
async function readyValues(tx: Read, fileName: string, sha256: Buffer, inspection: Inspection) {
  const target = await firstTarget(tx, fileName, sha256, inspection);
  return {
    state: "ready" as const,
    runner: null,
    format: inspection.format,
    source: target.source,
    inspection: JSON.stringify(inspection),
    mapping: JSON.stringify(inspection.guess.mapping),
    target: JSON.stringify(target),
  };
}

/** A file that takes longer to look over than an answer should: its row is completed when that is done. */
async function finishReading(
  means: Means,
  organizationId: string,
  importId: string,
  file: { readonly name: string; readonly sha256: Buffer },
  reading: Promise<Inspection>,
): Promise<void> {
  const settle = (values: (tx: Read) => Promise<Record<string, unknown>>) =>
    inTransaction(
      means.pool,
      { organizationId },
      () => {},
      async (tx) => {
        await tx.db
          .updateTable("imports")
          .set({ ...(await values(tx)), updated_at: means.now() })
          .where("organization_id", "=", organizationId)
          .where("import_id", "=", importId)
          .where("state", "=", "reading")
          .execute();
      },
    );
  try {
    const inspection = await reading;
    await settle((tx) => readyValues(tx, file.name, file.sha256, inspection));
  } catch (error) {
    const failure =
      error instanceof ReadRefusal
        ? { code: error.code, sentence: error.message }
        : { code: "failed", sentence: "The file could not be looked over. Upload it again." };
    if (!(error instanceof ReadRefusal)) means.log.error({ err: error }, "a file could not be looked over");
    await settle(async () => ({ state: "failed", runner: null, failure: JSON.stringify(failure) })).catch(
      (problem: unknown) => means.log.error({ err: problem }, "what became of a file could not be written down"),
    );
  }
}

/** @throws Refusal `conflict` while something is under way, or after it ended. */
function assertIdle(row: StoredImport): {
  readonly inspection: Inspection;
  readonly mapping: ImportMapping;
  readonly target: ImportTarget;
} {
  if (row.state === "finished" || row.state === "cancelled")
    throw new Refusal("conflict", `The import is ${row.state}; upload the file again`);
  if (row.state !== "ready" && row.state !== "failed")
    throw new Refusal("conflict", "The import is under way; wait for it, or cancel it");
  const { inspection, mapping, target } = row;
  if (!inspection || !mapping || !target)
    throw new Refusal("conflict", "The file could not be looked over; upload it again");
  return { inspection, mapping, target };
}

/** @throws Refusal `in_use` where another import of the organization is at work. */
async function start(
  tx: Write,
  actor: Actor,
  means: Means,
  row: StoredImport,
  kind: "check" | "run",
  now: Date,
): Promise<void> {
  const { mapping, target } = assertIdle(row);
  const other = await tx.db
    .selectFrom("imports")
    .select("file_name")
    .where("organization_id", "=", tx.organizationId)
    .where("state", "in", ["checking", "waiting", "running"])
    .executeTakeFirst();
  if (other) throw new Refusal("in_use", `The import of ${other.file_name} is under way; one at a time`);
  const runner = await means.imports.runnerNumber();
  await tx.db
    .updateTable("imports")
    .set((column) => ({
      state: kind === "check" ? "checking" : "waiting",
      runner,
      progress: null,
      failure: null,
      ...(kind === "check" ? { plan: null } : {}),
      updated_at: now,
      revision: column("revision", "+", 1),
    }))
    .where("organization_id", "=", tx.organizationId)
    .where("import_id", "=", row.import_id)
    .execute();
  const { organizationId } = tx;
  tx.afterCommit(() =>
    means.imports.take({
      kind,
      organizationId,
      importId: row.import_id,
      actorId: actor.personId,
      file: { path: importFile(means.dataFolder, organizationId, row.import_id), size: row.file_size },
      mapping,
      target,
    }),
  );
}

async function assertFewWait(tx: Read): Promise<void> {
  const { count } = await tx.db
    .selectFrom("imports")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("organization_id", "=", tx.organizationId)
    .where("state", "not in", ["finished", "cancelled"])
    .executeTakeFirstOrThrow();
  if (count >= mostWaiting)
    throw new Refusal("conflict", `${count} imports are not finished; run or cancel some of them first`);
}

/** Files nobody came back to are forgotten after a month. */
async function forgetOld(tx: Write, means: Means, now: Date): Promise<void> {
  const { rows } = await sql<{
    import_id: string;
  }>`update imports set state = 'cancelled', finished_at = ${now}, updated_at = ${now}, revision = revision + 1
    where organization_id = ${tx.organizationId} and state in ('ready', 'failed') and updated_at < ${new Date(now.getTime() - forgottenDays * 86_400_000)} returning import_id`.execute(
    tx.db,
  );
  const { organizationId } = tx;
  for (const row of rows) tx.afterCommit(() => forgetFile(means, organizationId, row.import_id));
}

function forgetFile(means: Means, organizationId: string, importId: string): void {
  removeImportFile(means.dataFolder, organizationId, importId).catch((error: unknown) =>
    means.log.warn({ err: error }, "the file of an import could not be removed"),
  );
}

/** What the promise comes to, or null where it takes longer; it goes on then. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
