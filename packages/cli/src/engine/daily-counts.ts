/** Items finished on each day: from a table of counts, or from a log of work. */
import { cycleTimes } from "@throughline/domain/flow/cycle-time";
import { ageingWork } from "@throughline/domain/flow/ageing-work";
import { guessMapping } from "@throughline/domain/intake/import/guess-mapping";
import { profileColumn } from "@throughline/domain/intake/import/column-profile";
import { readNumber } from "@throughline/domain/intake/import/read-number";
import type { SourceRow } from "@throughline/domain/intake/import/source-row";
import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { type Arguments, isGiven, textOf, WrongUsage } from "../arguments.ts";
import { columnNamed, columnsOf, readWork, rowsWhere, TimeReader, zoneGiven } from "./read-work.ts";
import type { RowTable } from "./read-rows.ts";
import { dateText, dayOf, startOfDay } from "./time-words.ts";
import { flowOf } from "./work-flow.ts";

export interface DailyCounts {
  /** The number of the first day. */
  readonly first: number;
  /** One count a day, without gaps, up to and including the last day known. */
  readonly counts: readonly number[];
  /** Items that were under way at the end of it; null where the file does not tell. */
  readonly open: number | null;
  readonly zone: ZoneOffsets;
  readonly told: readonly string[];
}

/** More days than any forecast looks at, and than any file of honest dates spans. */
const MOST_DAYS = 40_000;

/** @param asOf the last day that is known; the last one in the file where it is not given. */
export function dailyCounts(table: RowTable, given: Arguments, asOf: number | undefined): DailyCounts {
  const columns = countColumns(table, given);
  if (!columns) return fromWork(table, given, asOf);
  const series = isGiven(given, "sum") ? null : seriesOf(table, given, columns);
  if (series) {
    const shown = series.names.slice(0, 12).map((name) => `"${name}"`);
    const more = series.names.length > shown.length ? ` and ${series.names.length - shown.length} more` : "";
    throw new WrongUsage(
      `The file has ${series.names.length} series by "${series.column}": ${shown.join(", ")}${more}. Choose one with --where "${series.column}=${series.names[0]}", or add them up with --sum.`,
    );
  }
  return fromCounts(table, given, columns, asOf);
}

/**
 * The column that tells series apart where days come several times: the one of which each value has each day once. Null where
 * the file is one series.
 */
export function seriesOf(
  table: RowTable,
  given: Arguments,
  known = countColumns(table, given),
): { readonly column: string; readonly names: readonly string[] } | null {
  if (!known || known.count === null) return null;
  const rows = rowsWhere(table, given);
  const dayIn = (row: SourceRow) => row.values(known.date)[0] ?? "";
  const days = new Set(rows.map(dayIn)).size;
  if (days === rows.length) return null;
  for (const column of table.columns) {
    if (column === known.date || column === known.count) continue;
    const names = new Set(rows.map((row) => row.values(column)[0] ?? ""));
    if (names.size < 2 || names.has("")) continue;
    const places = new Set(rows.map((row) => `${row.values(column)[0]}\n${dayIn(row)}`));
    if (places.size === rows.length && names.size <= rows.length / 2) return { column, names: [...names] };
  }
  return null;
}

interface CountColumns {
  readonly date: string;
  /** Null where each row is an item that was finished then. */
  readonly count: string | null;
}

const ID = /(^|[\s_-])(id|key|nr|no|number|nummer|numero|issue|ticket|case|item)s?$|^#/i;

/** What a column of counts is called, whatever stands in it. */
const COUNT = /^(count|counts|n|number of|finished|done|closed|completed|throughput|items|anzahl|nombre)\b/i;

/**
 * A date and a count: as named, or where a table of few columns has just one of each and nothing else that changes daily. A
 * table with one date and no number tells of an item in each row, as does one whose numbers are the items' own.
 */
function countColumns(table: RowTable, given: Arguments): CountColumns | null {
  const named = textOf(given, "count");
  const profiles =
    table.isLog || table.columns.length > 6
      ? []
      : table.columns.map((column) => profileColumn(column, table.rows.slice(0, 5000), (text) => text.trim() === ""));
  const dates = profiles.filter(({ dates: verdict }) => verdict !== null && verdict.share >= 0.9);
  const dateNamed = textOf(given, "time");
  const date = dateNamed === undefined ? dates[0]?.column : columnNamed(table, dateNamed, "time");
  if (named !== undefined) {
    if (date === undefined)
      throw new WrongUsage(`No column could be taken for the days: say --time COLUMN. ${columnsOf(table)}`);
    return { date, count: columnNamed(table, named, "count") };
  }
  if (isGiven(given, "activity") || isGiven(given, "case") || dates.length !== 1 || date === undefined) return null;
  const days = table.rows.slice(0, 200).every((row) => row.values(date).every((text) => !/\d:\d\d/.test(text)));
  const isOnce = new Set(table.rows.map((row) => row.values(date)[0])).size === table.rows.length;
  const numeric = profiles.filter(({ column, numbers, values }) => column !== date && values > 0 && numbers >= 0.99);
  const counts = numeric.filter(({ column }) => !ID.test(column));
  if (days && isOnce && counts.length > 1 && counts.length === table.columns.length - 1) {
    const named = counts.map(({ column }) => `"${column}"`).join(", ");
    throw new WrongUsage(`Several columns could be the counts: ${named}. Say which with --count COLUMN.`);
  }
  if (days && counts.length === 1) return { date, count: counts[0]!.column };
  const guess = guessMapping(table.columns, table.rows.slice(0, 5000)).mapping.columns.map(({ role }) => role);
  if (guess.includes("state")) return null;
  const meant = table.columns.find((column) => column !== date && COUNT.test(column));
  return { date, count: meant ?? null };
}

function fromCounts(
  table: RowTable,
  given: Arguments,
  { date, count }: CountColumns,
  asOf: number | undefined,
): DailyCounts {
  const zone = zoneGiven(given);
  const rows = rowsWhere(table, given);
  const reader = new TimeReader(
    rows,
    zone,
    (text) => text.trim() === "",
    isGiven(given, "monthFirst"),
    isGiven(given, "skipUnreadable"),
  );
  const byDay = new Map<number, number>();
  let repeated = 0;
  for (const row of rows) {
    const at = reader.at(row, date);
    const text = count === null ? "1" : row.values(count)[0];
    if (typeof at !== "number" || text === undefined) continue;
    const number = readNumber(text, "point");
    if (number === null || !Number.isSafeInteger(number) || number < 0) {
      throw new WrongUsage(
        `Line ${row.line}: "${text.slice(0, 60)}" in column "${count}" is no whole number of items. Correct it, or name another column with --count.`,
      );
    }
    const day = dayOf(zone, at);
    if (byDay.has(day)) repeated++;
    byDay.set(day, (byDay.get(day) ?? 0) + number);
  }
  if (byDay.size === 0) throw new WrongUsage(`No row has a day and a count. ${columnsOf(table)}`);
  const told = [
    count === null
      ? `Each row is an item, finished on "${date}".`
      : `Items finished on each day: "${count}" on "${date}", days that are not listed count 0.`,
    ...(repeated > 0 && count !== null
      ? ["Several rows of one day are added up; --where COLUMN=VALUE picks some."]
      : []),
    ...reader.notes(),
    ...table.notes,
  ];
  return { ...spanned(byDay, Math.min(...byDay.keys()), asOf ?? Math.max(...byDay.keys())), open: null, zone, told };
}

function fromWork(table: RowTable, given: Arguments, asOf: number | undefined): DailyCounts {
  const work = readWork(table, given);
  const { zone } = work;
  const first = dayOf(
    zone,
    work.events.reduce((least, { at }) => Math.min(least, at), Infinity),
  );
  const last =
    asOf ??
    dayOf(
      zone,
      work.events.reduce((most, { at }) => Math.max(most, at), -Infinity),
    );
  const end = startOfDay(zone, last + 1);
  // What happened later is not known yet: an item reopened tomorrow is done today.
  const known = { ...work, events: work.events.filter(({ at }) => at < end) };
  if (known.events.length === 0) throw new WrongUsage(`Nothing had happened by ${dateText(last)}.`);
  const { history, told } = flowOf(known, given);
  const byDay = new Map<number, number>();
  for (const { finishedAt } of cycleTimes(history, "arrival")) {
    const day = dayOf(zone, finishedAt);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  return {
    ...spanned(byDay, first, last),
    open: ageingWork(history, "arrival", end - 1).length,
    zone,
    told: [...work.told, ...told],
  };
}

function spanned(byDay: ReadonlyMap<number, number>, first: number, last: number): { first: number; counts: number[] } {
  const days = last - first + 1;
  if (!Number.isFinite(days) || days < 1) throw new WrongUsage("There are no days in the file by then.");
  if (days > MOST_DAYS) {
    throw new WrongUsage(
      `The days reach from ${dateText(first)} to ${dateText(last)}: one of these dates must be wrong.`,
    );
  }
  return { first, counts: Array.from({ length: days }, (_, i) => byDay.get(first + i) ?? 0) };
}
