/** Reads the columns that become custom fields. */
import type { CellReading } from "./cell-reading.ts";
import type { ImportLimits } from "./import-limits.ts";
import type { ColumnMapping } from "./import-mapping.ts";
import type { ImportedField } from "./import-record.ts";
import { readNumber } from "./read-number.ts";
import type { SourceRow } from "./source-row.ts";

/** The field a column gives for one row; null where the row has nothing for it that can be kept. */
export function fieldValues(
  cells: CellReading,
  row: SourceRow,
  column: ColumnMapping,
  limits: ImportLimits,
): ImportedField | null {
  const field = column.field;
  if (!field) return null;
  const values: string[] = [];
  for (const cell of cells.present(row, column)) {
    if (values.length >= limits.fieldValues) {
      cells.report(row, column, cell, "values_too_many", `At most ${limits.fieldValues} values are kept in a field.`);
      continue;
    }
    const value = fieldValue(cells, row, column, field.kind, cell, limits);
    if (value !== null && value !== "" && !values.includes(value)) values.push(value);
  }
  return values.length === 0 ? null : { name: field.name, kind: field.kind, values };
}

function fieldValue(
  cells: CellReading,
  row: SourceRow,
  column: ColumnMapping,
  kind: ImportedField["kind"],
  text: string,
  limits: ImportLimits,
): string | null {
  if (kind === "text") return cells.cleanProse(row, column, text, limits.fieldText);
  if (kind === "date") return cells.writtenDate(row, column, text);
  if (kind === "number") {
    const number = readNumber(text, column.decimal ?? "point");
    if (number === null) cells.report(row, column, text, "number_unreadable", "This is no number.");
    return number === null ? null : String(number);
  }
  return cells.cleanLine(row, column, text, kind === "link" ? limits.address : limits.name);
}

/**
 * A file a row names, as the value of a link field: its address where the cell holds one ("date;author;name;address"
 * in Jira's exports), else the text as it stands. The file itself stays where it is, which is reported.
 */
export function attachmentValues(
  cells: CellReading,
  row: SourceRow,
  column: ColumnMapping,
  limits: ImportLimits,
): ImportedField | null {
  const values: string[] = [];
  for (const cell of cells.lines(row, column, limits.fieldText, limits.fieldValues)) {
    const address = /https?:\/\/[^\s;]{1,1900}/.exec(cell)?.[0];
    const sentence = "The file is not in the source; only where it lies is kept.";
    cells.report(row, column, cell, "attachment_not_fetched", sentence);
    values.push(address ?? cells.cleanLine(row, column, cell, limits.address));
  }
  return values.length === 0 ? null : { name: column.column.slice(0, limits.name), kind: "link", values };
}
