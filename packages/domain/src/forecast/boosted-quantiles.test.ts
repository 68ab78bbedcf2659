import { describe, expect, test } from "vitest";
import { normalQuantile, sampleNormal } from "../numbers/normal.ts";
import { randomStream } from "../numbers/random.ts";
import { boostedQuantiles, fitBoostedQuantiles } from "./boosted-quantiles.ts";
import type { Feature } from "./feature-table.ts";

const options = {
  probabilities: [0.15, 0.5, 0.85],
  trees: 80,
  rate: 0.1,
  mostLeaves: 8,
  leastRows: 20,
  categorySmoothing: 10,
  seed: 1,
};

/** y = 3 x + 10 if the word is "late", with a spread that grows with x. */
function rows(seed: number, n: number): { features: Feature[]; targets: Float64Array; groups: Int32Array } {
  const random = randomStream(seed);
  const x = Float64Array.from({ length: n }, () => random.nextUniform() * 4);
  const noise = Float64Array.from({ length: n }, () => random.nextUniform());
  const words = Array.from(
    { length: n },
    () => ["early", "late", "rare"][Math.min(2, random.nextInt(101) % 50 === 49 ? 2 : random.nextInt(2))]!,
  );
  return {
    features: [
      { name: "x", kind: "number", values: x },
      { name: "noise", kind: "number", values: noise },
      { name: "word", kind: "category", values: words },
    ],
    targets: Float64Array.from(
      x,
      (value, i) => 3 * value + (words[i] === "late" ? 10 : 0) + sampleNormal(random) * (0.5 + value / 2),
    ),
    groups: Int32Array.from({ length: n }, (_, i) => i),
  };
}

function table(x: number, word: string): Feature[] {
  return [
    { name: "x", kind: "number", values: Float64Array.of(x) },
    { name: "noise", kind: "number", values: Float64Array.of(0.5) },
    { name: "word", kind: "category", values: [word] },
  ];
}

describe("boosted quantiles", () => {
  const { features, targets, groups } = rows(1, 8000);
  const model = fitBoostedQuantiles(features, targets, groups, options);

  test("find level and spread, by number and by word", () => {
    for (const x of [0.5, 2, 3.5]) {
      for (const word of ["early", "late"]) {
        const centre = 3 * x + (word === "late" ? 10 : 0);
        const spread = 0.5 + x / 2;
        const found = boostedQuantiles(model, table(x, word));
        [0.15, 0.5, 0.85].forEach((p, k) => {
          expect(Math.abs(found[k]! - centre - spread * normalQuantile(p))).toBeLessThan(0.6 + 0.3 * spread);
        });
      }
    }
  });

  test("hold on rows they have not seen", () => {
    const fresh = rows(2, 4000);
    const found = boostedQuantiles(model, fresh.features);
    for (const [k, p] of [
      [0, 0.15],
      [1, 0.5],
      [2, 0.85],
    ] as const) {
      const below = fresh.targets.filter((target, row) => target <= found[row * 3 + k]!).length;
      expect(Math.abs(below / 4000 - p)).toBeLessThan(0.03);
    }
  });

  test("answer for what is not known and for words never seen", () => {
    const found = boostedQuantiles(model, table(Number.NaN, "unheard of"));
    expect(found.every((value) => Number.isFinite(value))).toBe(true);
    expect([found[0]! <= found[1]!, found[1]! <= found[2]!]).toEqual([true, true]);
  });

  test("refuse tables that do not fit together", () => {
    expect(() => fitBoostedQuantiles(features, new Float64Array(0), groups, options)).toThrow(/no rows/);
    expect(() => fitBoostedQuantiles(features, targets, groups.slice(1), options)).toThrow(/one value per target/);
    expect(() =>
      fitBoostedQuantiles(
        features,
        targets.map(() => Number.NaN),
        groups,
        options,
      ),
    ).toThrow(/Row 0/);
  });
});

describe("halves drawn by group", () => {
  test("keep trees from learning groups by heart: new groups fall where they should, more than with rows drawn alone", () => {
    const random = randomStream("groups");
    const groupCount = 300;
    const perGroup = 10;
    const level = Array.from({ length: groupCount }, () => sampleNormal(random));
    // Every other group is learnt from, the ones between are asked about; a group's level cannot be known beforehand.
    const rowsOf = (odd: number): { features: Feature[]; targets: Float64Array; groups: Int32Array } => {
      const groups = Int32Array.from(
        { length: (groupCount / 2) * perGroup },
        (_, i) => 2 * Math.floor(i / perGroup) + odd,
      );
      return {
        features: [{ name: "which", kind: "number", values: Float64Array.from(groups) }],
        targets: Float64Array.from(groups, (group) => level[group]! + 0.1 * sampleNormal(random)),
        groups,
      };
    };
    const known = rowsOf(0);
    const asked = rowsOf(1);
    const held = (groups: Int32Array): number => {
      const model = fitBoostedQuantiles(known.features, known.targets, groups, { ...options, trees: 40 });
      const found = boostedQuantiles(model, asked.features);
      const inside = asked.targets.filter((target, row) => target >= found[row * 3]! && target <= found[row * 3 + 2]!);
      return inside.length / asked.targets.length;
    };
    const byGroup = held(known.groups);
    expect(byGroup).toBeGreaterThan(0.5);
    expect(held(Int32Array.from(known.groups, (_, i) => i))).toBeLessThan(byGroup - 0.05);
  });
});
