import { describe, expect, test } from "vitest";
import { randomStream } from "../numbers/random.ts";
import { sampleExponential } from "../numbers/exponential.ts";
import { negativeBinomialCdf } from "../numbers/negative-binomial.ts";
import { blend, calibrated, calibration } from "./calibration.ts";
import { chancesAround, chanceUpTo, mixtureTable } from "./count-mixture.ts";
import { chanceWithin, remainingQuantile } from "./remaining-distribution.ts";
import { tailedAge, tailedSurvival, tailedSurvivalAt } from "./tailed-survival.ts";

describe("mixtures of negative binomials", () => {
  const mixture = {
    weights: Float64Array.of(0.25, 0.75),
    means: Float64Array.of(3, 40),
    sizes: Float64Array.of(0.7, 5),
  };
  const exact = (x: number): number => 0.25 * negativeBinomialCdf(x, 3, 0.7) + 0.75 * negativeBinomialCdf(x, 40, 5);

  test("are tabled exactly where counts are small", () => {
    const table = mixtureTable(mixture);
    for (const x of [0, 1, 7, 30, 60, 120]) expect(chanceUpTo(table, x)).toBeCloseTo(exact(x), 6);
    expect([chanceUpTo(table, -1), chanceUpTo(table, 1e6)]).toEqual([0, 1]);
  });

  test("give the chances around one count without the table", () => {
    const { below, upTo } = chancesAround(mixture, 25);
    expect(below).toBeCloseTo(exact(24), 9);
    expect(upTo).toBeCloseTo(exact(25), 9);
  });

  test("stay within a thousandth where counts are large and cells are coarse", () => {
    const large = { weights: Float64Array.of(1), means: Float64Array.of(80_000), sizes: Float64Array.of(12) };
    const table = mixtureTable(large);
    expect(table.step).toBeGreaterThan(1);
    for (const x of [30_000, 60_000, 80_000, 130_000]) {
      expect(Math.abs(chanceUpTo(table, x) - negativeBinomialCdf(x, 80_000, 12))).toBeLessThan(2e-3);
      expect(Math.abs(chancesAround(large, x).upTo - negativeBinomialCdf(x, 80_000, 12))).toBeLessThan(5e-3);
    }
  });
});

describe("correction by outcomes", () => {
  test("of nothing changes nothing", () => {
    const map = calibration([], 10);
    for (const p of [0, 0.1234, 0.5, 1]) expect(calibrated(map, p)).toBeCloseTo(p, 12);
  });

  test("turns what was said into what happened, the more the more was judged", () => {
    const random = randomStream("overconfident");
    // Outcomes pile up in the outer quarters: forecasts were too narrow.
    const judged = Array.from({ length: 4000 }, () => {
      const p = random.nextUniform();
      const place = p < 0.4 ? p * 0.5 : p > 0.6 ? 1 - (1 - p) * 0.5 : 0.2 + (p - 0.4) * 3;
      return { below: place, upTo: place, weight: 1 };
    });
    expect(Math.abs(calibrated(calibration(judged, 10), 0.2) - 0.4)).toBeLessThan(0.03);
    const few = calibrated(calibration(judged.slice(0, 20), 200), 0.2);
    expect(Math.abs(few - 0.2)).toBeLessThan(0.06);
  });

  test("spreads a tie evenly over its probabilities", () => {
    const map = calibration([{ below: 0.2, upTo: 0.8, weight: 1 }], 0);
    expect([calibrated(map, 0.2), calibrated(map, 0.5), calibrated(map, 0.8)].map((p) => Number(p.toFixed(9)))).toEqual(
      [0, 0.5, 1],
    );
    expect(calibrated(blend(map, calibration([], 1), 0.5), 0.35)).toBeCloseTo(0.3, 9);
  });
});

describe("remaining time", () => {
  const distribution = { probabilities: [0.25, 0.5, 0.75], times: [100, 300, 700].map((minutes) => minutes * 60_000) };

  test("runs straight between known quantiles and exponentially beyond", () => {
    expect(remainingQuantile(distribution, 0.375) / 60_000).toBeCloseTo(200, 9);
    expect(remainingQuantile(distribution, 0.05) / 60_000).toBeCloseTo(20, 9);
    // Half as many left after every (700 − 300) minutes, as between the last two.
    expect(remainingQuantile(distribution, 0.875) / 60_000).toBeCloseTo(1100, 6);
    expect(remainingQuantile(distribution, 1)).toBe(Infinity);
  });

  test("answers both ways alike, corrected or not", () => {
    const correction = Float64Array.from({ length: 201 }, (_, i) => (i / 200) ** 2);
    for (const p of [0.03, 0.3, 0.5, 0.8, 0.97]) {
      expect(chanceWithin(distribution, remainingQuantile(distribution, p))).toBeCloseTo(p, 9);
      const corrected = { ...distribution, correction };
      expect(chanceWithin(corrected, remainingQuantile(corrected, p))).toBeCloseTo(p, 6);
    }
    expect(chanceWithin(distribution, -1)).toBe(0);
  });
});

describe("survival with a tail", () => {
  test("goes on at the pace it had where observation ends", () => {
    const random = randomStream("tail");
    const lifetimes = Array.from({ length: 5000 }, () => {
      const time = sampleExponential(random, 10);
      return time <= 8 ? { time, finished: true } : { time: 8, finished: false };
    });
    const tailed = tailedSurvival(lifetimes);
    expect(Math.abs(tailedSurvivalAt(tailed, 20) - Math.exp(-2))).toBeLessThan(0.02);
    expect(Math.abs(tailedAge(tailed, 0.05) - 10 * Math.log(20))).toBeLessThan(2);
    // Memoryless: what has lasted 5 still takes as long as anything new.
    expect(Math.abs(tailedAge(tailed, 0.5, 5) - 5 - 10 * Math.log(2))).toBeLessThan(1.2);
  });

  test("of work none of which was finished is long, and finite", () => {
    const tailed = tailedSurvival([{ time: 30, finished: false }]);
    expect(tailedAge(tailed, 0.5, 30)).toBeGreaterThan(60);
    expect(Number.isFinite(tailedAge(tailed, 0.01, 30))).toBe(true);
  });
});
