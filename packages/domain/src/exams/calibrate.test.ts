import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sampleNormal } from "../numbers/normal.ts";
import { randomStream } from "../numbers/random.ts";
import { calibrate } from "./calibrate.ts";
import { responseProbability } from "./response-probability.ts";
import { responsePatterns } from "./response-patterns.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { Answer } from "./response-patterns.ts";

/** Section 6 and 7 of the Law School Admission Test, 1,000 people each, by pattern: Bock and Lieberman 1970. */
const lsat = (section: 6 | 7) => {
  const lines = readFileSync(new URL(`./lsat${section}.csv`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const rows = lines.map((line) => line.split(",").map(Number));
  return responsePatterns(
    rows.map((row) => row.slice(0, 5) as Answer[]),
    rows.map((row) => row[5]!),
  );
};

const answersOf = (items: readonly ItemParameters[], people: number, seed: string): Answer[][] => {
  const random = randomStream(seed);
  return Array.from({ length: people }, () => {
    const ability = sampleNormal(random);
    return items.map((item) => (random.nextUniform() < responseProbability(item, ability) ? 1 : 0));
  });
};

describe("calibration by marginal maximum likelihood", () => {
  test("LSAT 6: the published log-likelihoods and slopes of both models", () => {
    const two = calibrate(lsat(6), "2PL");
    expect(two.logLikelihood).toBeCloseTo(-2466.653, 3);
    for (const [j, slope] of [0.826, 0.723, 0.891, 0.688, 0.657].entries())
      expect(two.items[j]!.slope).toBeCloseTo(slope, 3);
    const one = calibrate(lsat(6), "1PL");
    expect(one.logLikelihood).toBeCloseTo(-2466.938, 3);
    expect(one.items.map(({ slope }) => slope.toFixed(3))).toEqual(["0.755", "0.755", "0.755", "0.755", "0.755"]);
    expect([one.parameters, two.parameters, two.people]).toEqual([6, 10, 1000]);
  });

  test("LSAT 7: the published log-likelihood, slopes and intercepts", () => {
    const two = calibrate(lsat(7), "2PL");
    expect(two.converged).toBe(true);
    expect(two.logLikelihood).toBeCloseTo(-2658.805, 3);
    for (const [j, slope] of [0.988, 1.081, 1.707, 0.765, 0.736].entries())
      expect(Math.abs(two.items[j]!.slope - slope)).toBeLessThan(0.0011);
    for (const [j, intercept] of [1.856, 0.808, 1.805, 0.486, 1.854].entries())
      expect(Math.abs(two.intercepts[j]! - intercept)).toBeLessThan(0.0011);
  });

  test("recovers the questions it was simulated from, as closely as its standard errors say", () => {
    const items = Array.from({ length: 20 }, (_, j) => ({
      slope: 0.7 + 0.06 * j,
      difficulty: -1.9 + 0.2 * j,
      guessing: 0,
    }));
    const found = calibrate(responsePatterns(answersOf(items, 2_000, "recovery")), "2PL");
    const misses = items.flatMap((item, j) => [
      (found.items[j]!.slope - item.slope) / found.errors[j]!.slope,
      (found.items[j]!.difficulty - item.difficulty) / found.errors[j]!.difficulty,
    ]);
    const meanSquare = misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length;
    expect(meanSquare).toBeGreaterThan(0.4);
    expect(meanSquare).toBeLessThan(1.8);
    expect(Math.max(...misses.map(Math.abs))).toBeLessThan(4);
  });

  test("finds guessing where there is guessing: three parameters fit better than two", () => {
    const items = Array.from({ length: 24 }, (_, j) => ({ slope: 1.6, difficulty: -1.2 + 0.1 * j, guessing: 0.25 }));
    const patterns = responsePatterns(answersOf(items, 3_000, "guessing"));
    const three = calibrate(patterns, "3PL");
    const mean = three.items.reduce((sum, { guessing }) => sum + guessing, 0) / items.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.3);
    expect(three.logLikelihood).toBeGreaterThan(calibrate(patterns, "2PL").logLikelihood + 20);
  });

  test("answers left out at random leave the estimates where they were, with larger errors", () => {
    const items = Array.from({ length: 12 }, (_, j) => ({ slope: 1, difficulty: -1.1 + 0.2 * j, guessing: 0 }));
    const random = randomStream("holes");
    const rows = answersOf(items, 3_000, "incomplete");
    const holes = rows.map((row) =>
      row.map((answer, j): Answer => (j > 0 && random.nextUniform() < 0.4 ? null : answer)),
    );
    const whole = calibrate(responsePatterns(rows), "2PL");
    const part = calibrate(responsePatterns(holes), "2PL");
    for (const [j, item] of part.items.entries())
      expect(Math.abs(item.difficulty - items[j]!.difficulty)).toBeLessThan(3.5 * part.errors[j]!.difficulty);
    expect(part.errors[5]!.slope).toBeGreaterThan(whole.errors[5]!.slope);
  });

  test("refuses a question everybody got right, by its place, unless a prior holds it", () => {
    const rows: Answer[][] = [
      [1, 0, 1],
      [1, 1, 0],
      [1, 0, 0],
      [1, 1, 1],
    ];
    expect(() => calibrate(responsePatterns(rows), "2PL")).toThrow(/Question 0 was answered right by everybody/);
    const held = calibrate(responsePatterns(rows), "2PL", {
      priors: { logSlope: { mean: 0, standardDeviation: 0.3 }, intercept: { mean: 0, standardDeviation: 2 } },
    });
    expect(Number.isFinite(held.items[0]!.difficulty)).toBe(true);
  });

  test("refuses too few questions, a question nobody saw, and answers that are none", () => {
    expect(() =>
      calibrate(
        responsePatterns([
          [1, 0],
          [0, 1],
        ]),
        "2PL",
      ),
    ).toThrow(/at least 3 questions/);
    expect(() =>
      calibrate(
        responsePatterns([
          [1, 0, null],
          [0, 1, null],
        ]),
        "2PL",
      ),
    ).toThrow(/Question 2 was answered by nobody/);
    expect(() => responsePatterns([[1, 2 as 1]])).toThrow(/Row 0, question 1/);
    expect(() => responsePatterns([[1, 0], [1]])).toThrow(/Row 1 has 1 answers where the first has 2/);
    expect(() => responsePatterns([[null, null]])).toThrow(/answers no question/);
    expect(() => responsePatterns([])).toThrow(/no answers/);
  });
});
