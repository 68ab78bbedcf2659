/** A working span of a day in minutes from midnight; 1440 is the midnight that ends it. */
export type Span = readonly [from: number, to: number];
/** Seven days from Monday. */
export type Week = readonly (readonly Span[])[];

export const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const shortNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** 540 as "09:00"; the end of the day as "24:00". */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** "09:00" as 540, null where it is not a time. As the end of a span midnight is the end of the day. */
export function minutesOf(text: string, isEnd: boolean): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  if (minutes > 1440 || Number(match[2]) > 59) return null;
  return isEnd && minutes === 0 ? 1440 : minutes;
}

/** Hours of work in a week. */
export const weeklyHours = (week: Week): number => week.flat().reduce((sum, [from, to]) => sum + (to - from), 0) / 60;

/** "Mon–Thu 08:00–17:00, Fri 08:00–14:00": days with the same hours together, days off left out. */
export function weekSummary(week: Week): string {
  const hours = week.map((spans) => spans.map(([from, to]) => `${clockText(from)}–${clockText(to)}`).join(" and "));
  const parts: string[] = [];
  for (let at = 0; at < 7; at += 1) {
    if (hours[at] === "") continue;
    let last = at;
    while (last < 6 && hours[last + 1] === hours[at]) last += 1;
    parts.push(`${last === at ? shortNames[at] : `${shortNames[at]}–${shortNames[last]}`} ${hours[at]}`);
    at = last;
  }
  return parts.length === 0 ? "No working time" : parts.join(", ");
}

/** What is wrong with a week before it is saved, or null. */
export function weekFault(week: Week): string | null {
  for (const [at, spans] of week.entries()) {
    const name = dayNames[at] ?? "";
    for (const [from, to] of spans) if (to <= from) return `${name}: a span must end after it starts`;
    for (let next = 1; next < spans.length; next += 1)
      if ((spans[next]?.[0] ?? 0) < (spans[next - 1]?.[1] ?? 0))
        return `${name}: spans must be in order and not overlap`;
  }
  return week.every((spans) => spans.length === 0) ? "At least one day must have working time" : null;
}

/** The next span one would add to a day: after the last one where there is room, else the usual hours. */
export function nextSpan(spans: readonly Span[]): Span | null {
  const last = spans.at(-1);
  if (!last) return [540, 1020];
  const from = Math.min(1380, last[1] + 60);
  return from > last[1] && spans.length < 6 ? [from, Math.min(1440, from + 180)] : null;
}
