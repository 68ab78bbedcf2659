import { expect, test } from "vitest";
import { toggled, withRange } from "./row-selection.ts";

const ids = ["a", "b", "c", "d"];

test("toggling selects and takes back, and leaves the set it was given alone", () => {
  const before = new Set(["a"]);
  expect([...toggled(before, "b")]).toEqual(["a", "b"]);
  expect([...toggled(before, "a")]).toEqual([]);
  expect([...before]).toEqual(["a"]);
});

test("a range has both ends, from above or below, and keeps what was selected", () => {
  expect([...withRange(new Set(["d"]), ids, "a", "c")].sort()).toEqual(["a", "b", "c", "d"]);
  expect([...withRange(new Set(), ids, "c", "b")]).toEqual(["b", "c"]);
});

test("a range from a row that is gone adds nothing", () => {
  expect([...withRange(new Set(["a"]), ids, "gone", "c")]).toEqual(["a"]);
});
