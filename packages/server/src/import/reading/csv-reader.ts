/** Reads CSV of any origin as a table of rows, streaming. */
import type { ReportLine } from "@throughline/domain/intake/import/import-record";
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import { type CsvDialect, sniffDialect } from "@throughline/domain/intake/reading/csv-dialect";
import { CSV_LIMITS, type CsvLimits, type CsvRow, csvSplitter } from "@throughline/domain/intake/reading/csv-splitter";
import { checkCsvRow, csvColumns, csvSourceRow } from "@throughline/domain/intake/reading/csv-table";
import { type TextEncoding, decodeText, encodingOf } from "./decode-text.ts";
import { BYTE_LIMITS, type ByteLimits, type ByteSource, peek, plainBytes } from "./plain-bytes.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";

export interface CsvOptions {
  readonly delimiter?: string;
  readonly bytes?: ByteLimits;
  readonly csv?: CsvLimits;
}

export interface CsvTable {
  /** Each differently named column once, in order. A column without a name is called by its number: "column 3". */
  readonly columns: readonly string[];
  readonly dialect: CsvDialect;
  /** What the text was found to be written in; final once all rows are read. */
  readonly encoding: Readonly<TextEncoding>;
  /** The rows below the first in portions; what is odd about them goes to `report`, before they are given. */
  rows(report: (line: ReportLine) => void): AsyncGenerator<readonly SourceRow[]>;
  /** Stops reading and lets go of the source; needed only where `rows` is not read to its end. */
  close(): Promise<void>;
}

/** How much of the text is looked at to find out how it is written. */
const START = 64 * 1024;

/** Opens a CSV file, plain or gzip, by its bytes. Refuses what cannot be read (`ReadRefusal`). */
export async function openCsv(source: ByteSource, options: CsvOptions = {}): Promise<CsvTable> {
  const { head, all } = await peek(plainBytes(source, options.bytes ?? BYTE_LIMITS), 4096);
  const encoding = { ...encodingOf(head) };
  const texts = decodeText(all, encoding, true);
  let start = "";
  // A refusal while looking ahead waits its turn: the rows before it come first.
  let refusal: unknown = null;
  try {
    while (start.length < START) {
      const next = await texts.next();
      if (next.done) break;
      start += next.value;
    }
  } catch (error) {
    refusal = error;
  }
  const sniffed = sniffDialect(start);
  const dialect = options.delimiter === undefined ? sniffed : { ...sniffed, delimiter: options.delimiter };
  const splitter = csvSplitter(dialect.delimiter, dialect.returnsEndRows, options.csv ?? CSV_LIMITS);
  const skippedLines = dialect.skip > 0 ? 1 : 0;

  async function* portions(): AsyncGenerator<readonly CsvRow[]> {
    try {
      yield splitter.write(start.slice(dialect.skip));
      start = "";
      if (refusal !== null) throw refusal;
      for await (const text of texts) yield splitter.write(text);
      yield splitter.end();
    } catch (error) {
      throw error instanceof ReadRefusal ? error.onLine(splitter.line()).movedDown(skippedLines) : error;
    }
  }

  const table = portions();
  let waiting: readonly CsvRow[] = [];
  while (waiting.length === 0) {
    const next = await table.next();
    if (next.done)
      throw new ReadRefusal("empty", "The file has no rows. Choose one whose first row names its columns.");
    waiting = next.value;
  }
  const header = waiting[0]!;
  waiting = waiting.slice(1);
  const { columns, names, places } = csvColumns(header);

  return {
    columns,
    dialect,
    encoding,
    async *rows(report) {
      const check = (row: CsvRow) => checkCsvRow(row, names, skippedLines, report);
      const given = (row: CsvRow): SourceRow => csvSourceRow(row, places, skippedLines);
      for (const row of waiting) check(row);
      yield waiting.map(given);
      waiting = [];
      for await (const rows of table) {
        if (rows.length === 0) continue;
        for (const row of rows) check(row);
        yield rows.map(given);
      }
    },
    async close() {
      await table.return(undefined);
      await texts.return(undefined);
    },
  };
}
