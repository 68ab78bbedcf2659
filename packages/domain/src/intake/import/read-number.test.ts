import { describe, expect, it } from "vitest";
import { isCode, readNumber } from "./read-number.ts";

describe("readNumber", () => {
  it.each([
    ["3", "point", 3],
    ["-0.5", "point", -0.5],
    ["1,234.5", "point", 1234.5],
    ["1.234,5", "comma", 1234.5],
    ["1 234", "point", 1234],
    ["0,25", "comma", 0.25],
    ["1.5e3", "point", 1500],
  ] as const)("reads %s with decimal %s", (text, mark, number) => {
    expect(readNumber(text, mark)).toBe(number);
  });

  it.each([
    ["1,5", "point"],
    ["NaN", "point"],
    ["Infinity", "point"],
    ["0x10", "point"],
    ["", "point"],
    ["12345678901234567", "point"],
    ["1e400", "point"],
  ] as const)("refuses %s with decimal %s", (text, mark) => {
    expect(readNumber(text, mark)).toBeNull();
  });

  it("knows codes that a number would shorten", () => {
    expect(isCode("0042")).toBe(true);
    expect(isCode("42")).toBe(false);
    expect(isCode("0.5")).toBe(false);
  });
});
