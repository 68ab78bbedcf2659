import { expect, test } from "vitest";
import { randomStream } from "../../numbers/random.ts";
import { apart, between, firstFair, sum } from "./fair-draw.ts";

test("between reaches both ends of its grid and nothing beyond, decimals included", () => {
  const random = randomStream(1);
  const seen = new Set(Array.from({ length: 400 }, () => between(random, 0.5, 2, 0.5)));
  expect([...seen].toSorted((a, b) => a - b)).toEqual([0.5, 1, 1.5, 2]);
});

test("firstFair gives the first attempt that passes, and a refusal that names the aim when none does", () => {
  let tries = 0;
  expect(firstFair(randomStream(2), () => (tries++ < 7 ? undefined : tries), "an eighth try")).toBe(8);
  expect(firstFair(randomStream(2), () => undefined, "the impossible")).toEqual({
    refused: "out_of_range",
    detail: "no draw in 300 had the impossible",
  });
});

test("apart asks for more than the gap between neighbours, whatever their order", () => {
  expect(apart([5, 1, 3], 1.9)).toBe(true);
  expect(apart([5, 1, 3], 2)).toBe(false);
  expect(sum([1, 2, 3])).toBe(6);
});
