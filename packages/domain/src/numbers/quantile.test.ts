import { describe, expect, test } from "vitest";
import { quantile, quantileOfSorted, weightedQuantile } from "./quantile.ts";

describe("quantiles", () => {
  test("interpolate between order statistics at (n − 1) p", () => {
    expect(quantile([40, 10, 30, 20], 0.85)).toBeCloseTo(35.5, 12);
    expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
    expect([quantile([3, 1], 0), quantile([3, 1], 1), quantile([7], 0.3)]).toEqual([1, 3, 7]);
    expect(quantileOfSorted(new Float64Array([1, 2, 4]), 0.75)).toBe(3);
  });

  test("leave the values they were given in their order", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test("refuse what has no quantile, saying which value", () => {
    expect(() => quantile([], 0.5)).toThrow(/no values/);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(/number 1 is NaN/);
    expect(() => quantile([1], 1.5)).toThrow(/from 0 to 1/);
  });

  test("weigh values: a weight of two is the value twice, a weight of zero is absent", () => {
    expect(weightedQuantile([1, 2, 3], [1, 1, 1], 0.5)).toBe(2);
    expect(weightedQuantile([10, 999, 20], [1, 0, 1], 0.5)).toBe(15);
    expect(weightedQuantile([10, 20], [3, 1], 0.5)).toBeCloseTo(12.5, 12);
    expect(weightedQuantile([10, 20], [3, 1], 0)).toBe(10);
    expect(weightedQuantile([10, 20], [3, 1], 1)).toBe(20);
    expect(() => weightedQuantile([1], [1, 2], 0.5)).toThrow(/one weight per value/);
    expect(() => weightedQuantile([1], [0], 0.5)).toThrow(/no values with weight/);
  });
});
