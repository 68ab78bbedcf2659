import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Hours each kind is behind its share of all hours so far; negative when ahead. */
function behind(shares: number[], actual: number[]): number[] {
  const hours = actual.reduce((a, b) => a + b, 0);
  return shares.map((share, i) => Math.round((share * hours - (actual[i] ?? 0)) * 1e6) / 1e6);
}

test("The work that never wins: hours behind, what is left for requests, items against hours", () => {
  const text = lessonText("priority/shares/work-that-never-wins");
  const shares = [0.6, 0.2, 0.15, 0.05];
  const actual = [176, 36, 24, 4];
  expect(behind(shares, actual)).toEqual([-32, 12, 12, 8]);
  for (const [i, share] of shares.entries()) {
    const gap = behind(shares, actual)[i] ?? 0;
    const sign = gap < 0 ? "−" : "+";
    expect(text).toContain(`| ${share * 100} % | ${share * 240} h | ${actual[i]} h | ${sign}${Math.abs(gap)} h |`);
  }
  expect([0.6 * 320, 0.6 * 320 - 176]).toEqual([192, 16]);
  expect([Math.round((100 * 38) / 46), Math.round((100 * 176) / 240)]).toEqual([83, 73]);
  expect(1 - 60 / 73.33).toBeGreaterThan(0.17);
  expect(behind([0.7, 0.2, 0.1], [82, 12, 6])).toEqual([-12, 8, 4]);
  expect(0.7 * 160 - 82).toBeCloseTo(30, 9);
});
