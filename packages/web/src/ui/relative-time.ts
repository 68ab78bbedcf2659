/** Times in words, near the reader. Everything takes the moment it is read and the zone it is read in. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "14 Mar", "14 Mar 2023"; "in 5 min", "tomorrow", "in 4 days" ahead.
 * From twelve hours on calendar days in the zone are counted, so last evening is "yesterday" in the morning.
 *
 * @param at and `now` in milliseconds since 1970
 * @param zone an IANA name such as `Europe/Oslo`
 */
export function relativeTime(at: number, now: number, zone: string): string {
  const away = Math.abs(at - now);
  const isPast = at <= now;
  const said = (text: string) => (isPast ? `${text} ago` : `in ${text}`);
  if (away < 45_000) return isPast ? "just now" : "in a moment";
  if (away < hour) return said(`${Math.max(1, Math.round(away / minute))} min`);
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (away < 12 * hour || days === 0) return said(`${Math.floor(away / hour)} h`);
  if (days === -1) return "yesterday";
  if (days === 1) return "tomorrow";
  if (Math.abs(days) < 7) return said(`${Math.abs(days)} days`);
  return shortDay(at, now, zone);
}

/** "14 Mar", with the year where it is not this one. */
export function shortDay(at: number, now: number, zone: string): string {
  const { year, month, day: date } = parts(at, zone);
  const name = months[month - 1] ?? "";
  return year === parts(now, zone).year ? `${date} ${name}` : `${date} ${name} ${year}`;
}

/** The whole of it, for hovering and print: "Friday 14 March 2025 at 09:30 (Europe/Oslo)". */
export function absoluteTime(at: number, zone: string, locale = "en-GB"): string {
  const text = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "full", timeStyle: "short" }).format(at);
  return `${text} (${zone})`;
}

/** A length of time in one or two units: "40 s", "12 min", "3 h 20 min", "2 days 4 h", "12 days". */
export function durationText(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return `${Math.floor(length / 1_000)} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return pair(Math.floor(length / hour), "h", Math.floor((length % hour) / minute), "min");
  const days = Math.floor(length / day);
  const named = days === 1 ? "day" : "days";
  return days < 7 ? pair(days, named, Math.floor((length % day) / hour), "h") : `${days} ${named}`;
}

/** The same in its larger unit alone, for a column of them: "40 s", "12 min", "3 h", "2 d". */
export function shortDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < minute) return `${Math.floor(length / 1_000)} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  return length < day ? `${Math.floor(length / hour)} h` : `${Math.floor(length / day)} d`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Days since 1970 on the calendar of the zone. */
function dayNumber(at: number, zone: string): number {
  const { year, month, day: date } = parts(at, zone);
  return Math.round(Date.UTC(year, month - 1, date) / day);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: number, zone: string): { year: number; month: number; day: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" });
    formats.set(zone, format);
  }
  const read = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { year: read["year"] ?? 1970, month: read["month"] ?? 1, day: read["day"] ?? 1 };
}
