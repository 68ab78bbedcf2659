/** The time zones of the platform's database as the engine counts with them. */
import { type ZoneOffsets, fixedZone } from "./zone-offsets.ts";
import { ReadRefusal } from "../intake/reading/read-refusal.ts";

const HOUR = 3_600_000;
/** Offsets are known from 1970 to 2070; before and after, the nearest one holds. */
const FROM = 0;
const TO = Date.UTC(2070, 0, 1);
/** No zone has changed its offset and back within this. */
const STEP = 7 * 24 * HOUR;

const known = new Map<string, ZoneOffsets>();

/** A zone by its IANA name or as an offset (`+02:00`). Refuses (`zone_unknown`) names that are none. */
export function zoneOffsetsOf(name: string): ZoneOffsets {
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(name);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    if (minutes > 18 * 60) throw unknownZone(name);
    return fixedZone(name, fixed[1] === "-" ? -minutes : minutes);
  }
  const found = known.get(name) ?? readZone(name);
  known.set(name, found);
  return found;
}

function readZone(name: string): ZoneOffsets {
  const offsetAt = offsetReader(name);
  const transitions: { at: number; offset: number }[] = [];
  const initial = offsetAt(FROM);
  let offset = initial;
  for (let at = FROM + STEP; at <= TO; at += STEP) {
    const next = offsetAt(at);
    if (next === offset) continue;
    let before = at - STEP;
    let after = at;
    while (after - before > 60_000) {
      const middle = Math.floor((before + after) / 2 / 60_000) * 60_000;
      if (middle <= before) break;
      if (offsetAt(middle) === next) after = middle;
      else before = middle;
    }
    offset = next;
    transitions.push({ at: after, offset });
  }
  return { name, initial, transitions };
}

/** Minutes east of Greenwich at an instant, as the platform has them. */
function offsetReader(name: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "longOffset" });
  } catch {
    throw unknownZone(name);
  }
  return (instant) => {
    const written = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const parts = /([+-])(\d{2}):(\d{2})/.exec(written);
    if (!parts) return 0;
    const minutes = Number(parts[2]) * 60 + Number(parts[3]);
    return parts[1] === "-" ? -minutes : minutes;
  };
}

function unknownZone(name: string): ReadRefusal {
  const sentence = `"${name.slice(0, 60)}" is no time zone. Name one such as Europe/Lisbon, UTC or +02:00.`;
  return new ReadRefusal("zone_unknown", sentence);
}
