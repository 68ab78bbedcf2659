/** Writes CSV (RFC 4180: CRLF, commas, doubled quotes) that spreadsheets cannot be made to run, streaming. */
import { neutraliseCell } from "@throughline/domain/intake/reading/neutralise-cell";
import { type Rows, inPortions } from "./text-portions.ts";

/** Text is neutralised; a number, which cannot be a formula, is written as it is (-5 stays -5). */
export type CsvCell = string | number | bigint | boolean | null;

export interface CsvWriting {
  /** Begin with a byte order mark, which spreadsheets need to see that the file is UTF-8. */
  readonly byteOrderMark?: boolean;
}

/**
 * The column names, then a line for each row, in portions of some 64 thousand characters. Text begins with an
 * apostrophe more where it would otherwise be taken for a formula; `restoreCell` takes it away again. A null is an
 * empty cell, and so is an empty text. Throws a `RangeError` on rows that do not have as many cells as there are
 * columns, and on numbers that are not finite.
 */
export function writeCsv(
  columns: readonly string[],
  rows: Rows<readonly CsvCell[]>,
  { byteOrderMark = false }: CsvWriting = {},
): AsyncGenerator<string> {
  async function* lines(): AsyncGenerator<string> {
    yield (byteOrderMark ? "\ufeff" : "") + csvLine(columns);
    for await (const row of rows) {
      if (row.length !== columns.length) {
        throw new RangeError(`A row has ${row.length} cells where there are ${columns.length} columns.`);
      }
      yield csvLine(row);
    }
  }
  return inPortions(lines());
}

/** One line with its line break. */
export function csvLine(cells: readonly CsvCell[]): string {
  // A line with one empty cell would be blank, and blank lines are no rows.
  if (cells.length === 1 && (cells[0] === "" || cells[0] === null)) return '""\r\n';
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number" && !Number.isFinite(cell))
    throw new RangeError(`${cell} cannot be written as a number.`);
  if (typeof cell !== "string") return String(cell);
  const text = neutraliseCell(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
