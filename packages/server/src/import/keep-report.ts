import type { Session } from "./session.ts";

/** Keeps the lines of the report with the import, in place of those of an earlier dry run. */
export async function keepReport(session: Session, importId: string): Promise<void> {
  await session.run(
    "delete from import_report_lines where organization_id = current_organization() and import_id = $1",
    [importId],
  );
  await session.run(
    `insert into import_report_lines (organization_id, import_id, number, line, column_name, value, code, effect, sentence)
      select current_organization(), $1, position, line, column_name, value, code, effect, sentence from staged_report order by position`,
    [importId],
  );
}
