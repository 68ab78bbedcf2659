/** Reads dates as exports write them. Structure decides where it can; only day or month first has to be told. */
import { DAY, MINUTE, dayNumber } from "../../time/civil-date.ts";
import { type ZoneOffsets, instantAt } from "../../time/zone-offsets.ts";
import { monthNamed } from "./month-names.ts";

/**
 * How a column writes its dates. `iso` (2024-03-01T14:05:00+02:00 and its relatives) and `named_month` (01/Mar/24
 * 2:05 PM) are understood in every column, whatever its format; `day_first` and `month_first` say how 01/03/2024 is
 * to be read; the last three read bare numbers: seconds or milliseconds since 1970, days since 1899-12-30.
 */
export const DATE_FORMATS = [
  "iso",
  "day_first",
  "month_first",
  "named_month",
  "epoch_seconds",
  "epoch_milliseconds",
  "spreadsheet_days",
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A date as it was written. */
export interface WrittenMoment {
  /** The wall clock in milliseconds since 1970-01-01T00:00 on that clock. */
  readonly local: number;
  /** Minutes east of Greenwich as written, or null where the text has no zone. */
  readonly offset: number | null;
  /** Only a day was written, no time. */
  readonly dayOnly: boolean;
}

/** Longest text taken for a date; also what keeps the patterns below from ever working long. */
const LONGEST = 80;
const LEAST_YEAR = 1900;
const GREATEST_YEAR = 2199;

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)$/s;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(T\d{2})(\d{2})(\d{2})?(.*))?$/s;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/s;
const DAY_NAME_YEAR =
  /^(?:\p{L}{2,12}\.?,? +)?(\d{1,2})(?:st|nd|rd|th)?[ ./-]{1,2}(\p{L}{3,10})[ .,/-]{1,2}(\d{4}|\d{2})(?!\d)(.*)$/su;
const NAME_DAY_YEAR =
  /^(?:\p{L}{2,12}\.?,? +)?(\p{L}{3,10})[ ./-]{1,2}(\d{1,2})(?:st|nd|rd|th)?[ ,./-]{1,2}(\d{4})(?!\d)(.*)$/su;
const TIME =
  /^[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)? ?(am|pm|a\.m\.|p\.m\.)? ?(z|(?:utc|gmt)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?(?: \(.{0,40}\))?$/is;
const BARE_NUMBER = /^-?\d{1,16}(?:\.\d{1,12})?$/;

/** The moment `text` writes, or null where it is no date that exists in the years 1900 to 2199. */
export function readDate(text: string, format: DateFormat): WrittenMoment | null {
  const written = text.trim();
  if (written.length === 0 || written.length > LONGEST) return null;
  if (format === "epoch_seconds" || format === "epoch_milliseconds" || format === "spreadsheet_days") {
    const counted = countedMoment(written, format);
    if (counted) return counted;
  }
  const year = YEAR_FIRST.exec(written);
  if (year) return moment(year[1], year[2], year[3], year[4]);
  const numeric = NUMERIC.exec(written);
  if (numeric) {
    if (format === "day_first") return moment(numeric[4], numeric[3], numeric[1], numeric[5]);
    return format === "month_first" ? moment(numeric[4], numeric[1], numeric[3], numeric[5]) : null;
  }
  const dayName = DAY_NAME_YEAR.exec(written);
  if (dayName) return moment(dayName[3], monthNamed(dayName[2]!), dayName[1], dayName[4]);
  const nameDay = NAME_DAY_YEAR.exec(written);
  if (nameDay) return moment(nameDay[3], monthNamed(nameDay[1]!), nameDay[2], nameDay[4]);
  const compact = COMPACT.exec(written);
  if (!compact) return null;
  const [, y, m, d, hour, minute, second = "00", rest = ""] = compact;
  return moment(y, m, d, hour === undefined ? "" : `${hour}:${minute}:${second}${rest}`);
}

/** The instant of a written moment; `zone` is used where the text names none. */
export function instantOf(written: WrittenMoment, zone: ZoneOffsets): number {
  return written.offset === null ? instantAt(zone, written.local) : written.local - written.offset * MINUTE;
}

/** The two first numbers of a date such as 03/04/2024, which only its column can put in order; else null. */
export function leadingPair(text: string): readonly [number, number] | null {
  const parts = text.length > LONGEST ? null : NUMERIC.exec(text.trim());
  return parts ? [Number(parts[1]), Number(parts[3])] : null;
}

function countedMoment(text: string, format: DateFormat): WrittenMoment | null {
  if (!BARE_NUMBER.test(text)) return null;
  const number = Number(text);
  if (format === "spreadsheet_days") {
    // Day 0 of spreadsheets is 1899-12-30; they know no zone.
    const local = Math.round((number - 25_569) * DAY);
    return inRange(local) ? { local, offset: null, dayOnly: Number.isInteger(number) } : null;
  }
  const local = Math.round(format === "epoch_seconds" ? number * 1000 : number);
  return inRange(local) ? { local, offset: 0, dayOnly: false } : null;
}

function inRange(local: number): boolean {
  return local >= (LEAST_YEAR - 1970) * 365.2425 * DAY && local < (GREATEST_YEAR + 1 - 1970) * 365.2425 * DAY;
}

function moment(
  yearText: string | undefined,
  monthText: string | number | null | undefined,
  dayText: string | undefined,
  rest: string | undefined,
): WrittenMoment | null {
  const month = Number(monthText ?? 0);
  const year = fullYear(yearText ?? "");
  const day = Number(dayText);
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < LEAST_YEAR || year > GREATEST_YEAR) return null;
  const midnight = dayStart(year, month, day);
  if (midnight === null) return null;
  if (!rest || rest.trim() === "") return { local: midnight, offset: null, dayOnly: true };
  const time = TIME.exec(rest);
  if (!time) return null;
  const milliseconds = timeOfDay(time);
  const offset = offsetNamed(time[6] ?? "");
  if (milliseconds === null || offset === undefined) return null;
  return { local: midnight + milliseconds, offset, dayOnly: false };
}

/** Two digits are read as POSIX does: 69 to 99 are 19xx, the rest 20xx. */
function fullYear(text: string): number {
  const number = Number(text);
  if (text.length > 2) return number;
  return number >= 69 ? 1900 + number : 2000 + number;
}

function dayStart(year: number, month: number, day: number): number | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return null;
  return dayNumber(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`) * DAY;
}

function timeOfDay(time: RegExpExecArray): number | null {
  let hour = Number(time[1]);
  const minute = Number(time[2]);
  const second = Number(time[3] ?? 0);
  const half = time[5]?.toLowerCase().charAt(0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  // 24:00 is the end of the day in ISO 8601; a leap second is held to the second before it.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return null;
  const fraction = Number((time[4] ?? "").padEnd(3, "0").slice(0, 3));
  return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + fraction;
}

/** Minutes east of Greenwich; null where no zone is written; undefined where it is not one. */
function offsetNamed(zone: string): number | null | undefined {
  if (zone === "") return null;
  const parts = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  if (minutes > 18 * 60) return undefined;
  return parts[1] === "-" ? -minutes : minutes;
}
