/**
 * The instant at which a day begins in a zone, ISO 8601. Where the clocks skip midnight, the first instant after it.
 * @param day `2025-03-14`; @param zone an IANA name.
 */
export function startOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Two rounds: the offset at a first guess, then the offset at the instant that gives.
  const guess = midnight - offsetAt(midnight, zone);
  const instant = midnight - offsetAt(guess, zone);
  const isSkipped = instant + offsetAt(instant, zone) < midnight;
  return new Date(isSkipped ? guess : instant).toISOString();
}

/** The day after one: `2025-03-15` after `2025-03-14`. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The calendar day an instant falls on in a zone. */
export const dayOf = (at: number, zone: string): string => formatOf(zone).format(at);

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return Date.parse(`${text.replace(" ", "T")}Z`) - Math.floor(at / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    formats.set(zone, format);
  }
  return format;
}
