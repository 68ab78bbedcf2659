/** Lengths of time and days as people write and read them. */
import { DAY, dayNumber, writtenDate } from "@throughline/domain/time/civil-date";
import { instantAt, localTime, type ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { WrongUsage } from "../arguments.ts";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: DAY,
  w: 7 * DAY,
};

/** "3d", "2h 30m", "1.5 h" in milliseconds; null where it is no length of time. */
export function lengthOf(text: string): number | null {
  const written = text.trim().toLowerCase();
  const parts = [...written.matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|[smhdw])(?![a-z])\s*/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== written) return null;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * UNITS[unit ?? ""]!, 0);
}

/** A length of time in the unit that fits it: "12.1 d", "5.0 h", "40 min". */
export function lengthText(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size >= 2 * DAY) return `${fixed(milliseconds / DAY)} d`;
  if (size >= 2 * UNITS["h"]!) return `${fixed(milliseconds / UNITS["h"]!)} h`;
  if (size >= 2 * UNITS["m"]!) return `${fixed(milliseconds / UNITS["m"]!)} min`;
  return `${fixed(milliseconds / 1000)} s`;
}

/** At most one decimal, none from 100 on. */
export const fixed = (value: number): string =>
  value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1 });

/** The number of the day, by the zone's calendar, on which an instant falls. */
export const dayOf = (zone: ZoneOffsets, instant: number): number => Math.floor(localTime(zone, instant) / DAY);

/** The instant at which a day begins in a zone. */
export const startOfDay = (zone: ZoneOffsets, day: number): number => instantAt(zone, day * DAY);

export const dateText = (day: number): string => writtenDate(day);

/** A day given as `--name 2026-03-09`. */
export function dayGiven(name: string, text: string): number {
  try {
    return dayNumber(text);
  } catch {
    throw new WrongUsage(`--${name} is a date such as 2026-03-09; "${text.slice(0, 40)}" is none.`);
  }
}
