import { describe, expect, test } from "vitest";
import { absoluteTime, durationText, relativeTime, shortDay } from "./relative-time.ts";

const at = (text: string) => Date.parse(text);
const now = at("2025-03-14T09:30:00Z");

describe("a moment in words", () => {
  test.each([
    ["2025-03-14T09:29:40Z", "just now"],
    ["2025-03-14T09:25:00Z", "5 min ago"],
    ["2025-03-14T09:29:10Z", "1 min ago"],
    ["2025-03-14T06:00:00Z", "3 h ago"],
    ["2025-03-14T00:10:00Z", "9 h ago"],
    ["2025-03-13T23:50:00Z", "9 h ago"],
    ["2025-03-13T10:00:00Z", "yesterday"],
    ["2025-03-12T23:00:00Z", "2 days ago"],
    ["2025-03-08T09:00:00Z", "6 days ago"],
    ["2025-03-07T09:00:00Z", "7 Mar"],
    ["2023-12-31T12:00:00Z", "31 Dec 2023"],
    ["2025-03-14T09:30:20Z", "in a moment"],
    ["2025-03-14T09:50:00Z", "in 20 min"],
    ["2025-03-14T23:00:00Z", "in 13 h"],
    ["2025-03-15T22:00:00Z", "tomorrow"],
    ["2025-03-17T09:00:00Z", "in 3 days"],
    ["2026-01-02T09:00:00Z", "2 Jan 2026"],
  ])("%s is %s", (moment, words) => {
    expect(relativeTime(at(moment), now, "UTC")).toBe(words);
  });

  test("counts calendar days where it is read", () => {
    const evening = at("2025-03-13T11:00:00Z");
    // 22 hours before: in Auckland it is still the same distance, but two calendar days lie between 00:00 and 22:30.
    expect(relativeTime(evening, now, "UTC")).toBe("yesterday");
    expect(relativeTime(at("2025-03-13T10:30:00Z"), at("2025-03-14T11:30:00Z"), "Pacific/Auckland")).toBe("2 days ago");
  });

  test("a day of 23 hours is still one day", () => {
    // Clocks went forward in Oslo on 30 March 2025.
    expect(relativeTime(at("2025-03-29T11:00:00Z"), at("2025-03-30T10:00:00Z"), "Europe/Oslo")).toBe("yesterday");
  });
});

test("a day has its year only where it is another one, in the zone it is read in", () => {
  expect(shortDay(at("2024-12-31T23:30:00Z"), now, "Europe/Oslo")).toBe("1 Jan");
  expect(shortDay(at("2024-12-31T23:30:00Z"), now, "UTC")).toBe("31 Dec 2024");
});

test("the absolute time names its zone", () => {
  // Punctuation is the run time's own and differs between versions.
  expect(absoluteTime(now, "Europe/Oslo")).toMatch(/^Friday,? 14 March 2025 .*10:30 \(Europe\/Oslo\)$/);
});

test.each([
  [-5, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_600_000, "1 h"],
  [12_000_000, "3 h 20 min"],
  [86_400_000, "1 day"],
  [187_200_000, "2 days 4 h"],
  [1_036_800_000, "12 days"],
])("%d ms is %s", (length, words) => {
  expect(durationText(length)).toBe(words);
});
