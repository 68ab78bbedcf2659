/** Rows of CSV as a table: the first row names the columns. */
import { type ReportLine, reportLine } from "../import/import-record.ts";
import type { SourceRow } from "../import/source-row.ts";
import type { CsvRow } from "./csv-splitter.ts";
import { restoreCell } from "./neutralise-cell.ts";
import { ReadRefusal } from "./read-refusal.ts";

const LONGEST_NAME = 1000;

export interface CsvColumns {
  /** Each differently named column once, in order. */
  readonly columns: readonly string[];
  /** The name of every cell of the header. */
  readonly names: readonly string[];
  /** Where each name stands. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Reads the header; refuses (`csv_header_unusable`) names that no header would have. */
export function csvColumns(header: CsvRow): CsvColumns {
  const names: string[] = [];
  const places = new Map<string, number[]>();
  for (const [index, cell] of header.cells.entries()) {
    const name = restoreCell(cell).trim() || `column ${index + 1}`;
    if (name.length > LONGEST_NAME) {
      const sentence = `The first row should name the columns, but a name there has ${name.length} characters.`;
      throw new ReadRefusal("csv_header_unusable", sentence, { line: header.line });
    }
    names.push(name);
    const known = places.get(name);
    if (known) known.push(index);
    else places.set(name, [index]);
  }
  return { columns: [...places.keys()], names, places };
}

/** A row addressed by its columns; `skippedLines` stood before what the splitter saw. */
export function csvSourceRow(row: CsvRow, places: CsvColumns["places"], skippedLines: number): SourceRow {
  return {
    line: row.line + skippedLines,
    values(column) {
      const at = places.get(column);
      if (!at) return [];
      const values: string[] = [];
      for (const index of at) {
        const cell = row.cells[index];
        if (cell !== undefined && cell !== "") values.push(restoreCell(cell));
      }
      return values;
    },
  };
}

/** Reports what is odd about a row: too few or too many cells, stray quotation marks. */
export function checkCsvRow(
  row: CsvRow,
  names: readonly string[],
  skippedLines: number,
  report: (line: ReportLine) => void,
): void {
  const line = row.line + skippedLines;
  const { length } = row.cells;
  const width = names.length;
  if (length < width) {
    const sentence = `The row has ${length} cells where the first has ${width}; those missing are taken as empty.`;
    report(reportLine(line, null, "", "row_shorter", "note", sentence));
  }
  for (let index = width; index < length; index++) {
    const cell = row.cells[index]!;
    if (cell.trim() === "") continue;
    const sentence = `The row has ${length} cells where the first has ${width}; this one has no column.`;
    report(reportLine(line, `column ${index + 1}`, cell, "row_longer", "lost", sentence));
  }
  for (const index of row.strayQuotes) {
    const sentence = "Text stands after a closing quotation mark; the cell is kept as it was written.";
    report(reportLine(line, names[index] ?? null, row.cells[index] ?? "", "quote_unexpected", "changed", sentence));
  }
}
