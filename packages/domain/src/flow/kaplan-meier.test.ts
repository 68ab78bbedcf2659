import { describe, expect, test } from "vitest";
import { randomStream } from "../numbers/random.ts";
import { sampleExponential } from "../numbers/exponential.ts";
import { kaplanMeier, survivalAt, survivalInterval, survivalQuantile, type Lifetime } from "./kaplan-meier.ts";

/** Remission in weeks of the 6-MP group of Freireich et al. (1963), the textbook's example: + is still in remission. */
const remission = "6 6 6 7 10 13 16 22 23 6+ 9+ 10+ 11+ 17+ 19+ 20+ 25+ 32+ 32+ 34+ 35+"
  .split(" ")
  .map((week): Lifetime => ({ time: Number.parseInt(week, 10), finished: !week.endsWith("+") }));

describe("Kaplan and Meier", () => {
  test("give the published curve of the Freireich trial", () => {
    const curve = kaplanMeier(remission);
    expect(Array.from(curve.times)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const published = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
    published.forEach((share, i) => expect(curve.survival[i]).toBeCloseTo(share, 4));
    // Published standard errors at 6 and 23 weeks: .0764 and .1346.
    expect(curve.survival[0]! * Math.sqrt(curve.variance[0]!)).toBeCloseTo(0.0764, 4);
    expect(curve.survival[6]! * Math.sqrt(curve.variance[6]!)).toBeCloseTo(0.1346, 4);
    expect(survivalQuantile(curve, 0.5)).toBe(23);
    expect(survivalQuantile(curve, 0.85)).toBeUndefined();
    expect(survivalAt(curve, 5.9)).toBe(1);
    const { low, high } = survivalInterval(curve, 10);
    expect([low < 0.7529, high > 0.7529, low > 0.5, high < 0.9]).toEqual([true, true, true, true]);
  });

  test("condition on the age reached", () => {
    const curve = kaplanMeier([1, 2, 3, 4].map((time) => ({ time, finished: true })));
    expect(survivalQuantile(curve, 0.5)).toBe(2);
    expect(survivalQuantile(curve, 0.5, 2)).toBe(3);
    expect(survivalQuantile(curve, 1, 3.5)).toBe(4);
  });

  test("do not let unfinished work shorten the curve, as leaving it out would", () => {
    const random = randomStream("censored");
    const all: Lifetime[] = Array.from({ length: 4000 }, () => {
      const time = sampleExponential(random, 10);
      const seen = random.nextUniform() * 15;
      return time <= seen ? { time, finished: true } : { time: seen, finished: false };
    });
    const truth = 10 * Math.log(2);
    expect(Math.abs(survivalQuantile(kaplanMeier(all), 0.5)! - truth)).toBeLessThan(0.6);
    const finished = all.filter((life) => life.finished);
    expect(survivalQuantile(kaplanMeier(finished), 0.5)!).toBeLessThan(truth - 2);
  });

  test("let late entries count only from the age at which they were first seen", () => {
    const random = randomStream("late");
    const seen: Lifetime[] = [];
    while (seen.length < 4000) {
      const time = sampleExponential(random, 10);
      const since = random.nextUniform() * 20;
      // Those that ended before anyone looked are missing, so long ones are too many.
      if (time > since) seen.push({ time, finished: true, since });
    }
    const truth = 10 * Math.log(2);
    expect(Math.abs(survivalQuantile(kaplanMeier(seen), 0.5)! - truth)).toBeLessThan(1.2);
    const naive = seen.map(({ time, finished }) => ({ time, finished }));
    expect(survivalQuantile(kaplanMeier(naive), 0.5)!).toBeGreaterThan(truth + 3);
  });

  test("refuse nothing, negative times and entries after the end", () => {
    expect(() => kaplanMeier([])).toThrow(/no items/);
    expect(() => kaplanMeier([{ time: -1, finished: true }])).toThrow(/zero or more/);
    expect(() => kaplanMeier([{ time: 1, finished: true, since: 2 }])).toThrow(/after its end/);
  });
});
