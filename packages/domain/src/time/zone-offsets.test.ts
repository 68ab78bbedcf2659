import { describe, expect, test } from "vitest";
import { checkZone, fixedZone, instantAt, localTime, offsetAt, type ZoneOffsets } from "./zone-offsets.ts";

const berlin: ZoneOffsets = {
  name: "Europe/Berlin",
  initial: 60,
  transitions: [
    { at: Date.UTC(2026, 2, 29, 1), offset: 120 },
    { at: Date.UTC(2026, 9, 25, 1), offset: 60 },
  ],
};

describe("zone offsets", () => {
  test("change at the instant of the transition", () => {
    expect(offsetAt(berlin, Date.UTC(2026, 2, 29, 1) - 1)).toBe(60);
    expect(offsetAt(berlin, Date.UTC(2026, 2, 29, 1))).toBe(120);
    expect(localTime(berlin, Date.UTC(2026, 6, 1, 12))).toBe(Date.UTC(2026, 6, 1, 14));
  });

  test("turn a wall clock into the instant the platform's own zone data gives", () => {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      dateStyle: "short",
      timeStyle: "short",
    });
    for (let local = Date.UTC(2026, 2, 1); local < Date.UTC(2026, 10, 1); local += 3_600_000) {
      const skipped = local === Date.UTC(2026, 2, 29, 2);
      const shown = format.format(instantAt(berlin, local));
      const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "short", timeStyle: "short" });
      expect(shown).toBe(wall.format(skipped ? local + 3_600_000 : local));
    }
  });

  test("take the first of two when the clocks are put back", () => {
    expect(instantAt(berlin, Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  test("refuse offsets and orders no zone has", () => {
    const bad = expect.objectContaining({ code: "bad_zone" });
    expect(() => checkZone(fixedZone("Nowhere", 2000))).toThrow(bad);
    expect(() => checkZone(fixedZone("Nowhere", Number.NaN))).toThrow(bad);
    expect(() => checkZone({ ...berlin, transitions: berlin.transitions.toReversed() })).toThrow(bad);
    expect(() => checkZone(berlin)).not.toThrow();
  });
});
