/** Splits CSV text into rows as it arrives (RFC 4180, and the ways real files stray from it). */
import { ReadRefusal } from "./read-refusal.ts";

export interface CsvLimits {
  readonly columns: number;
  /** Characters in one cell. */
  readonly cell: number;
  /** Characters in one row. */
  readonly row: number;
}

export const CSV_LIMITS: CsvLimits = { columns: 10_000, cell: 1024 ** 2, row: 8 * 1024 ** 2 };

export interface CsvRow {
  /** The line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Numbers of the cells (from 0) in which text followed a closing quote; their text is kept as it stands. */
  readonly strayQuotes: readonly number[];
}

export interface CsvSplitter {
  /** The rows that end within this text. */
  write(text: string): CsvRow[];
  /** The last row, where the text does not end with a line break. */
  end(): CsvRow[];
  /** The line the splitter has come to. */
  line(): number;
}

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;

type Place = "unquoted" | "quoted" | "after";

/**
 * `returnsEndRows`: a lone carriage return ends a row, as in files of old Macs. Written here rather than taken from
 * csv-parse: that one has no bound on columns (a row of 20,000,000 commas took it 5 s and 650 MB, this one is stopped
 * at the limit), counts CRLF within quotes twice, and cannot tell of stray quotes.
 */
export function csvSplitter(delimiter: string, returnsEndRows: boolean, limits: CsvLimits = CSV_LIMITS): CsvSplitter {
  const mark = delimiter.charCodeAt(0);
  let place: Place = "unquoted";
  let cell = "";
  let wasQuoted = false;
  /** Nothing but blanks stands in the cell so far, so a quotation mark would open it. */
  let bare = true;
  /** Blanks seen between a closing quote and what follows. */
  let blanks = "";
  let cells: string[] = [];
  let strayQuotes: number[] = [];
  let rowLength = 0;
  let line = 1;
  let rowLine = 1;
  let quoteLine = 1;
  let carried = "";
  let out: CsvRow[] = [];

  const refuse = (
    code: "csv_too_many_columns" | "csv_row_too_long" | "csv_field_too_long",
    sentence: string,
  ): never => {
    throw new ReadRefusal(code, sentence, { line: rowLine });
  };
  const add = (text: string) => {
    if (cell.length + text.length > limits.cell) {
      if (place === "quoted") {
        const sentence = `A cell runs over ${limits.cell} characters: a quotation mark may be missing. Look where it opens.`;
        throw new ReadRefusal("csv_field_too_long", sentence, { line: quoteLine });
      }
      refuse(
        "csv_field_too_long",
        `A cell has more than ${limits.cell} characters. Shorten it, or leave the column out.`,
      );
    }
    rowLength += text.length;
    if (rowLength > limits.row)
      refuse("csv_row_too_long", `A row has more than ${limits.row} characters. Is this CSV?`);
    cell += text;
  };
  const endCell = () => {
    if (cells.length >= limits.columns) {
      refuse(
        "csv_too_many_columns",
        `A row has more than ${limits.columns} cells. Leave out columns, or split the file.`,
      );
    }
    cells.push(cell);
    cell = "";
    wasQuoted = false;
    bare = true;
    blanks = "";
    place = "unquoted";
  };
  const endRow = () => {
    const blank = cells.length === 0 && cell === "" && !wasQuoted;
    endCell();
    if (!blank) out.push({ line: rowLine, cells, strayQuotes });
    cells = [];
    strayQuotes = [];
    rowLength = 0;
    rowLine = line;
  };
  const countLines = (text: string) => {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) line++;
    if (!returnsEndRows) return;
    for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
      if (text.charCodeAt(at + 1) !== NEWLINE) line++;
    }
  };

  /** Where the quoted part goes on to; the closing quote may turn out to be half of a doubled one. */
  const quoted = (text: string, from: number): number => {
    const close = text.indexOf('"', from);
    const part = close < 0 ? text.slice(from) : text.slice(from, close);
    countLines(part);
    add(part);
    if (close < 0) return text.length;
    place = "after";
    return close + 1;
  };
  const afterQuote = (text: string, at: number): number => {
    const code = text.charCodeAt(at);
    if (code === QUOTE && blanks === "") {
      add('"');
      place = "quoted";
      return at + 1;
    }
    if (code === mark || code === NEWLINE || code === RETURN) {
      place = "unquoted";
      return at;
    }
    if (code === SPACE) {
      blanks += " ";
      return at + 1;
    }
    strayQuotes.push(cells.length);
    const inner = cell;
    cell = "";
    rowLength -= inner.length;
    add(`"${inner}"${blanks}`);
    blanks = "";
    place = "unquoted";
    return at;
  };
  const unquoted = (text: string, from: number): number => {
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === mark) {
        if (at > from) add(text.slice(from, at));
        endCell();
        return at + 1;
      }
      if (code === NEWLINE || (code === RETURN && (returnsEndRows || text.charCodeAt(at + 1) === NEWLINE))) {
        if (at > from) add(text.slice(from, at));
        const next = code === RETURN && text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at + 1;
        line++;
        endRow();
        return next;
      }
      if (code === QUOTE && bare && !wasQuoted) {
        cell = "";
        wasQuoted = true;
        quoteLine = line;
        place = "quoted";
        return at + 1;
      }
      if (code !== SPACE && code !== TAB) bare = false;
    }
    add(text.slice(from));
    return text.length;
  };

  const run = (text: string) => {
    let at = 0;
    while (at < text.length) {
      at = place === "quoted" ? quoted(text, at) : place === "after" ? afterQuote(text, at) : unquoted(text, at);
    }
  };
  const flush = () => {
    const rows = out;
    out = [];
    return rows;
  };
  return {
    write(text) {
      const whole = carried + text;
      // A carriage return at the very end waits: what follows decides what it is.
      const cut = whole.endsWith("\r") ? whole.length - 1 : whole.length;
      carried = whole.slice(cut);
      run(cut === whole.length ? whole : whole.slice(0, cut));
      return flush();
    },
    end() {
      if (carried !== "") run(`${carried}\n`);
      if (place === "quoted") {
        const sentence = "A quotation mark is opened here and never closed: the file is cut off, or the mark is stray.";
        throw new ReadRefusal("csv_quote_open", sentence, { line: quoteLine });
      }
      if (cell !== "" || wasQuoted || cells.length > 0) endRow();
      return flush();
    },
    line: () => line,
  };
}
