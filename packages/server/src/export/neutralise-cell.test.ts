import * as fc from "fast-check";
import { expect, it } from "vitest";
import { neutraliseCell, restoreCell } from "@throughline/domain/intake/reading/neutralise-cell";

const STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"];
const text = fc.string({ unit: fc.constantFrom(...STARTS, "'", "a", " ", '"', ","), maxLength: 6 });

it.each(STARTS)("puts an apostrophe before a text that begins with %j", (start) => {
  expect(neutraliseCell(`${start}1+1`)).toBe(`'${start}1+1`);
  expect(restoreCell(`'${start}1+1`)).toBe(`${start}1+1`);
});

it.each(["", "a", "'", "'tis", "a=1", " =1", "1-2", "it's -5"])("leaves %j alone", (plain) => {
  expect(neutraliseCell(plain)).toBe(plain);
  expect(restoreCell(plain)).toBe(plain);
});

it("never leaves a beginning that a spreadsheet runs, and restoring gives every text back", () => {
  fc.assert(
    fc.property(text, (one) => {
      const safe = neutraliseCell(one);
      expect(STARTS).not.toContain(safe.charAt(0));
      expect(restoreCell(safe)).toBe(one);
    }),
    { numRuns: 5000 },
  );
});

it("keeps different texts different", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      fc.pre(one !== other);
      expect(neutraliseCell(one)).not.toBe(neutraliseCell(other));
    }),
  );
});
