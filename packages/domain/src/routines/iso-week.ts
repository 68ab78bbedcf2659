import { dayNumber, weekday, writtenDate } from "../time/civil-date.ts";

/**
 * The ISO 8601 week a day is in, as `2026-W12`: weeks begin on Monday, and week 1 is the one with the year's first Thursday,
 * so that a week's year is the year its Thursday is in.
 * Refuses (`bad_date`) what is not a date.
 */
export function isoWeek(date: string): string {
  const day = dayNumber(date);
  const thursday = day - weekday(day) + 3;
  const year = writtenDate(thursday).slice(0, 4);
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
