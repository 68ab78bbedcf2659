import { instantAt, offsetAt } from "@throughline/domain/time/zone-offsets";
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { zoneOffsetsOf } from "@throughline/domain/time/zone-offsets-of";

const ZONES = ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC"];

it.each(ZONES)("%s has the offsets an independent reading of the zone database has", (name) => {
  const zone = zoneOffsetsOf(name);
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2060, 0) }), (instant) => {
      const expected = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds;
      expect(offsetAt(zone, instant)).toBe(expected / 6e10);
    }),
    { numRuns: 300 },
  );
});

it.each(ZONES)("in %s wall clocks are the instants they are elsewhere, gaps and repeats included", (name) => {
  const zone = zoneOffsetsOf(name);
  for (let hour = 0; hour < 366 * 24 * 2; hour++) {
    const local = Date.UTC(2023, 0) + hour * 1_800_000;
    const written = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO("UTC").toPlainDateTime();
    expect(instantAt(zone, local)).toBe(written.toZonedDateTime(name).epochMilliseconds);
  }
});

it("reads offsets as zones, and refuses what is neither", () => {
  expect(offsetAt(zoneOffsetsOf("+02:00"), 0)).toBe(120);
  expect(offsetAt(zoneOffsetsOf("-0330"), 0)).toBe(-210);
  for (const name of ["Mars/Olympus", "+25:00", "", "__proto__"]) {
    expect(() => zoneOffsetsOf(name)).toThrow(expect.objectContaining({ code: "zone_unknown" }));
  }
});
