/** The events of a log as rows, the attributes of their case beside them under `case:` names. */
import { type ReportLine, reportLine } from "../import/import-record.ts";
import type { SourceRow } from "../import/source-row.ts";
import type { XesAttribute, XesCase } from "./xes-log.ts";

export const CASE_PREFIX = "case:";
/** The case's id in the standard. */
export const CASE_KEY = "case:concept:name";

export interface XesRows {
  /** One row per event; for a case without events, one row that has the case's attributes alone. */
  of(one: XesCase): readonly SourceRow[];
  /** Only notes the columns of a case, as though its rows had been asked for. */
  note(one: XesCase): void;
  /** Every column seen so far, a case's before an event's, each in order of appearance. */
  columns(): readonly string[];
  /** One line for each column that `known` does not name. */
  unlisted(): readonly ReportLine[];
}

/** `known`: the columns that are read; the values of others are counted, to be reported. Null while inspecting. */
export function xesRows(known: ReadonlySet<string> | null, report: (line: ReportLine) => void): XesRows {
  const seen = { case: new Set<string>(), event: new Set<string>() };
  const unlisted = new Map<string, { count: number; first: string }>();
  let number = 0;

  const gather = (attributes: readonly XesAttribute[], prefix: string, names: Set<string>) => {
    const gathered = new Map<string, string[]>();
    for (const { name, value } of attributes) {
      const column = prefix + name;
      names.add(column);
      if (value === "") continue;
      const values = gathered.get(column);
      if (values) values.push(value);
      else gathered.set(column, [value]);
      if (!known || known.has(column)) continue;
      const missed = unlisted.get(column);
      if (missed) missed.count++;
      else unlisted.set(column, { count: 1, first: value });
    }
    return gathered;
  };

  return {
    of(one) {
      number++;
      const ofCase = gather(one.attributes, CASE_PREFIX, seen.case);
      if (!ofCase.has(CASE_KEY)) {
        seen.case.add(CASE_KEY);
        const id = ofCase.get("case:identity:id")?.[0] ?? `case-${number}`;
        ofCase.set(CASE_KEY, [id]);
        const sentence = `The case has no concept:name; it is known as "${id.slice(0, 100)}".`;
        report(reportLine(one.line, CASE_KEY, "", "row_used_as_key", "note", sentence));
      }
      const row = (line: number, ofEvent: ReadonlyMap<string, string[]>): SourceRow => ({
        line,
        values: (column) => ofEvent.get(column) ?? ofCase.get(column) ?? NONE,
      });
      if (one.events.length === 0) return [row(one.line, new Map())];
      return one.events.map(({ line, attributes }) => row(line, gather(attributes, "", seen.event)));
    },
    note(one) {
      number++;
      for (const { name } of one.attributes) seen.case.add(CASE_PREFIX + name);
      for (const { attributes } of one.events) for (const { name } of attributes) seen.event.add(name);
    },
    columns: () => [...seen.case, ...[...seen.event].filter((column) => !seen.case.has(column))],
    unlisted: () =>
      [...unlisted].map(([column, { count, first }]) => {
        const sentence = `The mapping does not name this attribute: ${count} ${count === 1 ? "value was" : "values were"} not kept.`;
        return reportLine(null, column, first, "column_unlisted", "lost", sentence);
      }),
  };
}

const NONE: readonly string[] = [];
