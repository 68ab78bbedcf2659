import { describe, expect, test } from "vitest";
import { randomStream, RandomStream, shuffle } from "./random.ts";

describe("random streams", () => {
  test("follow the published xoshiro128** sequence for state 1, 2, 3, 4", () => {
    const random = new RandomStream([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.nextUint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test("give the same numbers for the same seed and others for another", () => {
    const first = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.nextUint32()
      )(randomStream("a")),
    );
    const again = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.nextUint32()
      )(randomStream("a")),
    );
    const other = Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.nextUint32()
      )(randomStream("b")),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(randomStream(7).nextUint32()).not.toBe(randomStream("7").nextUint32());
    expect(randomStream(-0).nextUint32()).toBe(randomStream(0).nextUint32());
  });

  test("keep these exact bits from release to release", () => {
    const random = randomStream("throughline");
    expect([random.nextUint32(), random.nextUint32(), random.nextInt(1000), random.nextUniform()]).toEqual([
      3122468386, 3251128706, 120, 0.14658540295881872,
    ]);
    expect(randomStream(42).substream("arrivals").nextUint32()).toBe(3376622819);
  });

  test("derive a named substream from the seed, not from how far the parent was read", () => {
    const fresh = randomStream(1).substream("arrivals");
    const read = randomStream(1);
    for (let i = 0; i < 100; i++) read.nextUniform();
    expect(read.substream("arrivals").nextUint32()).toBe(fresh.nextUint32());
    expect(randomStream(1).substream("repairs").nextUint32()).not.toBe(
      randomStream(1).substream("arrivals").nextUint32(),
    );
  });

  test("give uniforms whose mean, variance and equidistribution are those of [0, 1)", () => {
    const random = randomStream("uniform");
    const bins = new Float64Array(100);
    const n = 200_000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const u = random.nextUniform();
      expect(u >= 0 && u < 1).toBe(true);
      sum += u;
      bins[Math.floor(u * 100)]! += 1;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    const chiSquare = bins.reduce((total, count) => total + (count - n / 100) ** 2 / (n / 100), 0);
    expect(chiSquare).toBeGreaterThan(49);
    expect(chiSquare).toBeLessThan(170);
  });

  test("keep first draws of numbered substreams uncorrelated and evenly spread", () => {
    const parent = randomStream("replications");
    const n = 20_000;
    const draws = Float64Array.from({ length: n }, (_, i) => parent.substream(i).nextUniform());
    const bins = new Float64Array(50);
    let lag = 0;
    for (let i = 0; i < n; i++) {
      bins[Math.floor(draws[i]! * 50)]! += 1;
      if (i > 0) lag += (draws[i]! - 0.5) * (draws[i - 1]! - 0.5) * 12;
    }
    expect(bins.reduce((total, count) => total + (count - n / 50) ** 2 / (n / 50), 0)).toBeLessThan(100);
    expect(Math.abs(lag / n)).toBeLessThan(4 / Math.sqrt(n));
  });

  test("draw whole numbers without modulo bias where modulo would be badly biased", () => {
    const random = randomStream("unbiased");
    const below = 3 * 2 ** 30;
    let low = 0;
    const n = 60_000;
    for (let i = 0; i < n; i++) if (random.nextInt(below) < 2 ** 30) low += 1;
    // A plain modulo would give one half here instead of one third.
    expect(Math.abs(low / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / n));
  });

  test("refuse an empty range and a seed that is no number", () => {
    expect(() => randomStream(1).nextInt(0)).toThrow(/upper end/);
    expect(() => randomStream(1).nextInt(2.5)).toThrow(/upper end/);
    expect(() => randomStream(Number.NaN)).toThrow(/finite/);
  });

  test("shuffle into every order equally often", () => {
    const random = randomStream("orders");
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = shuffle(random, [1, 2, 3, 4]).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
  });

  test("clone at the same place", () => {
    const random = randomStream("clone");
    random.nextUint32();
    const copy = random.clone();
    expect(copy.nextUint32()).toBe(random.nextUint32());
  });
});
