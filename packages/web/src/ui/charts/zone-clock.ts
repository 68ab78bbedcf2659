/** The wall clock of a time zone, for cutting an axis where people there cut their days. */

export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows at an instant (milliseconds since 1970). */
export function wallClock(at: number, zone: string): WallClock {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(zone, format);
  }
  const { year, month, day, hour, minute } = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  return { year: year ?? 1970, month: month ?? 1, day: day ?? 1, hour: hour ?? 0, minute: minute ?? 0 };
}

/** The instant at which the wall shows this; parts beyond their range carry over. Where clocks skip it, as much after the change. */
export function instantOf(
  { year, month, day = 1, hour = 0, minute = 0 }: Partial<WallClock> & Pick<WallClock, "year" | "month">,
  zone: string,
): number {
  const local = Date.UTC(year, month - 1, day, hour, minute);
  const first = local - offset(local, zone);
  const second = local - offset(first, zone);
  // The offset a day before decides where both fail: it is what held until the clocks went forward.
  return second + offset(second, zone) === local ? second : local - offset(local - 86_400_000, zone);
}

function offset(at: number, zone: string): number {
  const { year, month, day, hour, minute } = wallClock(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
