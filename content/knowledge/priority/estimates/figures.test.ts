import { binomialCdf } from "@throughline/domain/numbers/binomial";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Ranges: what the class keeps, how unlikely five of ten is, and where the order turns", () => {
  const text = lessonText("priority/estimates/ranges-not-dates");
  const days = [2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 11, 12, 14, 21];
  expect(text).toContain(`${days.slice(0, -1).join(", ")} and 21 days`);
  for (const promise of [5, 7, 11, 14]) {
    const kept = days.filter((each) => each <= promise).length;
    expect(text).toContain(`| ${promise} days | ${kept} (${(100 * kept) / 20} %) |`);
  }
  const mean = days.reduce((a, b) => a + b, 0) / 20;
  expect([mean, days.filter((each) => each <= mean).length, days.filter((each) => each <= 6).length]).toEqual([
    7.5, 12, 10,
  ]);
  expect(Math.round(100 * binomialCdf(5, 10, 0.8))).toBe(3);
  expect(900 / (500 / 2)).toBe(3.6);
  const flats = [3, 4, 4, 5, 6, 6, 7, 9, 9, 10, 15, 30];
  const average = flats.reduce((a, b) => a + b, 0) / 12;
  expect([average, flats.filter((each) => each <= 6).length, flats.filter((each) => each <= 10).length]).toEqual([
    9, 6, 10,
  ]);
  expect(flats.filter((each) => each <= average).length).toBe(9);
});
