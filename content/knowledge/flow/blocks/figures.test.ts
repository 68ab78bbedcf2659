import { binomialCdf } from "@throughline/domain/numbers/binomial";
import { solveLinear } from "@throughline/domain/numbers/linear-system";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Blocked is a state: hours by cause, and the items blocked on average in May's 744 hours", () => {
  const text = lessonText("flow/blocks/blocked-is-a-state");
  const rows = [...text.matchAll(/\| ([a-z][a-z ]+) \| (\d+) \| (\d+) \| (\d+) \| (\d\.\d\d) \|/g)];
  expect(rows).toHaveLength(5);
  let sum = 0;
  for (const [, cause, blocks, each, hours, average] of rows) {
    expect(Number(blocks) * Number(each), cause).toBe(Number(hours));
    expect((Number(hours) / 744).toFixed(2), cause).toBe(average);
    sum += Number(hours);
  }
  expect(sum).toBe(1100);
  expect((sum / 744).toFixed(2)).toBe("1.48");
  expect(Math.round(1 / binomialCdf(5, 19, 0.5))).toBe(31);
  expect([10 * 18, 3 * 64]).toEqual([180, 192]);
  expect((12 * 10 + 3 * 80 + 5 * 24) / 720).toBeCloseTo(0.67, 2);
});

/** Passes of prepare and decide per case: `caught` goes back right after preparing, `returned` from the end. */
function passes(caught: number, returned: number): { prepare: number; decide: number } {
  // prepare = 1 + caught × prepare + returned × decide; decide = (1 − caught) × prepare.
  const [prepare = 0, decide = 0] = solveLinear(
    [
      [1 - caught, -returned],
      [-(1 - caught), 1],
    ],
    [1, 0],
  );
  return { prepare, decide };
}

test("Work that comes back: passes from the equations of the network, hours and cases a week", () => {
  const text = lessonText("flow/blocks/work-that-comes-back");
  const before = passes(0, 0.2);
  expect(before.decide).toBeCloseTo(1.25, 9);
  expect((before.prepare * 5.5).toFixed(2)).toBe("6.88");
  expect((160 / (3 * before.decide)).toFixed(1)).toBe("42.7");
  const after = passes(0.15, 0.05 / 0.85);
  expect(after.prepare).toBeCloseTo(1.25, 9);
  expect(after.decide.toFixed(2)).toBe("1.06");
  const hours = [after.prepare * 2.25, after.decide * 3, after.decide * 0.5];
  expect(hours.map((h) => h.toFixed(2))).toEqual(["2.81", "3.19", "0.53"]);
  const sum = hours.reduce((a, b) => a + b, 0);
  expect(text).toContain(`**${sum.toFixed(2)}**`);
  expect((before.prepare * 5.5 - sum).toFixed(2)).toBe("0.34");
  expect((160 / (3 * after.decide)).toFixed(1)).toBe("50.2");
  expect(Math.round((before.decide / after.decide - 1) * 100)).toBe(18);
  expect(0.76 * 1.25).toBeCloseTo(0.95, 9);
  const shop = passes(0, 0.4);
  expect(60 / (2 * shop.decide)).toBeCloseTo(18, 9);
  const checked = passes(0.2, 0.25);
  expect(60 / (2 * checked.decide)).toBeCloseTo(22.5, 9);
  expect(checked.prepare).toBeCloseTo(1.667, 3);
});
