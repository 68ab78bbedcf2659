import { describe, expect, test } from "vitest";
import { pertMoments } from "../numbers/pert.ts";
import { quantileOfSorted } from "../numbers/quantile.ts";
import type { ThreePoints } from "../numbers/triangular.ts";
import { ActivityNetwork } from "./activity-network.ts";
import { simulateFinish } from "./finish-simulation.ts";

const points: ThreePoints = { least: 2, likely: 4, most: 12 };
const names = ["a", "b", "c"];
const activities = names.map((name) => ({ name, duration: 4 }));
const chain = new ActivityNetwork({
  start: 100,
  activities,
  links: [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
  ],
});
const apart = new ActivityNetwork({ start: 100, activities, links: [] });
const all = new Map(names.map((name) => [name, points]));
const trials = 20_000;

describe("simulated finishes", () => {
  test("of a chain have the sum of the means and of the variances", () => {
    const { mean, variance } = pertMoments(points);
    const result = simulateFinish(chain, all, { seed: 1, trials });
    const error = Math.sqrt((3 * variance) / trials);
    expect(Math.abs(result.mean - (100 + 3 * mean))).toBeLessThan(4 * error);
    expect(result.deviation).toBeCloseTo(Math.sqrt(3 * variance), 1);
    expect(result.activities.map((risk) => risk.criticality)).toEqual([1, 1, 1]);
    for (const risk of result.activities) {
      expect(risk.cruciality).toBeCloseTo(Math.sqrt(1 / 3), 1);
      expect(risk.sensitivity).toBeCloseTo(Math.sqrt(1 / 3), 1);
    }
  });

  test("of a chain whose estimates err together have the sum of the deviations", () => {
    const { variance } = pertMoments(points);
    const result = simulateFinish(chain, all, { seed: 1, trials, correlation: 1 });
    expect(result.deviation).toBeCloseTo(3 * Math.sqrt(variance), 1);
  });

  test("where paths meet lie later than any path's own, as the worked example says", () => {
    const result = simulateFinish(apart, all, { seed: 1, trials });
    const alone = simulateFinish(apart, new Map([["a", points]]), { seed: 1, trials });
    // The median of the latest of three is the 0.5^(1/3) = 79.4 % quantile of one.
    expect(quantileOfSorted(result.finishes, 0.5)).toBeCloseTo(quantileOfSorted(alone.finishes, 0.5 ** (1 / 3)), 1);
    expect(result.mean).toBeGreaterThan(alone.mean + 1);
    for (const risk of result.activities) expect(risk.criticality).toBeCloseTo(1 / 3, 1);
  });

  test("follow the triangle when asked to", () => {
    const result = simulateFinish(chain, new Map([["a", points]]), { seed: 1, trials, shape: "triangular" });
    expect(result.mean - 108).toBeCloseTo(6, 1);
  });

  test("do not vary when nothing is uncertain, and are the same for the same seed", () => {
    const certain = simulateFinish(chain, new Map(), { seed: 1, trials: 10 });
    expect([certain.mean, certain.deviation, certain.finishes[0]]).toEqual([112, 0, 112]);
    expect(certain.activities[0]).toEqual({
      name: "a",
      meanDuration: 4,
      criticality: 1,
      cruciality: 0,
      sensitivity: 0,
    });
    const once = simulateFinish(apart, all, { seed: 5, trials: 50 });
    expect(simulateFinish(apart, all, { seed: 5, trials: 50 })).toEqual(once);
    expect(simulateFinish(apart, all, { seed: 6, trials: 50 }).mean).not.toBe(once.mean);
  });

  test("refuse what cannot be drawn", () => {
    const run = (map: ReadonlyMap<string, ThreePoints>, change: object) => () =>
      simulateFinish(chain, map, { seed: 1, trials: 10, ...change });
    expect(run(new Map([["z", points]]), {})).toThrow(expect.objectContaining({ code: "unknown_name" }));
    expect(run(new Map([["a", { ...points, likely: 1 }]]), {})).toThrow(expect.objectContaining({ code: "unordered" }));
    expect(run(new Map([["a", { ...points, least: -1 }]]), {})).toThrow(
      expect.objectContaining({ code: "bad_duration" }),
    );
    expect(run(all, { trials: 0 })).toThrow(expect.objectContaining({ code: "not_count" }));
    expect(run(all, { trials: 2e6 })).toThrow(expect.objectContaining({ code: "not_count" }));
    expect(run(all, { correlation: 2 })).toThrow(expect.objectContaining({ code: "not_probability" }));
  });
});
