/** Reads the cells of a row as the mapping says, reporting whatever cannot be kept as it stands. */
import { DAY, writtenDate } from "../../time/civil-date.ts";
import { type ZoneOffsets, localTime } from "../../time/zone-offsets.ts";
import type { ColumnMapping } from "./import-mapping.ts";
import { type ReportCode, type ReportLine, reportLine } from "./import-record.ts";
import { type WrittenMoment, instantOf, readDate } from "./read-date.ts";
import { readNumber } from "./read-number.ts";
import type { SourceRow } from "./source-row.ts";

// What one line of text cannot hold, and what no text can: control characters, halves of characters.
// oxlint-disable-next-line no-control-regex
const NOT_IN_LINES = /[\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export interface CellReading {
  /** Tells of something that was not kept as it stood. */
  report(row: SourceRow, column: ColumnMapping, value: string, code: ReportCode, sentence: string): void;
  /** The column's values in this row, without those that mean "nothing here". */
  present(row: SourceRow, column: ColumnMapping): readonly string[];
  /** The one value, as one line of at most `most` characters. */
  line(row: SourceRow, column: ColumnMapping | undefined, most: number): string | null;
  /** The one value, as text of several lines. */
  prose(row: SourceRow, column: ColumnMapping | undefined, most: number): string | null;
  /** Every value as one line, split at the column's separator, each once, at most `count`. */
  lines(row: SourceRow, column: ColumnMapping, most: number, count: number): readonly string[];
  number(row: SourceRow, column: ColumnMapping | undefined): number | null;
  instant(row: SourceRow, column: ColumnMapping | undefined): number | null;
  /** The day, `2024-03-01`: as written, or where a zone is written with it, as the import's zone has it. */
  day(row: SourceRow, column: ColumnMapping | undefined): string | null;
  /** A date as field values hold it: `2024-03-01` or `2024-03-01T14:05:00.000Z`. */
  writtenDate(row: SourceRow, column: ColumnMapping, text: string): string | null;
  cleanLine(row: SourceRow, column: ColumnMapping, text: string, most: number): string;
  cleanProse(row: SourceRow, column: ColumnMapping, text: string, most: number): string;
}

const EFFECTS: Partial<Record<ReportCode, ReportLine["effect"]>> = {
  value_cut: "changed",
  characters_removed: "changed",
  attachment_not_fetched: "changed",
  comment_without_author: "note",
  times_out_of_order: "note",
  state_missing: "note",
  row_used_as_key: "note",
};

export function cellReading(
  zone: ZoneOffsets,
  missingTexts: readonly string[],
  push: (line: ReportLine) => void,
): CellReading {
  const missing = new Set(missingTexts.map((text) => text.trim().toLowerCase()));
  const longestMissing = Math.max(0, ...missingTexts.map((text) => text.length));

  const report: CellReading["report"] = (row, column, value, code, sentence) => {
    push(reportLine(row.line, column.column, value, code, EFFECTS[code] ?? "lost", sentence));
  };
  const isMissing = (text: string) => {
    const trimmed = text.trim();
    return trimmed === "" || (trimmed.length <= longestMissing && missing.has(trimmed.toLowerCase()));
  };
  const present: CellReading["present"] = (row, column) => {
    const values = row.values(column.column);
    return values.some(isMissing) ? values.filter((value) => !isMissing(value)) : values;
  };
  const single = (row: SourceRow, column: ColumnMapping | undefined): string | null => {
    if (!column) return null;
    const values = present(row, column);
    const first = values[0];
    if (first === undefined) return null;
    for (const other of values.slice(1)) {
      if (other === first) continue;
      report(row, column, other, "value_repeated", `Only one value is kept as ${column.role}; this is a further one.`);
    }
    return first;
  };
  const cut = (row: SourceRow, column: ColumnMapping, text: string, most: number): string => {
    if (text.length <= most) return text;
    const sentence = `The text has ${text.length} characters; the first ${most} are kept.`;
    report(row, column, text, "value_cut", sentence);
    // A character of two halves is not cut in two.
    return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  };
  const removed = (row: SourceRow, column: ColumnMapping, text: string) => {
    report(row, column, text, "characters_removed", "Characters that are not text were taken out.");
  };
  const cleanLine: CellReading["cleanLine"] = (row, column, text, most) => {
    let line = text.trim();
    if (!line.isWellFormed() || UNSEEN.test(line)) removed(row, column, text);
    if (NOT_IN_LINES.test(line)) {
      // oxlint-disable-next-line no-control-regex
      line = line.replaceAll(/[\u0000-\u001f\u007f]+/g, " ").trim();
    }
    return cut(row, column, line.toWellFormed(), most);
  };
  const cleanProse: CellReading["cleanProse"] = (row, column, text, most) => {
    let prose = text;
    if (!prose.isWellFormed() || UNSEEN.test(prose)) {
      removed(row, column, text);
      // oxlint-disable-next-line no-control-regex
      prose = prose.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
    }
    return cut(row, column, prose, most);
  };
  const moment = (row: SourceRow, column: ColumnMapping, text: string): WrittenMoment | null => {
    const written = readDate(text, column.date ?? "iso");
    if (!written) {
      const format = column.date ?? "iso";
      report(row, column, text, "date_unreadable", `This is no date in the format ${format}, which the column has.`);
    }
    return written;
  };
  const dayOf = (written: WrittenMoment): string => {
    const local = written.offset === null ? written.local : localTime(zone, instantOf(written, zone));
    return writtenDate(Math.floor(local / DAY));
  };

  return {
    report,
    present,
    cleanLine,
    cleanProse,
    line(row, column, most) {
      const text = single(row, column);
      return text === null || !column ? null : cleanLine(row, column, text, most) || null;
    },
    prose(row, column, most) {
      const text = single(row, column);
      return text === null || !column ? null : cleanProse(row, column, text, most) || null;
    },
    lines(row, column, most, count) {
      const found = new Set<string>();
      for (const cell of present(row, column)) {
        for (const part of column.separator === undefined ? [cell] : cell.split(column.separator)) {
          const line = part.trim() === "" ? "" : cleanLine(row, column, part, most);
          if (line === "" || found.has(line)) continue;
          if (found.size < count) found.add(line);
          else report(row, column, line, "values_too_many", `At most ${count} are kept; this is one more.`);
        }
      }
      return [...found];
    },
    number(row, column) {
      const text = single(row, column);
      if (text === null || !column) return null;
      const number = readNumber(text, column.decimal ?? "point");
      if (number === null) report(row, column, text, "number_unreadable", "This is no number.");
      return number;
    },
    instant(row, column) {
      const text = single(row, column);
      if (text === null || !column) return null;
      const written = moment(row, column, text);
      return written && instantOf(written, zone);
    },
    day(row, column) {
      const text = single(row, column);
      if (text === null || !column) return null;
      const written = moment(row, column, text);
      return written && dayOf(written);
    },
    writtenDate(row, column, text) {
      const written = moment(row, column, text);
      if (!written) return null;
      return written.dayOnly ? dayOf(written) : writtenInstant(instantOf(written, zone));
    },
  };
}

/** `2024-03-01T14:05:00.000Z`. */
export function writtenInstant(instant: number): string {
  const day = Math.floor(instant / DAY);
  const rest = instant - day * DAY;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const clock = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`;
  return `${writtenDate(day)}T${clock}.${String(rest % 1000).padStart(3, "0")}Z`;
}
