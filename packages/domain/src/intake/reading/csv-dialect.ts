/** How a CSV file separates its cells and ends its rows, seen from its beginning. */
import { type CsvRow, csvSplitter } from "./csv-splitter.ts";
import { ReadRefusal } from "./read-refusal.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;

export interface CsvDialect {
  readonly delimiter: string;
  /** Rows end with a lone carriage return. */
  readonly returnsEndRows: boolean;
  /** Characters to skip at the start: a line `sep=;` that a spreadsheet wrote. */
  readonly skip: number;
  readonly reason: string;
}

/**
 * Each delimiter is tried on the beginning of the text; the one that gives the most rows the same number of cells as
 * the first row, and more than one, is the file's.
 */
export function sniffDialect(start: string): CsvDialect {
  const returnsEndRows = start.includes("\r") && !start.includes("\n");
  const named = /^sep=([,;\t|])\r?\n/i.exec(start);
  if (named) {
    return { delimiter: named[1]!, returnsEndRows, skip: named[0].length, reason: "named in the first line" };
  }
  let best = { delimiter: ",", score: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const rows = rowsBy(delimiter, start, returnsEndRows);
    const cells = rows[0]?.cells.length ?? 0;
    if (cells < 2) continue;
    const alike = rows.filter((row) => row.cells.length === cells).length;
    // More cells are better among equals, but never as much as one row in a hundred that fits.
    const score = alike / rows.length + Math.min(cells, 100) / 10_000;
    if (score > best.score) best = { delimiter, score, cells };
  }
  const reason = best.cells < 2 ? "only one column" : `${best.cells} columns in the first row`;
  return { delimiter: best.delimiter, returnsEndRows, skip: 0, reason };
}

function rowsBy(delimiter: string, start: string, returnsEndRows: boolean): readonly CsvRow[] {
  try {
    const splitter = csvSplitter(delimiter, returnsEndRows);
    // The last row of the beginning may be cut short: it counts only where it is the only one.
    const rows = splitter.write(start).slice(0, 100);
    return rows.length > 0 ? rows : splitter.end();
  } catch (error) {
    if (error instanceof ReadRefusal) return [];
    throw error;
  }
}
