/** A routine's calendar as its form shows it, and as the iCalendar rule it is stored as. */

export interface Calendar {
  /** `own`: a rule the form has no fields for, kept as it is written. */
  readonly unit: "day" | "week" | "month" | "own";
  /** Every so many days, weeks or months. */
  readonly interval: number;
  /** Weekly: Monday 0 … Sunday 6, ascending. */
  readonly days: readonly number[];
  /** Monthly: by the day's number, or by the weekday. */
  readonly monthBy: "date" | "weekday";
  /** 1 … 31; -1 is the last day. */
  readonly date: number;
  /** 1 … 4; -1 is the last. */
  readonly nth: number;
  readonly weekday: number;
  /** As `HH:MM`; all share their minute, which is all a rule can say. */
  readonly times: readonly string[];
  readonly rule: string;
}

export const weekly: Calendar = {
  unit: "week",
  interval: 1,
  days: [0],
  monthBy: "date",
  date: 1,
  nth: 1,
  weekday: 0,
  times: ["09:00"],
  rule: "",
};

const dayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const frequencies = { day: "DAILY", week: "WEEKLY", month: "MONTHLY" } as const;

/** The rule a calendar is stored as. */
export function ruleOf(calendar: Calendar): string {
  const { unit, interval, days, monthBy, date, nth, weekday, times } = calendar;
  if (unit === "own") return calendar.rule.trim();
  const sorted = [...new Set(times)].toSorted();
  const minute = Number(sorted[0]?.slice(3) ?? 0);
  const parts = [
    `FREQ=${frequencies[unit]}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(unit === "week" ? [`BYDAY=${days.map((day) => dayCodes[day]).join(",")}`] : []),
    ...(unit === "month" ? [monthBy === "date" ? `BYMONTHDAY=${date}` : `BYDAY=${nth}${dayCodes[weekday]}`] : []),
    `BYHOUR=${sorted.map((time) => Number(time.slice(0, 2))).join(",")}`,
    ...(minute === 0 ? [] : [`BYMINUTE=${minute}`]),
  ];
  return parts.join(";");
}

/** The fields for a rule; `own` where it says something they cannot. */
export function calendarOf(rule: string): Calendar {
  const own: Calendar = { ...weekly, unit: "own", rule };
  const parts = new Map(
    rule
      .trim()
      .toUpperCase()
      .replace(/^RRULE:/, "")
      .split(";")
      .filter(Boolean)
      .map((part) => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""] as const),
  );
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const frequency = take("FREQ");
  const unit =
    frequency === "DAILY" ? "day" : frequency === "WEEKLY" ? "week" : frequency === "MONTHLY" ? "month" : null;
  const interval = Number(take("INTERVAL") ?? 1);
  const minute = Number(take("BYMINUTE") ?? 0);
  const hours = (take("BYHOUR") ?? "0").split(",").map(Number);
  const [byDay, byDate] = [take("BYDAY"), take("BYMONTHDAY")];
  const isPlain = [interval, minute, ...hours].every(Number.isInteger) && parts.size === 0;
  if (unit === null || !isPlain) return own;
  const times = hours.map((hour) => `${two(hour)}:${two(minute)}`).toSorted();
  const fields: Calendar = { ...weekly, unit, interval, times, rule };
  if (unit === "day") return byDay === undefined && byDate === undefined ? fields : own;
  if (unit === "week") {
    const days = (byDay ?? "").split(",").map((code) => dayCodes.indexOf(code));
    return byDate === undefined && days.every((day) => day >= 0)
      ? { ...fields, days: days.toSorted((a, b) => a - b) }
      : own;
  }
  if (byDay === undefined) {
    const date = Number(byDate);
    return (date >= 1 && date <= 31) || date === -1 ? { ...fields, monthBy: "date", date } : own;
  }
  const [, nth, code = ""] = /^(-?\d)([A-Z]{2})$/.exec(byDay) ?? [];
  const weekday = dayCodes.indexOf(code);
  return byDate === undefined && weekday >= 0 && ["1", "2", "3", "4", "-1"].includes(nth ?? "")
    ? { ...fields, monthBy: "weekday", nth: Number(nth), weekday }
    : own;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** What is wrong with a calendar; null where it is right. */
export function calendarProblem({ unit, interval, days, times, rule }: Calendar): string | null {
  if (unit === "own") return rule.trim() === "" ? "Write the rule, such as FREQ=WEEKLY;BYDAY=MO;BYHOUR=9" : null;
  if (!Number.isInteger(interval) || interval < 1 || interval > 1000) return "Every 1 to 1000";
  if (unit === "week" && days.length === 0) return "Choose at least one day of the week";
  if (times.length === 0 || times.some((time) => !/^\d\d:\d\d$/.test(time))) return "Give a time, such as 09:00";
  if (new Set(times.map((time) => time.slice(3))).size > 1)
    return "Times of one routine share their minutes, such as 09:30 and 15:30; make a second routine for others";
  return null;
}
