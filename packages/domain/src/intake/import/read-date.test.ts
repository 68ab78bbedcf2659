import { describe, expect, it } from "vitest";
import { type ZoneOffsets, fixedZone } from "../../time/zone-offsets.ts";
import { type DateFormat, instantOf, readDate } from "./read-date.ts";

const utc = fixedZone("UTC", 0);
const iso = (text: string, format: DateFormat, zone: ZoneOffsets = utc) => {
  const written = readDate(text, format);
  return written && new Date(instantOf(written, zone)).toISOString();
};

describe("readDate", () => {
  it.each([
    ["2010-03-31T16:59:42.000+02:00", "iso", "2010-03-31T14:59:42.000Z"],
    ["2020-03-17T22:11:26Z", "iso", "2020-03-17T22:11:26.000Z"],
    ["2020-03-17 22:11", "iso", "2020-03-17T22:11:00.000Z"],
    ["2020/3/7 9.05", "iso", "2020-03-07T09:05:00.000Z"],
    ["2024-03-01T10:00:00.1234567-0330", "iso", "2024-03-01T13:30:00.123Z"],
    ["20240301T101500Z", "iso", "2024-03-01T10:15:00.000Z"],
    ["2024-03-01T24:00", "iso", "2024-03-02T00:00:00.000Z"],
    ["29-02-2016 01:16", "day_first", "2016-02-29T01:16:00.000Z"],
    ["3/1/2024 2:05:00 PM", "month_first", "2024-03-01T14:05:00.000Z"],
    ["3/1/2024 2:05:00 PM", "day_first", "2024-01-03T14:05:00.000Z"],
    ["1.3.24", "day_first", "2024-03-01T00:00:00.000Z"],
    ["01/02/69", "day_first", "1969-02-01T00:00:00.000Z"],
    ["12/31/1999 12:00 AM", "month_first", "1999-12-31T00:00:00.000Z"],
    ["03/Mar/24 2:05 PM", "named_month", "2024-03-03T14:05:00.000Z"],
    ["03/Mär/24 14:05", "iso", "2024-03-03T14:05:00.000Z"],
    ["12/ago/24 9:00 a.m.", "iso", "2024-08-12T09:00:00.000Z"],
    ["Fri Oct 02 2026 17:00:00 GMT+0000 (GMT+00:00)", "iso", "2026-10-02T17:00:00.000Z"],
    ["Tue, 03 Mar 2020 10:00:00 +0100", "iso", "2020-03-03T09:00:00.000Z"],
    ["March 3rd, 2024", "iso", "2024-03-03T00:00:00.000Z"],
    ["1583226000", "epoch_seconds", "2020-03-03T09:00:00.000Z"],
    ["1583226000123", "epoch_milliseconds", "2020-03-03T09:00:00.123Z"],
    ["43893.375", "spreadsheet_days", "2020-03-03T09:00:00.000Z"],
  ] as const)("reads %s as %s", (text, format, expected) => {
    expect(iso(text, format)).toBe(expected);
  });

  it.each([
    ["2023-02-29", "iso", "a day that month does not have"],
    ["31/02/2024", "day_first", "a day that month does not have"],
    ["13/13/2024", "day_first", "no month"],
    ["03/04/2024", "iso", "an order nobody stated"],
    ["2024-03-01 25:00", "iso", "no hour"],
    ["2024-03-01 13:05 PM", "iso", "no hour of half a day"],
    ["2024-03-01T10:00+19:00", "iso", "no offset"],
    ["2024-03-01 10:00 EST", "iso", "a zone that means several"],
    ["0001-01-01", "iso", "before 1900"],
    ["3 Foo 2024", "iso", "no month's name"],
    ["1583226000", "iso", "a number where none is expected"],
    ["", "iso", "nothing"],
    [`2024-03-01${" ".repeat(5_000_000)}`.padStart(5_000_100, "1"), "iso", "far too long"],
  ] as const)("refuses %.20s as %s: %s", (text, format, _why) => {
    expect(readDate(text, format)).toBeNull();
  });

  it("uses the zone given only where the text names none, on both sides of a change of clocks", () => {
    const lisbon: ZoneOffsets = {
      name: "like Lisbon",
      initial: 0,
      transitions: [{ at: Date.UTC(2024, 2, 31, 1), offset: 60 }],
    };
    expect(iso("2024-03-30 12:00", "iso", lisbon)).toBe("2024-03-30T12:00:00.000Z");
    expect(iso("2024-04-01 12:00", "iso", lisbon)).toBe("2024-04-01T11:00:00.000Z");
    expect(iso("2024-04-01 12:00Z", "iso", lisbon)).toBe("2024-04-01T12:00:00.000Z");
  });

  it("tells a day from a moment", () => {
    expect(readDate("2024-03-01", "iso")?.dayOnly).toBe(true);
    expect(readDate("2024-03-01 00:00", "iso")?.dayOnly).toBe(false);
  });
});
