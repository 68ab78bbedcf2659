/** What happened to which piece of work when, from the rows of any table: columns are guessed, or named, and what was taken for what is told. */
import {
  type DateVerdict,
  judgeDates,
  noDateEvidence,
  weighDate,
} from "@throughline/domain/intake/import/date-evidence";
import { guessMapping } from "@throughline/domain/intake/import/guess-mapping";
import type { ColumnRole } from "@throughline/domain/intake/import/import-mapping";
import { instantOf, readDate } from "@throughline/domain/intake/import/read-date";
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import { CASE_KEY } from "@throughline/domain/intake/reading/xes-rows";
import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { zoneOffsetsOf } from "@throughline/domain/time/zone-offsets-of";
import { type Arguments, isGiven, textOf, WrongUsage } from "../arguments.ts";
import { listGiven } from "./given.ts";
import type { RowTable } from "./read-rows.ts";

export interface WorkEvent {
  readonly case: string;
  readonly activity: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What told of it. */
  readonly row: SourceRow;
}

export interface Work {
  /** `events`: each row told of one. `items`: each row was an item with its dates, from which events were made. */
  readonly rows: "events" | "items";
  readonly events: readonly WorkEvent[];
  readonly zone: ZoneOffsets;
  /** What was taken for what, and what was left out, in sentences. */
  readonly told: readonly string[];
}

/** The parameters that say how a table is read. */
export const readingParameters = [
  "case",
  "activity",
  "time",
  "zone",
  "where",
  "lifecycle",
  "monthFirst",
  "skipUnreadable",
];
export const readingFlags = ["monthFirst", "skipUnreadable"];
export const readingHelp = `How the file is read (what is not said is guessed from names and values, and told):
  --case COLUMN              What the rows of one item share
  --activity COLUMN          Its state, stage or activity; several, separated by commas, are joined
  --time COLUMN              When
  --where COLUMN=VALUE       Only such rows; may be repeated
  --zone ZONE                Zone of times that name none, and of days; Europe/Lisbon, +02:00. This machine's otherwise
  --month-first              03/04/2026 is in March
  --skip-unreadable          Leave out rows whose time cannot be read instead of stopping
  --lifecycle all            In XES, count "start" events besides "complete" ones`;

const SAMPLE = 5000;
const LIFECYCLE = "lifecycle:transition";

/** The stages that a table of items speaks of. */
export const itemStages = { open: "open", started: "started", done: "done" } as const;

export function zoneGiven(given: Arguments): ZoneOffsets {
  return zoneOffsetsOf(textOf(given, "zone") ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The columns of a log in XES that the parameters speak of, and those that it always has. */
export function wantedColumns(given: Arguments): ReadonlySet<string> {
  const conditions = (given.parameters.get("where") ?? []).map((value) => String(value).split("=")[0]!);
  const named = ["case", "activity", "time"].flatMap((name) => listGiven(given, name));
  return new Set(["concept:name", "time:timestamp", LIFECYCLE, CASE_KEY, "case:identity:id", ...named, ...conditions]);
}

/** Refuses (`WrongUsage`) columns that are not there or not to be guessed, and times that cannot be read, with the line. */
export function readWork(table: RowTable, given: Arguments): Work {
  const zone = zoneGiven(given);
  const rows = rowsWhere(table, given);
  const sample = rows.slice(0, SAMPLE);
  let guess = guessMapping(table.columns, sample, table.isLog ? { rows: "events" } : {});
  const hasDates = (...roles: ColumnRole[]) => guess.mapping.columns.some((one) => roles.includes(one.role));
  // Too few rows to see that items come again: without both dates of an item they can only be events.
  if (guess.mapping.rows === "items" && !(hasDates("created") && hasDates("resolved", "closed"))) {
    guess = guessMapping(table.columns, sample, { rows: "events" });
  }
  const roleColumn = (role: ColumnRole) => guess.mapping.columns.find((one) => one.role === role)?.column;
  const named = (name: string) => {
    const column = textOf(given, name);
    return column === undefined ? undefined : columnNamed(table, column, name);
  };
  const activities = listGiven(given, "activity").map((column) => columnNamed(table, column, "activity"));
  const isMissing = (text: string) => text.trim() === "" || guess.mapping.missing.includes(text.trim());
  const reader = new TimeReader(rows, zone, isMissing, isGiven(given, "monthFirst"), isGiven(given, "skipUnreadable"));
  const caseColumn = named("case") ?? (table.isLog ? CASE_KEY : roleColumn("key"));
  const isEvents = guess.mapping.rows === "events" || activities.length > 0 || named("time") !== undefined;
  if (!isEvents) {
    const columns = {
      id: caseColumn,
      open: roleColumn("created"),
      started: roleColumn("started"),
      done: roleColumn("resolved") ?? roleColumn("closed"),
    };
    return workOfItems(rows, columns, reader, table, zone);
  }
  const standard = table.isLog
    ? { activity: "concept:name", time: "time:timestamp" }
    : { activity: roleColumn("state"), time: roleColumn("event_time") };
  const { activity } = standard;
  const usual = activity !== undefined && table.columns.includes(activity) ? [activity] : (table.classifier ?? []);
  const stateColumns = activities.length > 0 ? activities : usual;
  const timeColumn = named("time") ?? standard.time;
  if (caseColumn === undefined) throw missing("case", "the id that the rows of one item share", table);
  if (stateColumns.length === 0) throw missing("activity", "the state or activity", table);
  if (timeColumn === undefined) throw missing("time", "when it happened", table);
  const told = [
    `Item: "${caseColumn}". ${stateColumns.length > 1 ? "Activities" : "Activity"}: ${stateColumns.map((one) => `"${one}"`).join(" + ")}. Time: "${timeColumn}" (${zone.name}).`,
  ];
  const counted = table.isLog && textOf(given, "lifecycle") !== "all" ? completions(rows, told) : rows;
  const events: WorkEvent[] = [];
  const left = new LeftOut();
  const first = (row: SourceRow, column: string) => row.values(column).find((value) => !isMissing(value));
  for (const row of counted) {
    const id = first(row, caseColumn);
    const states = stateColumns.map((column) => first(row, column));
    const at = reader.at(row, timeColumn);
    if (id === undefined) left.add(row, "an item");
    else if (states.some((state) => state === undefined)) left.add(row, "an activity");
    else if (at === null) left.add(row, "a time");
    else if (at !== undefined) events.push({ case: id, activity: states.join(" + "), at, row });
  }
  if (events.length === 0) throw new WrongUsage(`No row has an item, an activity and a time. ${told[0]}`);
  return { rows: "events", events, zone, told: [...told, ...reader.notes(), ...left.notes(), ...table.notes] };
}

interface ItemColumns {
  readonly id: string | undefined;
  readonly open: string | undefined;
  readonly started: string | undefined;
  readonly done: string | undefined;
}

function workOfItems(
  rows: readonly SourceRow[],
  columns: ItemColumns,
  reader: TimeReader,
  table: RowTable,
  zone: ZoneOffsets,
): Work {
  const { id, open, started, done } = columns;
  if (open === undefined || done === undefined) throw missing("time", "when items came in and were done", table);
  const left = new LeftOut();
  const events: WorkEvent[] = [];
  for (const row of rows) {
    const name = (id === undefined ? undefined : row.values(id)[0]) ?? `line ${row.line}`;
    const from = reader.at(row, open);
    const begun = started === undefined ? null : reader.at(row, started);
    const to = reader.at(row, done);
    if (from === null) left.add(row, "a time of coming in");
    if (typeof from !== "number" || to === undefined) continue;
    if (to !== null && to < from) {
      left.add(row, "times in order");
      continue;
    }
    events.push({ case: name, activity: itemStages.open, at: from, row });
    if (typeof begun === "number" && begun >= from && (to === null || begun <= to))
      events.push({ case: name, activity: itemStages.started, at: begun, row });
    if (to !== null) events.push({ case: name, activity: itemStages.done, at: to, row });
  }
  const told = `Each row is an item${id === undefined ? "" : ` ("${id}")`}: came in "${open}"${started === undefined ? "" : `, started "${started}"`}, done "${done}" (${zone.name}).`;
  return { rows: "items", events, zone, told: [told, ...reader.notes(), ...left.notes(), ...table.notes] };
}

/** Rows that `--where` lets through. */
export function rowsWhere(table: RowTable, given: Arguments): readonly SourceRow[] {
  const conditions = (given.parameters.get("where") ?? []).map((value) => {
    const [, column = "", wanted = ""] = /^(.+?)=(.*)$/s.exec(value === true ? "" : value) ?? [];
    if (column === "") throw new WrongUsage("--where is written COLUMN=VALUE.");
    return { column: columnNamed(table, column, "where"), wanted };
  });
  if (conditions.length === 0) return table.rows;
  const rows = table.rows.filter((row) =>
    conditions.every(({ column, wanted }) => row.values(column).includes(wanted)),
  );
  if (rows.length === 0) throw new WrongUsage("No row is as --where asks.");
  return rows;
}

export function columnNamed(table: RowTable, name: string, parameter: string): string {
  if (table.columns.includes(name)) return name;
  const near = table.columns.find((column) => column.toLowerCase() === name.toLowerCase());
  if (near !== undefined) return near;
  throw new WrongUsage(`--${parameter}: there is no column "${name.slice(0, 60)}". ${columnsOf(table)}`);
}

function missing(parameter: string, what: string, table: RowTable): WrongUsage {
  return new WrongUsage(`No column could be taken for ${what}: say --${parameter} COLUMN. ${columnsOf(table)}`);
}

export function columnsOf({ columns }: RowTable): string {
  const shown = columns.slice(0, 20).map((column) => `"${column}"`);
  return `The columns are ${shown.join(", ")}${columns.length > shown.length ? ` and ${columns.length - shown.length} more` : ""}.`;
}

/** Where a log tells starts and completions apart, only the latter: an activity counts once. */
function completions(rows: readonly SourceRow[], told: string[]): readonly SourceRow[] {
  const column = LIFECYCLE;
  const kinds = new Set(rows.flatMap((row) => row.values(column).map((value) => value.toLowerCase())));
  if (!kinds.has("start") || !kinds.has("complete")) return rows;
  const complete = rows.filter((row) => row.values(column).some((value) => value.toLowerCase() === "complete"));
  told.push(
    `Only events whose ${column} is complete count: ${complete.length} of ${rows.length}; --lifecycle all counts every one.`,
  );
  return complete;
}

/** Reads the times of columns, each in the format that the whole column speaks for. */
export class TimeReader {
  readonly #rows: readonly SourceRow[];
  readonly #zone: ZoneOffsets;
  readonly #isMissing: (text: string) => boolean;
  readonly #monthFirst: boolean;
  readonly #skip: boolean;
  readonly #verdicts = new Map<string, DateVerdict | null>();
  readonly #unreadable = new LeftOut();

  constructor(
    rows: readonly SourceRow[],
    zone: ZoneOffsets,
    isMissing: (text: string) => boolean,
    monthFirst: boolean,
    skip: boolean,
  ) {
    this.#rows = rows;
    this.#zone = zone;
    this.#isMissing = isMissing;
    this.#monthFirst = monthFirst;
    this.#skip = skip;
  }

  /** The instant in a row's column; null where there is none. Refuses what is no time; undefined where that is to be skipped. */
  at(row: SourceRow, column: string): number | null | undefined {
    const text = row.values(column).find((value) => !this.#isMissing(value));
    if (text === undefined) return null;
    const written = readDate(text, this.verdict(column)?.format ?? "iso");
    if (written) return instantOf(written, this.#zone);
    if (!this.#skip) {
      throw new WrongUsage(
        `Line ${row.line}: "${text.slice(0, 60)}" in column "${column}" is no time. Correct it, name another column with --time, or leave such rows out with --skip-unreadable.`,
      );
    }
    this.#unreadable.add(row, `a readable "${column}"`);
    return undefined;
  }

  verdict(column: string): DateVerdict | null {
    let verdict = this.#verdicts.get(column);
    if (verdict === undefined) {
      const evidence = noDateEvidence();
      for (const row of this.#rows)
        for (const value of row.values(column)) if (!this.#isMissing(value)) weighDate(evidence, value);
      verdict = judgeDates(evidence, true);
      if (verdict && this.#monthFirst && verdict.format === "day_first")
        verdict = { ...verdict, format: "month_first", ambiguous: false };
      this.#verdicts.set(column, verdict);
    }
    return verdict;
  }

  notes(): readonly string[] {
    const doubts = [...this.#verdicts]
      .filter(([, verdict]) => verdict?.ambiguous === true)
      .map(
        ([column, verdict]) =>
          `Dates in "${column}" are read ${verdict?.format === "day_first" ? "day first" : "month first"}, but nothing in them decides; --month-first says otherwise.`,
      );
    return [...doubts, ...this.#unreadable.notes()];
  }
}

/** Counts rows that lack something. */
class LeftOut {
  readonly #counts = new Map<string, { count: number; readonly line: number }>();

  add({ line }: SourceRow, what: string): void {
    const known = this.#counts.get(what);
    if (known) known.count++;
    else this.#counts.set(what, { count: 1, line });
  }

  notes(): string[] {
    return [...this.#counts].map(
      ([what, { count, line }]) =>
        `${count} ${count === 1 ? "row" : "rows"} without ${what} left out (first: line ${line}).`,
    );
  }
}
