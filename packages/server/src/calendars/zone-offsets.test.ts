import { localTime } from "@throughline/domain/time/zone-offsets";
import { expect, test } from "vitest";
import { zoneOffsets } from "./zone-offsets.ts";

test.each(["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Africa/Casablanca"])(
  "the data read for %s shows the same wall clock as the platform, through five years of clock changes",
  (timeZone) => {
    const zone = zoneOffsets(timeZone, 2024, 2028);
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2029, 0, 1); at += 5.5 * 3_600_000) {
      const shown = new Date(localTime(zone, at)).toISOString().slice(0, 19).replace("T", " ");
      expect(shown).toBe(format.format(at));
    }
  },
);

test("a name that is no zone is refused", () => {
  expect(() => zoneOffsets("Europe/Atlantis", 2024, 2028)).toThrow(RangeError);
});
