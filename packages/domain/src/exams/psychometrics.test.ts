import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sampleNormal } from "../numbers/normal.ts";
import { randomStream } from "../numbers/random.ts";
import { expectedAbility } from "./ability-expected.ts";
import { calibrate } from "./calibrate.ts";
import { decisionAccuracy } from "./decision-accuracy.ts";
import { differentialFunctioning } from "./differential-functioning.ts";
import { itemFit } from "./item-fit.ts";
import { localDependence } from "./local-dependence.ts";
import { responseProbability } from "./response-probability.ts";
import { responsePatterns } from "./response-patterns.ts";
import { scoreDistribution } from "./score-distribution.ts";
import type { Answer } from "./response-patterns.ts";

const items = Array.from({ length: 12 }, (_, j) => ({ slope: 1.2, difficulty: -1.1 + 0.2 * j, guessing: 0 }));

function lsat7() {
  const rows = readFileSync(new URL("./lsat7.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  return responsePatterns(
    rows.map((row) => row.slice(0, 5) as Answer[]),
    rows.map((row) => row[5]!),
  );
}

describe("fit of questions", () => {
  test("S-X² of LSAT 7 under 2PL: .093, .001, .529, .073 and .625 are the chances of so much misfit", () => {
    const fit = itemFit(lsat7(), calibrate(lsat7(), "2PL").items, 2);
    expect(fit.map(({ degrees }) => degrees)).toEqual([2, 2, 2, 2, 2]);
    for (const [j, chiSquare] of [4.75, 14.45, 1.27, 5.24, 0.94].entries())
      expect(fit[j]!.chiSquare).toBeCloseTo(chiSquare, 1);
    for (const [j, p] of [0.093, 0.001, 0.529, 0.073, 0.625].entries()) expect(fit[j]!.p).toBeCloseTo(p, 2);
  });

  test("finds the one question that does not follow the model", () => {
    const random = randomStream("misfit");
    const rows = Array.from({ length: 3_000 }, () => {
      const ability = sampleNormal(random);
      // Question 5 is answered by half of the people whatever their ability.
      return items.map((item, j): Answer =>
        random.nextUniform() < (j === 5 ? 0.5 : responseProbability(item, ability)) ? 1 : 0,
      );
    });
    const fit = itemFit(responsePatterns(rows), items, 0);
    expect(fit[5]!.p).toBeLessThan(1e-6);
    expect(fit.filter(({ p }) => p! < 0.001).length).toBe(1);
  });

  test("scores of two questions by hand", () => {
    const two = scoreDistribution([0.5, 0.2]);
    expect(two[0]).toBeCloseTo(0.4, 12);
    expect(two[1]).toBeCloseTo(0.5, 12);
    expect(two[2]).toBeCloseTo(0.1, 12);
    expect([...scoreDistribution([0.5, 0.2], 0)]).toEqual([0.8, 0.2]);
  });

  test("incomplete answers and other questions' parameters are refused", () => {
    expect(() =>
      itemFit(
        responsePatterns([
          [1, null],
          [0, 1],
        ]),
        items.slice(0, 2),
        2,
      ),
    ).toThrow(/Question 1 was not put to everybody/);
    expect(() => itemFit(lsat7(), items, 2)).toThrow(/answers to 5 questions and parameters of 12/);
  });
});

test("two questions that share more than ability stand out by Q3", () => {
  const random = randomStream("dependence");
  const rows = Array.from({ length: 2_000 }, () => {
    const ability = sampleNormal(random);
    const shared = sampleNormal(random, 0, 1.5);
    return items.map((item, j): Answer =>
      random.nextUniform() < responseProbability(item, ability + (j === 3 || j === 8 ? shared : 0)) ? 1 : 0,
    );
  });
  const pairs = localDependence(responsePatterns(rows), items);
  expect(pairs.length).toBe(66);
  expect(pairs[0]).toMatchObject({ first: 3, second: 8 });
  expect(pairs[0]!.q3).toBeGreaterThan(0.2);
  expect(Math.abs(pairs[1]!.q3)).toBeLessThan(0.2);
});

describe("differential functioning", () => {
  const people = (harder: number, seed: string) => {
    const random = randomStream(seed);
    const focal = Array.from({ length: 4_000 }, (_, i) => i % 2 === 0);
    const rows = focal.map((isFocal) => {
      // The focal group is less able on the whole, which is no fault of the question.
      const ability = sampleNormal(random, isFocal ? -0.5 : 0);
      return items.map(
        (item, j) => random.nextUniform() < responseProbability(item, ability - (j === 4 && isFocal ? harder : 0)),
      );
    });
    return { focal, answers: rows.map((row) => row[4]!), scores: rows.map((row) => row.filter(Boolean).length) };
  };

  test("a question as hard for both groups is negligible, though one group is less able", () => {
    const { answers, scores, focal } = people(0, "fair");
    expect(differentialFunctioning(answers, scores, focal)).toMatchObject({ size: "A" });
  });

  test("a question harder for one group at equal ability is large, and says for which", () => {
    const { answers, scores, focal } = people(0.9, "unfair");
    const found = differentialFunctioning(answers, scores, focal);
    expect(found.size).toBe("C");
    expect(found.delta).toBeLessThan(-1.5);
    expect(found.p).toBeLessThan(1e-6);
  });

  test("one table by hand: 30 and 10 against 20 and 20", () => {
    const cell = (right: number, wrong: number, isFocal: boolean) => [
      ...Array.from({ length: right }, () => [true, isFocal] as const),
      ...Array.from({ length: wrong }, () => [false, isFocal] as const),
    ];
    const table = [...cell(30, 10, false), ...cell(20, 20, true)];
    const found = differentialFunctioning(
      table.map(([right]) => right),
      table.map(() => 5),
      table.map(([, isFocal]) => isFocal),
    );
    expect(found.oddsRatio).toBeCloseTo(3, 12);
    // (|30 − 25| − ½)² / (40 · 40 · 50 · 30 / (80² · 79))
    expect(found.chiSquare).toBeCloseTo(20.25 / ((40 * 40 * 50 * 30) / (80 * 80 * 79)), 10);
    // ln odds ratio of one table: √(1/30 + 1/10 + 1/20 + 1/20)
    expect(found.deltaError).toBeCloseTo(2.35 * Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 20), 10);
  });

  test("groups that nowhere meet are refused", () => {
    expect(() => differentialFunctioning([true, false], [1, 2], [true, false])).toThrow(/share too few scores/);
    expect(() => differentialFunctioning([true], [1, 2], [true])).toThrow(/1 answers, 2 scores/);
  });
});

describe("accuracy of decisions", () => {
  test("one person one error above the cut: right in 84 %, the same again in 73 %", () => {
    const found = decisionAccuracy([{ ability: 0.5, error: 0.5 }], 0);
    expect(found.accuracy).toBeCloseTo(0.8413, 4);
    expect(found.consistency).toBeCloseTo(0.8413 ** 2 + 0.1587 ** 2, 3);
    expect(found.wronglyPassed).toBeCloseTo(0.1587, 4);
    expect(found.wronglyFailed).toBe(0);
  });

  test("foretells how often simulated people are put on the right side", () => {
    const random = randomStream("decisions");
    let right = 0;
    const estimates = Array.from({ length: 3_000 }, () => {
      const ability = sampleNormal(random);
      const estimate = expectedAbility(
        items,
        items.map((item): Answer => (random.nextUniform() < responseProbability(item, ability) ? 1 : 0)),
      );
      if (estimate.ability >= 0.3 === ability >= 0.3) right++;
      return estimate;
    });
    expect(decisionAccuracy(estimates, 0.3).accuracy).toBeCloseTo(right / 3_000, 1);
  });

  test("nobody, and an estimate without end, are refused", () => {
    expect(() => decisionAccuracy([], 0)).toThrow(/no results/);
    expect(() => decisionAccuracy([{ ability: 6, error: Infinity }], 0)).toThrow(/Result 0/);
  });
});
