/** Reference values computed with SciPy. Sampling is checked against the distribution's own function and moments. */
import { describe, expect, test } from "vitest";
import { betaCdf, sampleBeta } from "./beta.ts";
import { binomialCdf, binomialMass, sampleBinomial } from "./binomial.ts";
import { aliasTable, sampleIndex, sampleOf } from "./empirical.ts";
import { sampleExponential } from "./exponential.ts";
import { gammaCdf, sampleGamma } from "./gamma.ts";
import { lognormalByMean, lognormalByRange, lognormalCdf, lognormalQuantile, sampleLognormal } from "./lognormal.ts";
import { negativeBinomialCdf, negativeBinomialLogMass, sampleNegativeBinomial } from "./negative-binomial.ts";
import { normalCdf, sampleNormal } from "./normal.ts";
import { pertMoments, pertQuantile, samplePert } from "./pert.ts";
import { poissonCdf, poissonMass, samplePoisson } from "./poisson.ts";
import { randomStream, type RandomStream } from "./random.ts";
import { RefusedInput } from "./refused-input.ts";
import { sampleTriangular, triangularQuantile } from "./triangular.ts";
import { sampleWeibull, weibullCdf, weibullQuantile } from "./weibull.ts";

const DRAWS = 40_000;

/** The Kolmogorov distance between draws and a distribution function; above 1.95 / √n one time in a thousand. */
function distance(draw: (random: RandomStream) => number, below: (x: number) => number): number {
  const random = randomStream("kolmogorov");
  const draws = Float64Array.from({ length: DRAWS }, () => draw(random)).sort();
  let worst = 0;
  draws.forEach((x, i) => {
    const p = below(x);
    worst = Math.max(worst, p - i / DRAWS, (i + 1) / DRAWS - p);
  });
  return worst * Math.sqrt(DRAWS);
}

describe("continuous draws follow their distribution", () => {
  const points = { least: 2, likely: 3, most: 8 };
  test.each<[string, (random: RandomStream) => number, (x: number) => number]>([
    ["exponential", (random) => sampleExponential(random, 3), (x) => -Math.expm1(-x / 3)],
    ["normal", (random) => sampleNormal(random, 2, 5), (x) => normalCdf((x - 2) / 5)],
    ["gamma of shape 0.3", (random) => sampleGamma(random, 0.3, 2), (x) => gammaCdf(x, 0.3, 2)],
    ["gamma of shape 8", (random) => sampleGamma(random, 8, 2), (x) => gammaCdf(x, 8, 2)],
    ["beta of small shapes", (random) => sampleBeta(random, 0.2, 0.4), (x) => betaCdf(x, 0.2, 0.4)],
    ["beta", (random) => sampleBeta(random, 3, 2), (x) => betaCdf(x, 3, 2)],
    [
      "lognormal",
      (random) => sampleLognormal(random, { mu: 1, sigma: 0.7 }),
      (x) => lognormalCdf(x, { mu: 1, sigma: 0.7 }),
    ],
    ["Weibull", (random) => sampleWeibull(random, 1.5, 3), (x) => weibullCdf(x, 1.5, 3)],
    ["PERT", (random) => samplePert(random, points), (x) => betaCdf((x - 2) / 6, 1 + 4 / 6, 1 + 20 / 6)],
    [
      "triangular",
      (random) => sampleTriangular(random, points),
      (x) => (x < 3 ? (x - 2) ** 2 / 6 : 1 - (8 - x) ** 2 / 30),
    ],
  ])("%s", (_name, draw, below) => expect(distance(draw, below)).toBeLessThan(1.95));

  test("and the check itself notices a wrong scale", () => {
    expect(
      distance(
        (random) => sampleGamma(random, 8, 2.05),
        (x) => gammaCdf(x, 8, 2),
      ),
    ).toBeGreaterThan(1.95);
  });
});

describe("counts follow their distribution", () => {
  test.each<[string, (random: RandomStream) => number, (k: number) => number]>([
    ["Poisson of mean 0.4", (random) => samplePoisson(random, 0.4), (k) => poissonCdf(k, 0.4)],
    ["Poisson of mean 9.5", (random) => samplePoisson(random, 9.5), (k) => poissonCdf(k, 9.5)],
    ["Poisson of mean 12", (random) => samplePoisson(random, 12), (k) => poissonCdf(k, 12)],
    ["Poisson of mean 4000", (random) => samplePoisson(random, 4000), (k) => poissonCdf(k, 4000)],
    ["binomial, few", (random) => sampleBinomial(random, 12, 0.7), (k) => binomialCdf(k, 12, 0.7)],
    ["binomial, many", (random) => sampleBinomial(random, 400, 0.3), (k) => binomialCdf(k, 400, 0.3)],
    ["negative binomial", (random) => sampleNegativeBinomial(random, 6, 2.5), (k) => negativeBinomialCdf(k, 6, 2.5)],
  ])("%s", (_name, draw, below) => {
    const random = randomStream("counts");
    const counts = new Map<number, number>();
    for (let i = 0; i < DRAWS; i++) {
      const k = draw(random);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let seen = 0;
    let worst = 0;
    for (const [k, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      seen += count;
      worst = Math.max(worst, Math.abs(seen / DRAWS - below(k)));
    }
    expect(worst * Math.sqrt(DRAWS)).toBeLessThan(1.95);
  });
});

describe("functions of the distributions", () => {
  test.each([
    ["Poisson mass", poissonMass(3, 2.5), 0.21376301724973648],
    ["Poisson below", poissonCdf(40, 37.5), 0.6951557465235029],
    ["binomial mass", binomialMass(3, 10, 0.3), 0.2668279319999998],
    ["binomial below", binomialCdf(40, 100, 0.37), 0.7669848629827298],
    ["negative binomial log mass", negativeBinomialLogMass(7, 6, 2.5), -2.6180962496738656],
    ["negative binomial below", negativeBinomialCdf(7, 6, 2.5), 0.6998434193316512],
    ["Weibull below", weibullCdf(2, 1.5, 3), 0.41977020402532716],
    ["Weibull quantile", weibullQuantile(0.85, 1.5, 3), 4.5974581798541125],
    ["lognormal quantile", lognormalQuantile(0.85, { mu: 1.2, sigma: 0.8 }), 7.60759211829969],
    ["lognormal below", lognormalCdf(5, { mu: 1.2, sigma: 0.8 }), 0.6956035915889589],
    ["triangular quantile", triangularQuantile(0.85, { least: 2, likely: 3, most: 8 }), 5.878679656440358],
    [
      "triangular quantile below the mode",
      triangularQuantile(0.1, { least: 2, likely: 3, most: 8 }),
      2.7745966692414834,
    ],
    ["PERT quantile", pertQuantile(0.85, { least: 2, likely: 3, most: 8 }), 4.791565443466404],
    ["PERT mean", pertMoments({ least: 2, likely: 3, most: 8 }).mean, 3.6666666666666665],
    ["PERT variance", pertMoments({ least: 2, likely: 3, most: 8 }).variance, 1.0317460317460319],
  ])("%s", (_name, actual, expected) => expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-11));

  test("lognormals fitted to a mean or to a range give them back", () => {
    const fitted = lognormalByMean(4, 0.5);
    expect(Math.exp(fitted.mu + fitted.sigma ** 2 / 2)).toBeCloseTo(4, 12);
    expect(Math.sqrt(Math.expm1(fitted.sigma ** 2))).toBeCloseTo(0.5, 12);
    const range = lognormalByRange(2, 9);
    expect(lognormalQuantile(0.1, range)).toBeCloseTo(2, 10);
    expect(lognormalQuantile(0.9, range)).toBeCloseTo(9, 10);
  });

  test("an estimate without width is that value", () => {
    const point = { least: 3, likely: 3, most: 3 };
    expect(triangularQuantile(0.3, point)).toBe(3);
    expect(pertQuantile(0.3, point)).toBe(3);
    expect(samplePert(randomStream(1), point)).toBe(3);
    expect(pertMoments(point)).toEqual({ mean: 3, variance: 0 });
  });

  test("parameters out of range are refused", () => {
    const random = randomStream(1);
    for (const bad of [
      () => sampleExponential(random, 0),
      () => sampleNormal(random, 0, -1),
      () => sampleGamma(random, 0),
      () => sampleBeta(random, 1, -1),
      () => samplePoisson(random, -1),
      () => sampleBinomial(random, 1.5, 0.5),
      () => sampleBinomial(random, 3, 1.1),
      () => sampleTriangular(random, { least: 2, likely: 1, most: 3 }),
      () => sampleWeibull(random, 1, 0),
      () => lognormalByRange(3, 3),
      () => sampleOf(random, []),
      () => aliasTable([0, 0]),
      () => aliasTable([1, -1]),
    ]) {
      expect(bad).toThrow(RefusedInput);
    }
  });
});

describe("drawing by weight", () => {
  test("takes each index by its share and never one of weight zero", () => {
    const random = randomStream("alias");
    const table = aliasTable([1, 0, 3, 6]);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < DRAWS; i++) counts[sampleIndex(random, table)]! += 1;
    expect(counts[1]).toBe(0);
    for (const [i, share] of [
      [0, 0.1],
      [2, 0.3],
      [3, 0.6],
    ] as const) {
      expect(Math.abs(counts[i]! / DRAWS - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / DRAWS));
    }
  });
});
