/** CSV and XES as rows under named columns, with the same splitter and collector that imports use. */
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import { sniffDialect } from "@throughline/domain/intake/reading/csv-dialect";
import { type CsvRow, csvSplitter } from "@throughline/domain/intake/reading/csv-splitter";
import { checkCsvRow, csvColumns, csvSourceRow } from "@throughline/domain/intake/reading/csv-table";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { xesCollector } from "@throughline/domain/intake/reading/xes-collector";
import { type XesCase, XES_LIMITS } from "@throughline/domain/intake/reading/xes-log";
import { CASE_KEY, CASE_PREFIX, xesRows } from "@throughline/domain/intake/reading/xes-rows";
import { XML_PARSER_OPTIONS, xmlPieces } from "@throughline/domain/intake/reading/xml-pieces";
import { SaxesParser } from "saxes";
import type { Source } from "./read-source.ts";

export interface RowTable {
  /** Whether every row is known to be an event: XES. */
  readonly isLog: boolean;
  readonly columns: readonly string[];
  /** The columns that together name an activity, where a log in XES says so. */
  readonly classifier?: readonly string[];
  readonly rows: readonly SourceRow[];
  /** What is odd about the file, in sentences. */
  readonly notes: readonly string[];
}

const MOST_ROWS = 5_000_000;
const SLICE = 1024 ** 2;

/**
 * Refuses (`ReadRefusal`), with the line, what cannot be read on. Of a log in XES only the attributes `wanted` are kept, of
 * its cases with `case:` before: a million events with all they carry would not fit.
 */
export function readRows(source: Source, wanted: ReadonlySet<string>): RowTable {
  return source.kind === "xes" ? rowsOfXes(source, wanted) : rowsOfCsv(source);
}

function rowsOfCsv(source: Source): RowTable {
  const pieces = source.pieces()[Symbol.iterator]();
  const begun: string = pieces.next().value ?? "";
  const dialect = sniffDialect(begun.slice(0, 64 * 1024));
  const splitter = csvSplitter(dialect.delimiter, dialect.returnsEndRows);
  const skipped = dialect.skip > 0 ? 1 : 0;
  const split: CsvRow[] = [];
  try {
    keep(split, splitter.write(begun.slice(dialect.skip)));
    for (const piece of { [Symbol.iterator]: () => pieces }) keep(split, splitter.write(piece));
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
  // Spreadsheets write rows of nothing but separators below a table.
  for (const row of rows) if (row.cells.some((cell) => cell.trim() !== "")) split.push(row);
  if (split.length > MOST_ROWS) {
    throw new ReadRefusal("too_large", `The file has more than ${MOST_ROWS} rows. Split it.`, {
      line: split.at(-1)!.line,
    });
  }
}

function rowsOfXes(source: Source, wanted: ReadonlySet<string>): RowTable {
  const collector = xesCollector(XES_LIMITS);
  const pieces = xmlPieces(new SaxesParser(XML_PARSER_OPTIONS), collector, XES_LIMITS);
  const unnamed: number[] = [];
  const names = xesRows(null, () => {});
  const table = xesRows(null, ({ line }) => void unnamed.push(line ?? 0));
  const isWanted = new Set([...wanted].map((name) => name.toLowerCase()));
  const rows: SourceRow[] = [];
  let classified = false;
  const take = () => {
    if (!classified && collector.headerDone()) {
      classified = true;
      for (const { keys } of collector.header.classifiers)
        for (const key of keysOf(keys)) isWanted.add(key.toLowerCase());
    }
    for (const one of collector.take()) {
      names.note(one);
      for (const row of table.of(thinned(one, isWanted))) rows.push(row);
    }
    if (rows.length > MOST_ROWS) {
      throw new ReadRefusal("too_large", `The log has more than ${MOST_ROWS} events. Split it.`, {
        line: pieces.line(),
      });
    }
  };
  try {
    for (const piece of source.pieces()) {
      for (let at = 0; at < piece.length; at += SLICE) {
        pieces.write(piece.slice(at, at + SLICE));
        take();
      }
    }
    pieces.end();
    take();
    if (!collector.sawLog()) throw new ReadRefusal("xes_not_a_log", "The file holds no event log.");
  } catch (error) {
    throw error instanceof ReadRefusal ? error.onLine(pieces.line()) : error;
  }
  const { count, line } = collector.strayEvents;
  if (!names.columns().some((column) => !column.startsWith(CASE_PREFIX))) {
    throw new ReadRefusal("empty", "The log has no events in any trace. Export it again with its events.");
  }
  const columns = [...new Set([CASE_KEY, ...names.columns()])];
  const classifier = collector.header.classifiers
    .map(({ keys }) => keysOf(keys))
    .find((keys) => keys.length > 0 && keys.every((key) => columns.includes(key)));
  return {
    isLog: true,
    columns,
    ...(classifier ? { classifier } : {}),
    rows,
    notes: [
      ...(unnamed.length > 0
        ? [
            `${unnamed.length} ${unnamed.length === 1 ? "case has" : "cases have"} no concept:name (first: line ${unnamed[0]}); they are numbered.`,
          ]
        : []),
      ...(count > 0 ? [`${count} events stand outside of any trace (first: line ${line}) and are left out.`] : []),
    ],
  };
}

/** The names in a classifier's keys: separated by blanks, quoted where they hold some. */
function keysOf(keys: string): string[] {
  return [...keys.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function thinned(one: XesCase, wanted: ReadonlySet<string>): XesCase {
  return {
    line: one.line,
    attributes: one.attributes.filter(({ name }) => wanted.has(`${CASE_PREFIX}${name}`.toLowerCase())),
    events: one.events.map(({ line, attributes }) => ({
      line,
      attributes: attributes.filter(({ name }) => wanted.has(name.toLowerCase())),
    })),
  };
}
