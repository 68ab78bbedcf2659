import { type Export, type ExportNoun, exportNounNames, exportNouns } from "@throughline/contract/exports";
import { sql } from "kysely";
import { Readable } from "node:stream";
import { visibleItems } from "../access/visible.ts";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { exportCsv, exportJson, type Exporting } from "./write-export.ts";

const lifeMs = 24 * 60 * 60 * 1000;

interface StoredExport {
  readonly export_id: string;
  readonly format: "csv" | "json";
  readonly made_by: string | null;
  readonly made_at: Date;
}

const present = (row: StoredExport): Export => ({
  exportId: row.export_id,
  format: row.format,
  madeBy: row.made_by,
  madeAt: row.made_at.toISOString(),
  expiresAt: new Date(row.made_at.getTime() + lifeMs).toISOString(),
});

export const exportHandlers: readonly Handler[] = [
  handle("listExports", async ({ input, tx }) => {
    const before = decodeCursor(input.after, ["string", "string"]);
    const { rows } = await sql<
      StoredExport & { readonly cursor: string }
    >`select export_id, format, made_by, made_at, made_at::text as cursor from exports
      where organization_id = ${tx.organizationId} ${before ? sql`and (made_at, export_id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql``}
      order by made_at desc, export_id desc limit ${input.limit + 1}`.execute(tx.db);
    return pageOf(rows, input.limit, (row) => [row.cursor, row.export_id], present);
  }),

  handle("createExport", async ({ input, tx, actor, now, newId }) => {
    const row = { export_id: newId(), format: input.format, made_by: actor.personId, made_at: now };
    await tx.db
      .insertInto("exports")
      .values({ organization_id: tx.organizationId, ...row })
      .execute();
    tx.record({
      name: "export.made",
      actorId: actor.personId,
      subjectId: row.export_id,
      occurredAt: now,
      data: { format: input.format },
    });
    const files =
      input.format === "json"
        ? [{ file: "everything", name: "throughline.json", holds: "Everything in one document" }]
        : exportNounNames.map((noun) => ({ file: noun, name: `${noun}.csv`, holds: exportNouns[noun] }));
    return { ...present(row), files };
  }),

  handle("readExportFile", async ({ input, tx, actor, now, means, refuse }) => {
    const row = await tx.db
      .selectFrom("exports")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("export_id", "=", input.exportId)
      .where("made_by", "=", actor.personId)
      .executeTakeFirst();
    if (!row) return refuse("not_found", "There is no such export of yours");
    if (row.made_at.getTime() + lifeMs < now.getTime())
      return refuse("link_expired", "The export is more than a day old; make a new one");
    if (means.exports.isBusy)
      return refuse("unavailable", "Two exports are being written already; try again when they are done");
    const who = exporting(tx, actor);
    const { file } = input;
    const text = file === "everything" ? exportJson(who) : exportCsv(file satisfies ExportNoun, who);
    return {
      content: Readable.from(means.exports.snapshot(tx.organizationId, text)),
      mediaType:
        file === "everything" ? "application/vnd.throughline.export+json; charset=utf-8" : "text/csv; charset=utf-8",
      name: file === "everything" ? "throughline.json" : `${file}.csv`,
    };
  }),
];

/** The rule of who sees which item, for queries that are written as text: all it needs to know is the person. */
function exporting(tx: Read, actor: Actor): Exporting {
  const { sql: visible } = visibleItems(actor).compile(tx.db);
  return { personId: actor.personId, visible: visible.replaceAll(/\$\d+/g, "$1") };
}
