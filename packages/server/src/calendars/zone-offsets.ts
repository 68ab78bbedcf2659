import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { Temporal } from "temporal-polyfill";

const MINUTE_NS = 60_000_000_000;
const remembered = 2_000;
const known = new Map<string, ZoneOffsets>();

/**
 * A zone of the IANA database as data, its transitions from the start of one UTC year to the end of another. Before and
 * after, the nearest offset is taken to go on. Kept in memory; the first reading of a zone takes milliseconds.
 * @throws RangeError for a name that is not a zone.
 */
export function zoneOffsets(name: string, fromYear: number, toYear: number): ZoneOffsets {
  const key = `${name} ${fromYear} ${toYear}`;
  const found = known.get(key);
  if (found) return found;
  const until = Date.UTC(toYear + 1, 0, 1);
  let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(fromYear, 0, 1)).toZonedDateTimeISO(name);
  const initial = at.offsetNanoseconds / MINUTE_NS;
  const transitions: { at: number; offset: number }[] = [];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= until) break;
    transitions.push({ at: next.epochMilliseconds, offset: next.offsetNanoseconds / MINUTE_NS });
    at = next;
  }
  const zone = { name, initial, transitions };
  if (known.size >= remembered) known.clear();
  known.set(key, zone);
  return zone;
}
