import { describe, expect, test } from "vitest";
import { shapleyValues, wholeShares } from "./shapley.ts";

describe("shares of causes in a change", () => {
  test("are Shapley's for the gloves: one left, two right, a pair is worth one", () => {
    // Players 0 left, 1 and 2 right: 2/3, 1/6, 1/6 (a textbook game).
    const pair = (set: number) => ((set & 1) !== 0 && (set & 6) !== 0 ? 1 : 0);
    const shares = shapleyValues(3, pair);
    expect(shares[0]).toBeCloseTo(2 / 3, 12);
    expect(shares[1]).toBeCloseTo(1 / 6, 12);
    expect(shares[2]).toBeCloseTo(1 / 6, 12);
  });

  test("add up to the whole change whatever the causes do to each other, and none has none", () => {
    const odd = (set: number) => (set * 37) % 11;
    const shares = shapleyValues(4, odd);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(odd(15) - odd(0), 10);
    expect(shapleyValues(0, () => 5)).toEqual([]);
    expect(() => shapleyValues(13, () => 0)).toThrow("0 to 12 causes");
  });

  test("become whole and still add up", () => {
    expect(wholeShares([1.4, 1.4, 1.2])).toEqual([2, 1, 1]);
    expect(wholeShares([4.5, -0.5, -1])).toEqual([5, -1, -1]);
    expect(wholeShares([])).toEqual([]);
    const shares = [3.31, -2.77, 0.46, 7.1, -5.1];
    expect(wholeShares(shares).reduce((sum, share) => sum + share, 0)).toBe(3);
  });
});
