/** Looks a file over before it is imported: what it is, what its columns seem to mean, and some rows to show. */
import { type DateEvidence, noDateEvidence, weighDate } from "@throughline/domain/intake/import/date-evidence";
import { type MappingGuess, guessMapping } from "@throughline/domain/intake/import/guess-mapping";
import { settleDates, unsettledDates } from "@throughline/domain/intake/import/settle-dates";
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import type { CsvOptions, CsvTable } from "./csv-reader.ts";
import type { TextEncoding } from "./decode-text.ts";
import { openSource } from "./open-source.ts";
import type { ByteSource } from "./plain-bytes.ts";
import type { XesHeader } from "@throughline/domain/intake/reading/xes-log";
import type { XesLog, XesOptions } from "./xes-reader.ts";
import { xesRows } from "@throughline/domain/intake/reading/xes-rows";

export interface Inspection {
  readonly format: "csv" | "xes";
  readonly guess: MappingGuess;
  /** The first rows with their values by column, cut to be shown. */
  readonly examples: readonly { readonly line: number; readonly values: Readonly<Record<string, readonly string[]>> }[];
  /** Rows looked at; all of the file where `complete`. */
  readonly rows: number;
  readonly complete: boolean;
  readonly csv?: { readonly delimiter: string; readonly encoding: Readonly<TextEncoding> };
  readonly xes?: XesHeader;
}

/** The sample a guess is made from: so many rows, cells and characters at most. */
const SAMPLE = { rows: 5000, cells: 400_000, characters: 8 * 1024 ** 2 };
const EXAMPLES = 20;
const EXAMPLE_LENGTH = 200;

/** Reads as much of the file as the guess needs: a XES log to its end, for every attribute's name. */
export async function inspectSource(
  source: ByteSource,
  options: CsvOptions & XesOptions & { readonly zone?: string } = {},
): Promise<Inspection> {
  const opened = await openSource(source, options);
  const zone = options.zone === undefined ? {} : { zone: options.zone };
  return opened.format === "csv" ? inspectTable(opened.table, zone) : inspectLog(opened.log, zone);
}

async function inspectTable(table: CsvTable, zone: { readonly zone?: string }): Promise<Inspection> {
  const sample = sampling(table.columns.length);
  const portions = table.rows(() => {
    // What is odd about rows is told when they are imported.
  });
  let complete = true;
  let rows = 0;
  let guess: MappingGuess | null = null;
  const evidence = new Map<string, DateEvidence>();
  const weigh = (row: SourceRow) => {
    for (const [column, weighed] of evidence) for (const value of row.values(column)) weighDate(weighed, value);
  };
  for await (const portion of portions) {
    rows += portion.length;
    if (guess === null && sample.add(portion, table.columns)) continue;
    if (guess === null) {
      guess = guessMapping(table.columns, sample.rows, zone);
      for (const column of unsettledDates(guess)) evidence.set(column, noDateEvidence());
      if (evidence.size === 0) {
        complete = false;
        break;
      }
      for (const row of sample.rows) weigh(row);
    }
    for (const row of portion) weigh(row);
  }
  await table.close();
  guess ??= guessMapping(table.columns, sample.rows, zone);
  return {
    format: "csv",
    guess: settleDates(guess, evidence),
    examples: examplesOf(sample.rows, table.columns),
    rows,
    complete,
    csv: { delimiter: table.dialect.delimiter, encoding: table.encoding },
  };
}

async function inspectLog(log: XesLog, zone: { readonly zone?: string }): Promise<Inspection> {
  const rows = xesRows(null, () => {
    // Cases without a name are told of when they are imported.
  });
  const sample = sampling(1);
  let count = 0;
  let open = true;
  for await (const cases of log.cases()) {
    for (const one of cases) {
      count += Math.max(one.events.length, 1);
      if (open) open = sample.add(rows.of(one), rows.columns());
      else rows.note(one);
    }
  }
  const columns = rows.columns();
  return {
    format: "xes",
    guess: guessMapping(columns, sample.rows, { rows: "events", ...zone }),
    examples: examplesOf(sample.rows, columns),
    rows: count,
    complete: true,
    xes: log.header,
  };
}

function sampling(columns: number) {
  const rows: SourceRow[] = [];
  let characters = 0;
  return {
    rows,
    /** Takes what still fits; false once the sample is full. */
    add(portion: readonly SourceRow[], names: readonly string[]): boolean {
      for (const row of portion) {
        const width = Math.max(columns, names.length);
        if (rows.length >= SAMPLE.rows || rows.length * width > SAMPLE.cells || characters > SAMPLE.characters)
          return false;
        rows.push(row);
        for (const name of names) for (const value of row.values(name)) characters += value.length;
      }
      return true;
    },
  };
}

function examplesOf(rows: readonly SourceRow[], columns: readonly string[]): Inspection["examples"] {
  const shown = columns.slice(0, 200);
  return rows.slice(0, EXAMPLES).map((row) => ({
    line: row.line,
    values: Object.fromEntries(
      shown.map((column) => [
        column,
        row
          .values(column)
          .slice(0, 5)
          .map((value) => value.slice(0, EXAMPLE_LENGTH)),
      ]),
    ),
  }));
}
