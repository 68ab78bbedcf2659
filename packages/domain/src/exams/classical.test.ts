import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { classicalStatistics } from "./classical-statistics.ts";
import { optionStatistics } from "./option-statistics.ts";
import { kuderRichardson20 } from "./reliability.ts";
import { responsePatterns } from "./response-patterns.ts";
import type { Answer } from "./response-patterns.ts";

const lsat = (section: 6 | 7) => {
  const rows = readFileSync(new URL(`./lsat${section}.csv`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  return responsePatterns(
    rows.map((row) => row.slice(0, 5) as Answer[]),
    rows.map((row) => row[5]!),
  );
};

describe("classical statistics", () => {
  test("Kuder-Richardson 20 of LSAT 6 and 7 as published", () => {
    expect(kuderRichardson20(lsat(6))).toBeCloseTo(0.294997, 6);
    expect(kuderRichardson20(lsat(7))).toBeCloseTo(0.453409, 6);
  });

  test("shares, mean and error of measurement of LSAT 6", () => {
    const form = classicalStatistics(lsat(6));
    expect(form.items.map(({ rightShare }) => rightShare)).toEqual([0.924, 0.709, 0.553, 0.763, 0.87]);
    expect(form.meanScore).toBeCloseTo(3.819, 10);
    expect(form.errorOfMeasurement).toBeCloseTo(form.standardDeviation * Math.sqrt(1 - form.reliability), 3);
    for (const item of form.items) {
      expect(item.restCorrelation).toBeGreaterThan(0.1);
      expect(item.reliabilityWithout).toBeLessThan(form.reliability);
    }
  });

  test("five people by hand: scores 3, 2, 1, 1, 0", () => {
    const form = classicalStatistics(
      responsePatterns([
        [1, 1, 1],
        [1, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
        [0, 0, 0],
      ]),
    );
    // pq: .24, .24, .24; population variance of the scores 1.04; KR-20 = 1.5 · (1 − .72 / 1.04).
    expect(form.reliability).toBeCloseTo(1.5 * (1 - 0.72 / 1.04), 12);
    // 27 % of five people is 1.35: the best, and 0.35 of the next.
    expect(form.items[1]!.upperLowerDifference).toBeCloseTo(1, 12);
    expect(form.items[2]!.upperLowerDifference).toBeCloseTo(1 / 1.35 - 0.35 / 2 / 1.35, 12);
    expect(form.items[0]!.restCorrelation).toBeCloseTo(0.6 / Math.sqrt(1.2 * 2.8), 12);
  });

  test("a question without variation has no correlation rather than a wrong one", () => {
    const form = classicalStatistics(
      responsePatterns([
        [1, 1, 1],
        [1, 0, 0],
        [1, 1, 0],
      ]),
    );
    expect(form.items[0]!.restCorrelation).toBeUndefined();
  });

  test("a wrong option that draws the able stands out", () => {
    const options = optionStatistics(["A", "A", "B", "B", "C", null], [4, 5, 9, 8, 2, 1]);
    expect(options[0]).toEqual({ option: "A", chosenBy: 2, share: 1 / 3, meanRestScore: 4.5 });
    expect(options.find(({ option }) => option === "B")!.meanRestScore).toBe(8.5);
    expect(() => optionStatistics(["A"], [])).toThrow(/1 choices and 0 scores/);
  });

  test("refuses one question, unequal answers, and scores without spread", () => {
    expect(() => kuderRichardson20(responsePatterns([[1], [0]]))).toThrow(/two questions/);
    expect(() =>
      kuderRichardson20(
        responsePatterns([
          [1, null],
          [0, 1],
        ]),
      ),
    ).toThrow(/Question 1 was not put to everybody/);
    expect(() =>
      kuderRichardson20(
        responsePatterns([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toThrow(/same score/);
  });
});
