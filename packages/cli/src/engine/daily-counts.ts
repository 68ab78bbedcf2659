/** Items finished on each day: from a table of counts, or from a log of work. */
import { cycleTimes } from "@throughline/domain/flow/cycle-time";
import { ageingWork } from "@throughline/domain/flow/ageing-work";
import { profileColumn } from "@throughline/domain/intake/import/column-profile";
import { readNumber } from "@throughline/domain/intake/import/read-number";
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
  return columns ? fromCounts(table, given, columns, asOf) : fromWork(table, given, asOf);
}

interface CountColumns {
  readonly date: string;
  readonly count: string;
}

/** A date and a count: as named, or where a table of few columns has just one of each and nothing else that changes daily. */
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
  const numeric = profiles.filter(({ column, numbers, values }) => column !== date && values > 0 && numbers >= 0.99);
  const days = table.rows.slice(0, 200).every((row) => row.values(date).every((text) => !/\d:\d\d/.test(text)));
  return days && numeric.length === 1 ? { date, count: numeric[0]!.column } : null;
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
    const text = row.values(count)[0];
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
    `Items finished on each day: "${count}" on "${date}", days that are not listed count 0.`,
    ...(repeated > 0 ? ["Several rows of one day are added up; --where COLUMN=VALUE picks some."] : []),
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
