import { expect, test } from "vitest";
import { dayAfter, dayOf, startOfDay } from "./day-bounds.ts";

test("a day begins at its own midnight, summer and winter, east and west", () => {
  expect(startOfDay("2025-01-15", "Europe/Oslo")).toBe("2025-01-14T23:00:00.000Z");
  expect(startOfDay("2025-07-15", "Europe/Oslo")).toBe("2025-07-14T22:00:00.000Z");
  expect(startOfDay("2025-07-15", "America/New_York")).toBe("2025-07-15T04:00:00.000Z");
  expect(startOfDay("2025-07-15", "Pacific/Kiritimati")).toBe("2025-07-14T10:00:00.000Z");
  expect(startOfDay("2025-07-15", "Asia/Kathmandu")).toBe("2025-07-14T18:15:00.000Z");
});

test("the days on which the clocks change begin before the change", () => {
  expect(startOfDay("2025-03-30", "Europe/Oslo")).toBe("2025-03-29T23:00:00.000Z");
  expect(startOfDay("2025-10-26", "Europe/Oslo")).toBe("2025-10-25T22:00:00.000Z");
});

test("a midnight that the clocks skip gives the first instant after it", () => {
  expect(startOfDay("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
});

test("days follow one another over months and leap days", () => {
  expect(dayAfter("2024-02-28")).toBe("2024-02-29");
  expect(dayAfter("2025-12-31")).toBe("2026-01-01");
  expect(dayOf(Date.parse("2025-01-14T23:30:00Z"), "Europe/Oslo")).toBe("2025-01-15");
});
