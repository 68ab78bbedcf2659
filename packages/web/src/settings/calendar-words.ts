/** A working span of a day in minutes from midnight; 1440 is the midnight that ends it. */
export type Span = readonly [from: number, to: number];
/** Seven days from Monday. */
export type Week = readonly (readonly Span[])[];

export const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const shortNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** 540 as "09:00"; the end of the day as "24:00". */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The spans of a day as they are shown and typed: "08:00–12:00, 13:00–17:00"; empty for a day off. */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(([from, to]) => `${clockText(from)}–${clockText(to)}`).join(", ");

/**
 * Reads spans as people type them: "9-17", "8:30–12 and 13–17", "0900-1200, 1300-1700", "off" or nothing.
 * Midnight at the end of a span ends the day. @returns the spans in order, or what to type instead.
 */
export function spansFrom(text: string): { readonly spans: readonly Span[] } | { readonly fault: string } {
  const wanted = text.trim().toLowerCase();
  if (wanted === "" || wanted === "off" || wanted === "-" || wanted === "–") return { spans: [] };
  const spans: Span[] = [];
  for (const part of wanted.split(/\s*(?:,|;|\+|&|\band\b)\s*/)) {
    const ends = part.split(/\s*(?:-|–|—|\bto\b)\s*/).map(minutesOf);
    const [from, to] = ends;
    if (ends.length !== 2 || typeof from !== "number" || typeof to !== "number")
      return { fault: "Write hours such as 09:00–17:00, several with a comma between" };
    spans.push([from, to === 0 ? 1440 : to]);
  }
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  for (const [at, [from, to]] of sorted.entries()) {
    if (to <= from) return { fault: "A span must end after it starts; one over midnight is two, on two days" };
    if (at > 0 && from < (sorted[at - 1]?.[1] ?? 0)) return { fault: "These spans overlap" };
  }
  return sorted.length > 6 ? { fault: "At most six spans a day" } : { spans: sorted };
}

function minutesOf(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) > 59 || minutes > 1440 ? null : minutes;
}

/** Hours of work in a week. */
export const weeklyHours = (week: Week): number => week.flat().reduce((sum, [from, to]) => sum + (to - from), 0) / 60;

/** "Mon–Thu 08:00–17:00, Fri 08:00–14:00": days with the same hours together, days off left out. */
export function weekSummary(week: Week): string {
  const hours = week.map((spans) => spansText(spans).replaceAll(", ", " and "));
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
