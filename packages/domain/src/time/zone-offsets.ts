/**
 * A time zone as data: which offset held from when. `zone-offsets-of.ts` reads it from the platform's zone
 * database; the engine only counts with it. Instants are milliseconds since 1970-01-01T00:00Z.
 */
import { RefusedInput } from "../numbers/refused-input.ts";
import { MINUTE } from "./civil-date.ts";

export interface ZoneOffsets {
  /** As people know it: "Europe/Berlin". */
  readonly name: string;
  /** Minutes east of Greenwich before the first transition. */
  readonly initial: number;
  /** Ascending; from `at` (an instant) on, local time is `offset` minutes east of Greenwich. */
  readonly transitions: readonly { readonly at: number; readonly offset: number }[];
}

/** A zone that never changes its clocks. */
export function fixedZone(name: string, offset: number): ZoneOffsets {
  return { name, initial: offset, transitions: [] };
}

/** Refuses (`bad_zone`) offsets beyond ±18 hours, numbers that are not finite, and transitions out of order. */
export function checkZone(zone: ZoneOffsets): void {
  const sane = (offset: number) => Math.abs(offset) <= 18 * 60;
  if (!sane(zone.initial)) {
    throw new RefusedInput("bad_zone", `Zone ${zone.name}: ${zone.initial} minutes is no offset a zone has.`);
  }
  let previous = -Infinity;
  for (const [index, { at, offset }] of zone.transitions.entries()) {
    if (!Number.isFinite(at) || !sane(offset) || at <= previous) {
      const message = `Zone ${zone.name}: transition ${index} (${offset} minutes from ${at}) is out of order or out of range.`;
      throw new RefusedInput("bad_zone", message, index);
    }
    previous = at;
  }
}

/** Minutes east of Greenwich at an instant. */
export function offsetAt(zone: ZoneOffsets, instant: number): number {
  let low = 0;
  let high = zone.transitions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (zone.transitions[middle]!.at <= instant) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? zone.initial : zone.transitions[low - 1]!.offset;
}

/** The local wall clock at an instant, in milliseconds since 1970-01-01T00:00 on that wall clock. */
export function localTime(zone: ZoneOffsets, instant: number): number {
  return instant + offsetAt(zone, instant) * MINUTE;
}

/**
 * The instant at which the local wall clock shows `local`. Where the clocks were put back and show it twice, the
 * first time; where they were put forward and never show it, as much after the change as `local` is past it
 * (the "compatible" rule of ECMAScript's Temporal and of RFC 5545).
 */
export function instantAt(zone: ZoneOffsets, local: number): number {
  // An offset reaches 18 hours at most, so the transitions that matter lie within that of the wall clock read as UTC.
  const reach = 18 * 60 * MINUTE;
  const before = offsetAt(zone, local - reach);
  const after = offsetAt(zone, local + reach);
  const first = local - before * MINUTE;
  if (before === after || offsetAt(zone, first) === before) return first;
  const second = local - after * MINUTE;
  return offsetAt(zone, second) === after ? second : first;
}
