import { Readable } from "node:stream";
import type pg from "pg";
import { inTransaction } from "../db/transaction.ts";
import { type CsvCell, writeCsv } from "../export/csv-writer.ts";

const page = 2000;
const columns = ["Number", "Line", "Column", "Value", "Effect", "Code", "What"] as const;

/** The report of an import as CSV, read page by page as fast as it is taken. */
export function reportFile(pool: pg.Pool, organizationId: string, importId: string): Readable {
  async function* rows(): AsyncGenerator<readonly CsvCell[]> {
    for (let after = 0; ;) {
      const lines = await inTransaction(
        pool,
        { organizationId, readOnly: true },
        () => {},
        ({ db }) =>
          db
            .selectFrom("import_report_lines")
            .selectAll()
            .where("organization_id", "=", organizationId)
            .where("import_id", "=", importId)
            .where("number", ">", after)
            .orderBy("number")
            .limit(page)
            .execute(),
      );
      for (const line of lines)
        yield [line.number, line.line, line.column_name, line.value, line.effect, line.code, line.sentence];
      const last = lines.at(-1);
      if (!last) return;
      after = last.number;
    }
  }
  return Readable.from(writeCsv(columns, rows(), { byteOrderMark: true }));
}
