/** Turns the rows of any source into import records, as its mapping says. Holds one item at a time, never the source. */
import type { ZoneOffsets } from "../../time/zone-offsets.ts";
import { cellReading } from "./cell-reading.ts";
import { IMPORT_LIMITS, type ImportLimits } from "./import-limits.ts";
import type { ImportMapping } from "./import-mapping.ts";
import { type ImportRecord, type ImportedField, reportLine } from "./import-record.ts";
import { readComment } from "./imported-comment-text.ts";
import { type ItemDraft, mergeDrafts, sameField } from "./item-draft.ts";
import { itemReading } from "./item-of-row.ts";
import { itemRowEvents } from "./item-row-events.ts";
import { mappedColumns } from "./mapped-columns.ts";
import { instantOf } from "./read-date.ts";
import type { SourceRow } from "./source-row.ts";

export interface Normaliser {
  /** The records these rows complete, in order. An item's record follows its last row. */
  take(rows: readonly SourceRow[]): ImportRecord[];
  /** What is left: the last item, and a line for each column that was set aside. */
  finish(): ImportRecord[];
}

/** Makes a normaliser. `zone` is the mapping's time zone, for dates that name none. The mapping must be a checked one. */
export function normaliser(
  mapping: ImportMapping,
  zone: ZoneOffsets,
  limits: ImportLimits = IMPORT_LIMITS,
): Normaliser {
  let out: ImportRecord[] = [];
  let sequence = 0;
  let open: ItemDraft | null = null;
  let lastFields = new Map<string, ImportedField>();
  let toldOfRowKeys = false;
  const setAside = new Map<string, { count: number; first: string }>();

  const columns = mappedColumns(mapping);
  const { one, many } = columns;
  const cells = cellReading(zone, mapping.missing, (line) => out.push(line));
  const readItem = itemReading(mapping, columns, cells, limits);

  const close = () => {
    if (open) out.push({ record: "item", sequence: ++sequence, ...open });
    open = null;
    lastFields = new Map();
  };

  const keyOf = (row: SourceRow): string | null => {
    if (!one.key) {
      if (!toldOfRowKeys) {
        toldOfRowKeys = true;
        const sentence = "No column is the key, so each item is known by the line it stands on.";
        out.push(reportLine(row.line, null, "", "row_used_as_key", "note", sentence));
      }
      return `line-${row.line}`;
    }
    const key = cells.present(row, one.key)[0]?.trim();
    if (key === undefined) {
      const sentence = "The row has no key, so nothing says which item it tells of. It is left out.";
      cells.report(row, one.key, "", "key_missing", sentence);
      return null;
    }
    if (key.length > limits.key) {
      const sentence = `A key has at most ${limits.key} characters; this has ${key.length}. The row is left out.`;
      cells.report(row, one.key, key, "key_too_long", sentence);
      return null;
    }
    return cells.cleanLine(row, one.key, key, limits.key);
  };

  const tellComments = (row: SourceRow, externalId: string) => {
    for (const column of many.comment) {
      for (const cell of cells.present(row, column)) {
        const formed = column.form === "date_author_text";
        const { written, author, text } = formed
          ? readComment(cell, column.date ?? "iso")
          : { written: null, author: null, text: cell };
        if (formed && !written) {
          const sentence = "The comment does not begin with a date and an author; all of it is kept as text.";
          cells.report(row, column, cell, "comment_without_author", sentence);
        }
        out.push({
          record: "comment",
          sequence: ++sequence,
          line: row.line,
          externalId,
          at: written && instantOf(written, zone),
          author: author && cells.cleanLine(row, column, author, limits.name),
          text: cells.cleanProse(row, column, text, limits.comment),
        });
      }
    }
  };

  const countSetAside = (row: SourceRow) => {
    for (const column of many.ignore) {
      const values = cells.present(row, column);
      if (values.length === 0) continue;
      const seen = setAside.get(column.column);
      if (seen) seen.count += values.length;
      else setAside.set(column.column, { count: values.length, first: values[0]! });
    }
  };

  const takeItem = (row: SourceRow) => {
    const externalId = keyOf(row);
    if (externalId === null) return;
    const item = readItem(row, externalId);
    for (const role of ["resolved", "closed"] as const) {
      const at = role === "resolved" ? item.resolvedAt : item.closedAt;
      const column = one[role];
      if (!column || at === null || item.createdAt === null || at >= item.createdAt) continue;
      const sentence = `The item was ${role} before it was created. Both times are kept as they are.`;
      cells.report(row, column, cells.present(row, column)[0] ?? "", "times_out_of_order", sentence);
    }
    open = item;
    close();
    for (const event of itemRowEvents(item, cells.instant(row, one.state_since))) {
      out.push({ record: "event", sequence: ++sequence, line: row.line, externalId, ...event });
    }
    tellComments(row, externalId);
  };

  const takeEvent = (row: SourceRow) => {
    const externalId = keyOf(row);
    if (externalId === null) return;
    if (open !== null && open.externalId !== externalId) close();
    const told = readItem(row, externalId);
    const at = cells.instant(row, one.event_time);
    const person = cells.line(row, one.person, limits.name) ?? told.owner;
    if (!one.owner) told.owner = person;
    told.asOf = at;
    told.createdAt ??= at;
    if (at === null && one.event_time && cells.present(row, one.event_time).length === 0) {
      const sentence = "The event has no time, so it has no place in the history. It is left out.";
      cells.report(row, one.event_time, "", "time_missing", sentence);
    }
    if (told.state === null && one.state) {
      cells.report(row, one.state, "", "state_missing", "The event names no state; it is kept without one.");
    }
    const changes = told.fields.filter((field) => !sameField(lastFields.get(field.name), field));
    for (const field of changes) lastFields.set(field.name, field);
    if (at !== null) {
      const { state, subState, team } = told;
      const event = { externalId, at, what: "state", state, subState, team, person, exact: true, changes } as const;
      out.push({ record: "event", sequence: ++sequence, line: row.line, ...event });
    }
    tellComments(row, externalId);
    open = open === null ? told : mergeDrafts(open, told, limits);
  };

  const flush = (): ImportRecord[] => {
    const records = out;
    out = [];
    return records;
  };
  return {
    take(rows) {
      for (const row of rows) {
        countSetAside(row);
        if (mapping.rows === "events") takeEvent(row);
        else takeItem(row);
      }
      return flush();
    },
    finish() {
      close();
      for (const [column, { count, first }] of setAside) {
        const sentence = `The column is set aside: ${count} ${count === 1 ? "value was" : "values were"} not kept.`;
        out.push(reportLine(null, column, first, "column_ignored", "lost", sentence));
      }
      return flush();
    },
  };
}
