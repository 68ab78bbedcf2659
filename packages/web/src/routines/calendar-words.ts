import type { Calendar } from "./calendar-rule.ts";

export const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const nthNames: Readonly<Record<string, string>> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "-1": "last",
};

/** When a calendar comes up, as people say it: "Every Monday and Thursday at 09:00". */
export function calendarWords(calendar: Calendar): string {
  const { unit, interval, days, monthBy, date, nth, weekday, times } = calendar;
  if (unit === "own") return calendar.rule;
  const at = ` at ${listed([...times].toSorted())}`;
  if (unit === "day") return `${interval === 1 ? "Every day" : `Every ${interval} days`}${at}`;
  if (unit === "week") {
    const names = isWorkingWeek(days) && interval === 1 ? "weekday" : listed(days.map((day) => dayNames[day] ?? ""));
    return interval === 1 ? `Every ${names}${at}` : `Every ${interval} weeks on ${names}${at}`;
  }
  const months = interval === 1 ? "every month" : `every ${interval} months`;
  const day =
    monthBy === "weekday"
      ? `the ${nthNames[String(nth)] ?? ""} ${dayNames[weekday] ?? ""}`
      : date === -1
        ? "the last day"
        : `the ${ordinal(date)}`;
  return `On ${day} of ${months}${at}`;
}

const isWorkingWeek = (days: readonly number[]): boolean => days.join("") === "01234";

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`;
}
