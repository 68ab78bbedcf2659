/** Recurrence rules as routines accept them: a subset of RFC 5545's RRULE that runs at most once an hour. */

export interface Recurrence {
  /** The rule without its end, parts in the order given, such as `FREQ=WEEKLY;BYDAY=MO;BYHOUR=9`. */
  readonly rule: string;
  /** The last moment it may run, on the wall clock of the routine's zone or, with `utc`, in UTC; null: no such end. */
  readonly until: { readonly date: string; readonly time: string; readonly utc: boolean } | null;
}

export type RecurrenceReading = { readonly recurrence: Recurrence } | { readonly problem: string };

const frequencies = ["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
type Frequency = (typeof frequencies)[number];

/** What each part may hold: whole numbers in a range (`signed`: or counted from the end), at most `most` of them. */
const numberParts = {
  INTERVAL: { from: 1, to: 1000, most: 1, signed: false },
  COUNT: { from: 1, to: 10_000, most: 1, signed: false },
  BYMONTH: { from: 1, to: 12, most: 12, signed: false },
  BYMONTHDAY: { from: 1, to: 31, most: 31, signed: true },
  BYYEARDAY: { from: 1, to: 366, most: 366, signed: true },
  BYWEEKNO: { from: 1, to: 53, most: 53, signed: true },
  BYHOUR: { from: 0, to: 23, most: 24, signed: false },
  BYMINUTE: { from: 0, to: 59, most: 1, signed: false },
  BYSETPOS: { from: 1, to: 366, most: 50, signed: true },
} as const;

/**
 * Reads and checks a rule; a leading `RRULE:` and small letters are taken. Without BYHOUR it runs at midnight.
 * @returns the rule, or a sentence that says what is wrong with it and what to do.
 */
export function readRecurrence(text: string): RecurrenceReading {
  const parts = new Map<string, string>();
  for (const piece of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")
    .filter(Boolean)) {
    const [name = "", value = "", ...rest] = piece.split("=");
    if (value === "" || rest.length > 0)
      return { problem: `"${piece}" is not a part of a rule; write NAME=VALUE, such as FREQ=WEEKLY` };
    if (parts.has(name)) return { problem: `${name} is given twice` };
    parts.set(name, value);
  }
  const frequency = frequencies.find((one) => one === parts.get("FREQ"));
  if (!frequency)
    return {
      problem: `Give a frequency first: FREQ=${frequencies.join(", ")}. A routine runs at most once an hour`,
    };
  for (const [name, value] of parts) {
    const problem = problemOf(name, value, frequency);
    if (problem !== null) return { problem };
  }
  const until = readUntil(parts.get("UNTIL"));
  if (until === undefined) return { problem: "UNTIL is a day such as 20261231, or a moment such as 20261231T170000" };
  if (until && parts.has("COUNT")) return { problem: "Give COUNT or UNTIL, not both" };
  if (parts.has("BYSETPOS") && ![...parts.keys()].some((name) => name.startsWith("BY") && name !== "BYSETPOS"))
    return { problem: "BYSETPOS chooses among days that another part names; give BYDAY or BYMONTHDAY too" };
  parts.delete("UNTIL");
  return { recurrence: { rule: [...parts].map(([name, value]) => `${name}=${value}`).join(";"), until } };
}

function problemOf(name: string, value: string, frequency: Frequency): string | null {
  if (name === "FREQ" || name === "UNTIL") return null;
  if (name === "WKST") return /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value) ? null : "WKST is a day such as MO";
  if (name === "BYDAY") return problemOfDays(value, frequency);
  if (!isNumberPart(name))
    return `${name} is not known here; use FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYHOUR, BYMINUTE, BYSETPOS, COUNT or UNTIL`;
  const { from, to, most, signed } = numberParts[name];
  const numbers = value.split(",");
  const fits = (number: string) =>
    /^[+-]?\d{1,5}$/.test(number) &&
    (signed ? Math.abs(Number(number)) : Number(number)) >= from &&
    (signed ? Math.abs(Number(number)) : Number(number)) <= to;
  if (!numbers.every(fits))
    return `${name} takes whole numbers from ${from} to ${to}${signed ? " (or from the end: -1)" : ""}`;
  if (numbers.length > most) return `${name} takes at most ${most} ${most === 1 ? "number" : "numbers"}`;
  if (name === "BYMONTHDAY" && frequency === "WEEKLY") return "A weekly rule names its days by BYDAY, not BYMONTHDAY";
  if ((name === "BYWEEKNO" || name === "BYYEARDAY") && frequency !== "YEARLY")
    return `${name} goes with FREQ=YEARLY only`;
  return null;
}

const isNumberPart = (name: string): name is keyof typeof numberParts => Object.hasOwn(numberParts, name);

function problemOfDays(value: string, frequency: Frequency): string | null {
  const most = frequency === "YEARLY" ? 53 : 5;
  for (const day of value.split(",")) {
    const match = /^([+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/.exec(day);
    if (!match) return "BYDAY takes days such as MO,WE or, monthly and yearly, 1MO (the first) and -1FR (the last)";
    if (match[1] === undefined) continue;
    if (frequency !== "MONTHLY" && frequency !== "YEARLY")
      return `${day}: only monthly and yearly rules count the days of a month or year`;
    const count = Math.abs(Number(match[1]));
    if (count < 1 || count > most) return `${day}: count from 1 to ${most}, or from the end: -1`;
  }
  return null;
}

/** undefined: not an end at all. A day alone is meant to its last second. */
function readUntil(text: string | undefined): Recurrence["until"] | undefined {
  if (text === undefined) return null;
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = "23", minute = "59", second = "59", zulu = ""] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month)))
    return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}`, utc: zulu === "Z" };
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
