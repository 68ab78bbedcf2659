import fc from "fast-check";
import { expect, test } from "vitest";
import { rankBetween, ranksAfter } from "./rank.ts";

const rank = fc
  .string({ unit: fc.constantFrom(...Array.from("0123456789ABCXYZabcxyz")), minLength: 1, maxLength: 12 })
  .filter((text) => !text.endsWith("0"));

test("a rank between two ranks sorts strictly between them, byte-wise", () => {
  fc.assert(
    fc.property(rank, rank, (one, other) => {
      fc.pre(one !== other);
      const [low, high] = one < other ? [one, other] : [other, one];
      const middle = rankBetween(low, high);
      expect(low < middle && middle < high).toBe(true);
      expect(middle.endsWith("0")).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test("the ends are open", () => {
  fc.assert(
    fc.property(rank, (one) => {
      expect(rankBetween(null, one) < one).toBe(true);
      expect(rankBetween(one, null) > one).toBe(true);
    }),
  );
  expect(rankBetween(null, null)).toBe("V");
});

test("ranks after a rank are in order and above it", () => {
  fc.assert(
    fc.property(fc.option(rank), fc.integer({ min: 0, max: 500 }), (before, count) => {
      const ranks = ranksAfter(before, count);
      expect(ranks).toHaveLength(count);
      expect([...ranks].sort()).toEqual(ranks);
      expect(new Set(ranks).size).toBe(count);
      if (before !== null) for (const each of ranks) expect(each > before).toBe(true);
    }),
  );
});

test("ranks in the wrong order, or no ranks at all, are refused", () => {
  expect(() => rankBetween("b", "a")).toThrow("not below");
  expect(() => rankBetween("a0", null)).toThrow("not a rank");
  expect(() => rankBetween("é", null)).toThrow("not a rank");
});
