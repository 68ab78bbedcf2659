import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./person-mark.ts";

test.each([
  ["Duty Engineer", "DE"],
  ["duty", "D"],
  ["Night Shift Lead", "NL"],
  ["front.desk", "FD"],
  ["  ", "?"],
  ["Æble Øst", "ÆØ"],
  ["𝔄lpha Beta", "𝔄B"],
])("%s has the initials %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("the same name has the same hue, one of 36", () => {
  expect(hueOf("Duty Engineer")).toBe(hueOf("Duty Engineer"));
  expect(hueOf("Duty Engineer") % 10).toBe(0);
});
