import { shortDay } from "../ui/relative-time.ts";

/** Noon in UTC of a written day: any zone's clock is on that day or beside it, and charts put it in the middle. */
export const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** "14 Mar", with its year where it is another than `today`'s. */
export const dayText = (day: string, today: string): string => shortDay(noonOf(day), noonOf(today), "UTC");

/** The day so many days after a written one. */
export const dayAfter = (day: string, days: number): string =>
  new Date(noonOf(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Days from one written day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((noonOf(to) - noonOf(from)) / 86_400_000);

/** "+4 days", "−1 day", "no change". */
export function signedDays(days: number): string {
  if (days === 0) return "no change";
  return `${days > 0 ? "+" : "−"}${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
}

/** The same words with no line ending between a number and its sign or unit. */
export const unbroken = (text: string): string => text.replaceAll(/(\d) (?=%|day|week|item)/g, "$1\u00a0");

/** Whole percent; never 0 or 100, which nobody can know. */
export function chanceText(chance: number): string {
  const percent = Math.round(chance * 100);
  return percent < 1 ? "under 1 %" : percent > 99 ? "over 99 %" : `${percent} %`;
}
