import { describe, expect, test } from "vitest";
import { dailyBootstrap } from "./daily-bootstrap.ts";
import { countCrps, pinball, randomizedPlace } from "./scores.ts";

describe("scores", () => {
  test("of a forecast that is a single number are its absolute error", () => {
    const certain = (at: number) => (k: number) => Number(k >= at);
    expect(countCrps(certain(7), 20, 4)).toBe(3);
    expect(countCrps(certain(4), 20, 7)).toBe(3);
    expect(countCrps(certain(4), 4, 9)).toBe(5);
  });

  test("of a fair coin about 0 or 1 are a quarter", () => {
    expect(countCrps((k) => (k === 0 ? 0.5 : 1), 2, 0)).toBe(0.25);
  });

  test("of quantiles lean as they should", () => {
    expect(pinball(10, 20, 0.85)).toBeCloseTo(8.5, 12);
    expect(pinball(20, 10, 0.85)).toBeCloseTo(1.5, 12);
  });

  test("break ties evenly", () => expect(randomizedPlace(0.2, 0.6, 0.25)).toBeCloseTo(0.3, 12));
});

describe("the daily bootstrap", () => {
  test("is the exact convolution of the window's days", () => {
    // Two draws from {0, 0, 1, 3}: sums 0, 1, 2, 3, 4, 6 with 4, 4, 1, 4, 2, 1 sixteenths.
    const cumulative = dailyBootstrap([9, 0, 0, 1, 3], 2, 4);
    expect(Array.from(cumulative, (value) => value * 16)).toEqual([4, 8, 9, 13, 15, 15, 16]);
  });
});
