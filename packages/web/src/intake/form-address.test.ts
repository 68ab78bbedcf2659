import { expect, test } from "vitest";
import { slugFrom, slugProblem } from "./form-address.ts";

test.each([
  ["Ask the desk", "ask-the-desk"],
  ["  Büro & Möbel! ", "buro-mobel"],
  ["Ærø – 2026", "r-2026"],
  ["日本語", ""],
  ["long ".repeat(30), "long-".repeat(13).slice(0, 63).replace(/-+$/, "")],
])("%j suggests %j", (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
  expect(slugProblem(slugFrom(name)) === null).toBe(slug !== "");
});

test.each(["", "-desk", "Desk", "a b", "a/b", "x".repeat(64)])("%j is refused", (slug) => {
  expect(slugProblem(slug)).not.toBeNull();
});
