/** That means are believed by what they forecast, and spreads follow the state of a team. */
import { expect, test } from "vitest";
import { sampleNegativeBinomial } from "../numbers/negative-binomial.ts";
import { randomStream } from "../numbers/random.ts";
import { baseSpreads, MEAN_COUNT, SPREAD_COUNT, spreadsAt } from "./throughput-experts.ts";
import { learn, pool } from "./throughput-weights.ts";

/** The first ten means expect 20 a week, the others 40; 20 come, unevenly. */
function learnt(weeks: number): ReturnType<typeof learn> {
  const random = randomStream("weeks");
  const counts = Array.from({ length: weeks }, () => sampleNegativeBinomial(random, 20, 8));
  return learn({
    origins: weeks + 1,
    meansAt: (_, days) => ({
      logs: Float64Array.from({ length: MEAN_COUNT }, (__, m) => Math.log(((m < 10 ? 20 : 40) * days) / 7)),
      usual: Math.log((20 * days) / 7),
    }),
    happened: (at, days) => counts.slice(at, at + days / 7).reduce((sum, count) => sum + count, 0),
  });
}

test("means that were right are believed, and shares add up to one", () => {
  const beliefs = learnt(60);
  const right = (at: number): number => beliefs[at]!.means.slice(0, 10).reduce((sum, share) => sum + share, 0);
  expect(right(0)).toBeLessThan(0.6);
  expect(right(60)).toBeGreaterThan(0.98);
  for (const { means, shares } of beliefs) {
    expect(means.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  }
});

test("a mean drawn together lies between its parts and tells how far they are apart", () => {
  const logs = new Float64Array(MEAN_COUNT).fill(1).fill(3, 0, 1);
  const shares = new Float64Array(MEAN_COUNT).fill(0.5 / (MEAN_COUNT - 1)).fill(0.5, 0, 1);
  const { logMean, away, apart } = pool({ logs, usual: 1.5 }, shares);
  expect([logMean, away, apart].map((value) => Number(value.toFixed(9)))).toEqual([2, 0.5, 1]);
});

test("busy times are taken for steadier than quiet ones, and disagreement for doubt", () => {
  const base = baseSpreads(28);
  const sum = (spreads: Float64Array): number => spreads.reduce((total, spread) => total + spread, 0);
  expect(spreadsAt(base, 0, 0)).toHaveLength(SPREAD_COUNT);
  expect(sum(spreadsAt(base, 1, 0))).toBeLessThan(sum(spreadsAt(base, 0, 0)));
  expect(sum(spreadsAt(base, -1, 0))).toBeGreaterThan(sum(spreadsAt(base, 0, 0)));
  expect(sum(spreadsAt(base, 0, 0.2))).toBeGreaterThan(sum(spreadsAt(base, 0, 0)));
});
