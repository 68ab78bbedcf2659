/** That habits of the year are found, believed only where they pay, and never looked up in the future. */
import { expect, test } from "vitest";
import { samplePoisson } from "../numbers/poisson.ts";
import { randomStream } from "../numbers/random.ts";
import { forecastThroughput, howMany } from "./throughput-forecast.ts";
import { yearlyShift } from "./throughput-year.ts";

/** Two items a day, but next to none in the first three weeks of every year of 365.25 days. */
function withQuietWeeks(days: number, quiet: (day: number) => boolean): Int32Array {
  const random = randomStream("quiet weeks");
  return Int32Array.from({ length: days }, (_, day) => samplePoisson(random, quiet(day) ? 0.05 : 2));
}

const yearly = (day: number): boolean => day % 365.25 < 21;

function sumsBefore(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let day = 0; day < values.length; day++) sums[day + 1] = sums[day]! + values[day]!;
  return sums;
}

test("the same weeks of earlier years tell of quiet weeks ahead", () => {
  const items = sumsBefore(withQuietWeeks(1461, yearly));
  const worked = Float64Array.from(items.keys());
  expect(yearlyShift(items, worked, 1461, 14)).toBeLessThan(-0.8);
  expect(Math.abs(yearlyShift(items, worked, 1300, 14))).toBeLessThan(0.2);
  // A whole year brings what a year brings.
  expect(yearlyShift(items, worked, 1461, 365)).toBeCloseTo(0, 1);
  expect(yearlyShift(items, worked, 1461, 730)).toBe(0);
});

test("nothing is said where no year is known, nor where days off explain the quiet weeks", () => {
  const daily = withQuietWeeks(1461, yearly);
  const items = sumsBefore(daily);
  const worked = Float64Array.from(items.keys());
  expect(yearlyShift(items, worked, 400, 14)).toBe(0);
  const calendar = sumsBefore(Float64Array.from(daily, (_, day) => (yearly(day) ? 0.025 : 1)));
  expect(Math.abs(yearlyShift(items, calendar, 1461, 14))).toBeLessThan(0.3);
});

test("nothing after the origin is looked at", () => {
  const daily = withQuietWeeks(1461, yearly);
  const later = Int32Array.from(daily, (count, day) => (day < 1200 ? count : 50));
  const worked = Float64Array.from({ length: 1462 }, (_, day) => day);
  for (const days of [7, 14, 84, 200, 365]) {
    expect(yearlyShift(sumsBefore(later), worked, 1200, days)).toBe(yearlyShift(sumsBefore(daily), worked, 1200, days));
  }
});

test("a forecast takes quiet weeks on where years have been alike, and not where they have not", () => {
  const alike = howMany(forecastThroughput(withQuietWeeks(1826, yearly)), 14, 0.5);
  const never = howMany(forecastThroughput(withQuietWeeks(1826, () => false)), 14, 0.5);
  // Once only, a year ago: an accident, not a habit.
  const once = howMany(forecastThroughput(withQuietWeeks(1826, (day) => day > 1440 && yearly(day))), 14, 0.5);
  expect(Math.abs(never - 28)).toBeLessThan(4);
  expect(alike).toBeLessThan(17);
  expect(once).toBeGreaterThan(20);
});
