import { describe, expect, test } from "vitest";
import { blockBootstrapMean } from "./block-bootstrap.ts";
import { sampleNormal } from "./normal.ts";
import { randomStream } from "./random.ts";

/** A series whose neighbours resemble each other: x(t) = φ x(t − 1) + noise. */
function dependent(seed: number, n: number, phi: number): number[] {
  const random = randomStream(seed);
  const values: number[] = [];
  let x = sampleNormal(random) / Math.sqrt(1 - phi * phi);
  for (let i = 0; i < n; i++) {
    values.push(x);
    x = phi * x + sampleNormal(random);
  }
  return values;
}

function held(blockLength: number): number {
  let count = 0;
  for (let seed = 0; seed < 200; seed++) {
    const series = [dependent(seed, 400, 0.7), dependent(seed + 1000, 400, 0.7)];
    const { low, high } = blockBootstrapMean(series, { blockLength, resamples: 300, seed });
    if (low <= 0 && 0 <= high) count += 1;
  }
  return count / 200;
}

describe("the block bootstrap", () => {
  test("holds the mean of dependent values about as often as it says, where single values do not", () => {
    expect(held(25)).toBeGreaterThan(0.88);
    expect(held(1)).toBeLessThan(0.75);
  });

  test("gives the same interval for the same seed", () => {
    const series = [dependent(1, 60, 0.5)];
    const options = { blockLength: 5, resamples: 200, seed: "again" };
    expect(blockBootstrapMean(series, options)).toEqual(blockBootstrapMean(series, options));
  });

  test("refuses nothing and blocks without length", () => {
    expect(() => blockBootstrapMean([[]], { blockLength: 2, seed: 1 })).toThrow(/no values/);
    expect(() => blockBootstrapMean([[1]], { blockLength: 0, seed: 1 })).toThrow(/block length/);
  });
});
