/** Dates as people write them, counted in days; no zone, no clock. Proleptic Gregorian calendar. */
import { RefusedInput } from "../numbers/refused-input.ts";

/** Milliseconds in one minute and one day of 24 hours. */
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/**
 * Days from 1970-01-01 to a date written `YYYY-MM-DD` (negative before it).
 * Refuses (`bad_date`) text that is not a date that exists.
 * H. Hinnant, "chrono-compatible low-level date algorithms" (2014), `days_from_civil`.
 */
export function dayNumber(date: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : [0, 0, 0];
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const number = days + dayOfYear - 719_468;
  if (!parts || writtenDate(number) !== date) {
    throw new RefusedInput("bad_date", `"${date}" is not a date. Write year-month-day, as in 2026-03-09.`);
  }
  return number;
}

/** The inverse of `dayNumber`, for whole day numbers in the years 0000 to 9999. */
export function writtenDate(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** Monday 0 … Sunday 6. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
