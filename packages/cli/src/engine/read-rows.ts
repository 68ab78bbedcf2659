/** CSV and XES as rows under named columns, with the same splitter and collector that imports use. */
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import { sniffDialect } from "@throughline/domain/intake/reading/csv-dialect";
import { type CsvRow, csvSplitter } from "@throughline/domain/intake/reading/csv-splitter";
import { checkCsvRow, csvColumns, csvSourceRow } from "@throughline/domain/intake/reading/csv-table";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { xesCollector } from "@throughline/domain/intake/reading/xes-collector";
import { XES_LIMITS } from "@throughline/domain/intake/reading/xes-log";
import { xesRows } from "@throughline/domain/intake/reading/xes-rows";
import { XML_PARSER_OPTIONS, xmlPieces } from "@throughline/domain/intake/reading/xml-pieces";
import { SaxesParser } from "saxes";
import type { Source } from "./read-source.ts";

export interface RowTable {
  /** Whether every row is known to be an event: XES. */
  readonly isLog: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** What is odd about the file, in sentences. */
  readonly notes: readonly string[];
}

const MOST_ROWS = 5_000_000;
const SLICE = 1024 ** 2;

/** Refuses (`ReadRefusal`), with the line, what cannot be read on. */
export function readRows(source: Source): RowTable {
  return source.kind === "xes" ? rowsOfXes(source.text) : rowsOfCsv(source.text);
}

function rowsOfCsv(text: string): RowTable {
  const dialect = sniffDialect(text.slice(0, 64 * 1024));
  const splitter = csvSplitter(dialect.delimiter, dialect.returnsEndRows);
  const skipped = dialect.skip > 0 ? 1 : 0;
  const split: CsvRow[] = [];
  try {
    for (let at = dialect.skip; at < text.length; at += SLICE) keep(split, splitter.write(text.slice(at, at + SLICE)));
    keep(split, splitter.end());
  } catch (error) {
    throw error instanceof ReadRefusal ? error.onLine(splitter.line()).movedDown(skipped) : error;
  }
  const [header, ...rows] = split;
  if (!header) throw new ReadRefusal("empty", "The file has no rows. The first should name the columns.");
  const { columns, names, places } = csvColumns(header);
  let odd = 0;
  let first = 0;
  for (const row of rows) {
    checkCsvRow(row, names, skipped, ({ effect, line }) => {
      if (effect === "note") return;
      odd++;
      first ||= line ?? 0;
    });
  }
  const notes =
    odd === 0
      ? []
      : [`${odd} cells beyond the header's columns, or with text after a quotation mark (first: line ${first}).`];
  return { isLog: false, columns, rows: rows.map((row) => csvSourceRow(row, places, skipped)), notes };
}

function keep(split: CsvRow[], rows: readonly CsvRow[]): void {
  for (const row of rows) split.push(row);
  if (split.length > MOST_ROWS) {
    throw new ReadRefusal("too_large", `The file has more than ${MOST_ROWS} rows. Split it.`, {
      line: split.at(-1)!.line,
    });
  }
}

function rowsOfXes(text: string): RowTable {
  const collector = xesCollector(XES_LIMITS);
  const pieces = xmlPieces(new SaxesParser(XML_PARSER_OPTIONS), collector, XES_LIMITS);
  const unnamed: number[] = [];
  const table = xesRows(null, ({ line }) => void unnamed.push(line ?? 0));
  const rows: SourceRow[] = [];
  const take = () => {
    for (const one of collector.take()) for (const row of table.of(one)) rows.push(row);
    if (rows.length > MOST_ROWS) {
      throw new ReadRefusal("too_large", `The log has more than ${MOST_ROWS} events. Split it.`, {
        line: pieces.line(),
      });
    }
  };
  try {
    for (let at = 0; at < text.length; at += SLICE) {
      pieces.write(text.slice(at, at + SLICE));
      take();
    }
    pieces.end();
    take();
    if (!collector.sawLog()) throw new ReadRefusal("xes_not_a_log", "The file holds no event log.");
  } catch (error) {
    throw error instanceof ReadRefusal ? error.onLine(pieces.line()) : error;
  }
  const { count, line } = collector.strayEvents;
  return {
    isLog: true,
    columns: table.columns(),
    rows,
    notes: [
      ...(unnamed.length > 0
        ? [`${unnamed.length} cases have no concept:name (first: line ${unnamed[0]}); they are numbered.`]
        : []),
      ...(count > 0 ? [`${count} events stand outside of any trace (first: line ${line}) and are left out.`] : []),
    ],
  };
}
