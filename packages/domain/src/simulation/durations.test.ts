import { describe, expect, test } from "vitest";
import { BatchMeans, meanInterval } from "./batch-means.ts";
import { durationSampler } from "./durations.ts";
import { KeyedChance } from "./keyed-chance.ts";
import type { Duration } from "./durations.ts";

function drawn(duration: Duration, n = 200_000): Float64Array {
  const chance = new KeyedChance("durations", duration.kind);
  const sampler = durationSampler(duration, "test");
  let item = 0;
  let place = 0;
  const next = (): number => chance.uniform(0, item, place++);
  return Float64Array.from({ length: n }, () => {
    item++;
    place = 0;
    return sampler(next);
  });
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const cv2 = (values: Float64Array): number => {
  const m = mean(values);
  return values.reduce((sum, value) => sum + (value - m) ** 2, 0) / values.length / (m * m);
};

describe("durations", () => {
  test.each<[Duration, number, number]>([
    [{ kind: "fixed", value: 7 }, 7, 0],
    [{ kind: "exponential", mean: 3 }, 3, 1],
    [{ kind: "erlang", mean: 3, phases: 4 }, 3, 0.25],
    [{ kind: "hyperexponential", mean: 3, squaredVariation: 4 }, 3, 4],
    [{ kind: "uniform", from: 2, to: 4 }, 3, 4 / 12 / 9],
    [{ kind: "triangular", least: 0, likely: 3, most: 6 }, 3, 1 / 6],
    [{ kind: "observed", values: [1, 1, 4] }, 2, 0.5],
  ])("%j have mean %d and squared variation %d", (duration, expected, variation) => {
    const values = drawn(duration);
    expect(mean(values) / expected).toBeCloseTo(1, 1);
    expect(cv2(values)).toBeCloseTo(variation, variation > 2 ? 0 : 1);
  });

  test("lognormal ones have the median and 85th percentile they were given", () => {
    const values = drawn({ kind: "lognormal", median: 10, p85: 25 }).sort();
    expect(values[100_000]! / 10).toBeCloseTo(1, 1);
    expect(values[170_000]! / 25).toBeCloseTo(1, 1);
  });

  test.each<[Duration, RegExp]>([
    [{ kind: "fixed", value: -1 }, /length of -1/],
    [{ kind: "exponential", mean: 0 }, /mean of 0/],
    [{ kind: "erlang", mean: 1, phases: 1.5 }, /phases/],
    [{ kind: "hyperexponential", mean: 1, squaredVariation: 0.5 }, /at least 1/],
    [{ kind: "lognormal", median: 5, p85: 4 }, /85th percentile below/],
    [{ kind: "uniform", from: 3, to: 2 }, /runs from 3 to 2/],
    [{ kind: "triangular", least: 1, likely: 5, most: 4 }, /least ≤ likely ≤ most/],
    [{ kind: "observed", values: [] }, /no observed values/],
    [{ kind: "observed", values: [Number.NaN] }, /value number 0/],
  ])("%j is refused", (duration, message) => {
    expect(() => durationSampler(duration, "effort of Review")).toThrow(message);
  });
});

describe("keyed chance", () => {
  test("is uniform and unrelated between neighbouring places", () => {
    const chance = new KeyedChance(1, "items");
    const bins = new Float64Array(64);
    let related = 0;
    const n = 200_000;
    for (let i = 0; i < n; i++) {
      const u = chance.uniform(3, i, 7);
      expect(u >= 0 && u < 1).toBe(true);
      bins[Math.floor(u * 64)]!++;
      related +=
        (u - 0.5) * (chance.uniform(3, i + 1, 7) - 0.5) +
        (u - 0.5) * (chance.uniform(3, i, 8) - 0.5) +
        (u - 0.5) * (chance.uniform(4, i, 7) - 0.5);
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0);
    expect(chiSquare).toBeGreaterThan(30);
    expect(chiSquare).toBeLessThan(115);
    expect(Math.abs(related / n) * 12).toBeLessThan(4 * Math.sqrt(3 / n));
  });

  test("depends on seed, name and every part of the place, and on nothing else", () => {
    const first = new KeyedChance("s", "items").uniform(1, 2, 3);
    expect(new KeyedChance("s", "items").uniform(1, 2, 3)).toBe(first);
    const others = [
      new KeyedChance("t", "items").uniform(1, 2, 3),
      new KeyedChance("s", "other").uniform(1, 2, 3),
      ...[
        [2, 2, 3],
        [1, 3, 3],
        [1, 2, 4],
        [2, 1, 3],
        [3, 2, 1],
      ].map(([a, b, c]) => new KeyedChance("s", "items").uniform(a!, b!, c!)),
    ];
    expect(new Set([first, ...others]).size).toBe(8);
  });
});

describe("intervals", () => {
  test("Student's interval of five means, by hand", () => {
    const { mean, low, high } = meanInterval([4, 5, 6, 7, 8]);
    expect(mean).toBeCloseTo(6, 12);
    // t(.975, 4) = 2.776445, standard error √(2.5 / 5).
    expect(high - mean).toBeCloseTo(2.776445 * Math.SQRT1_2, 5);
    expect(mean - low).toBeCloseTo(high - mean, 12);
  });

  test("refuse a single mean, one that is no number, and no confidence", () => {
    expect(() => meanInterval([1])).toThrow(/at least two/);
    expect(() => meanInterval([1, Number.NaN])).toThrow(/Mean 1 is NaN/);
    expect(() => meanInterval([1, 2], 95)).toThrow(/confidence/);
  });

  test("batches are means of as many values each, and no more of them than asked for", () => {
    const means = new BatchMeans(3, 2);
    for (let i = 1; i <= 10; i++) means.add(i);
    expect(means.means).toEqual([2, 5]);
    expect(means.full).toBe(true);
  });
});
