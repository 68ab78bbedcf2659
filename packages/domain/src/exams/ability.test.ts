import { describe, expect, test } from "vitest";
import { expectedAbility } from "./ability-expected.ts";
import { normalAbilityGrid } from "./ability-grid.ts";
import { likeliestAbility, weightedAbility } from "./ability-likeliest.ts";
import { formInformation, itemInformation } from "./item-information.ts";
import { responseProbability } from "./response-probability.ts";
import type { Answer } from "./response-patterns.ts";

const alike = (n: number, slope = 1.2, difficulty = 0.5, guessing = 0) =>
  Array.from({ length: n }, () => ({ slope, difficulty, guessing }));
const firstRight = (n: number, right: number): Answer[] => Array.from({ length: n }, (_, i) => (i < right ? 1 : 0));

describe("ability", () => {
  test("maximum likelihood of like questions is the log odds of the score", () => {
    const found = likeliestAbility(alike(10), firstRight(10, 7));
    expect(found.ability).toBeCloseTo(0.5 + Math.log(7 / 3) / 1.2, 10);
    expect(found.error).toBeCloseTo(1 / Math.sqrt(10 * 1.2 * 1.2 * 0.7 * 0.3), 10);
    expect(found.bound).toBeUndefined();
  });

  test("weighted likelihood of like questions adds half a right and half a wrong answer", () => {
    for (const right of [0, 3, 10]) {
      expect(weightedAbility(alike(10), firstRight(10, right)).ability).toBeCloseTo(
        0.5 + Math.log((right + 0.5) / (10.5 - right)) / 1.2,
        9,
      );
    }
  });

  test("a perfect sitting runs to the end of the range by maximum likelihood, and says so; not by the other two", () => {
    expect(likeliestAbility(alike(5), firstRight(5, 5))).toMatchObject({ ability: 6, bound: "highest" });
    expect(likeliestAbility(alike(5), firstRight(5, 0))).toMatchObject({ ability: -6, bound: "lowest" });
    expect(weightedAbility(alike(5), firstRight(5, 5)).bound).toBeUndefined();
    expect(expectedAbility(alike(5), firstRight(5, 5)).ability).toBeLessThan(3);
  });

  test("the expected ability is the posterior mean, drawn to the population's mean", () => {
    const items = [
      { slope: 1.4, difficulty: -0.3, guessing: 0.2 },
      { slope: 0.8, difficulty: 0.6, guessing: 0 },
      { slope: 2, difficulty: 0, guessing: 0.1 },
    ];
    const answers: Answer[] = [1, 0, 1];
    let total = 0;
    let first = 0;
    for (let t = -8; t <= 8; t += 0.001) {
      let weight = Math.exp((-t * t) / 2);
      for (const [j, item] of items.entries())
        weight *= answers[j] === 1 ? responseProbability(item, t) : 1 - responseProbability(item, t);
      total += weight;
      first += weight * t;
    }
    const found = expectedAbility(items, answers);
    expect(found.ability).toBeCloseTo(first / total, 6);
    expect(Math.abs(found.ability)).toBeLessThan(Math.abs(likeliestAbility(items, answers).ability));
    expect(expectedAbility(items, answers, normalAbilityGrid(121, 7)).ability).toBeCloseTo(found.ability, 6);
  });

  test("questions not put change nothing", () => {
    const items = alike(6, 1, 0, 0.2);
    const some = expectedAbility([...items, ...alike(4)], [1, 0, 1, 1, 0, 1, null, null, null, null]);
    expect(some).toEqual(expectedAbility(items, [1, 0, 1, 1, 0, 1]));
  });

  test("of several likelihood peaks the highest is taken", () => {
    // A few hard questions guessed right beside easy ones failed make two peaks.
    const items = [...alike(4, 3, 2, 0.25), ...alike(2, 3, -2, 0.05)];
    const answers: Answer[] = [1, 1, 1, 0, 0, 0];
    const found = likeliestAbility(items, answers);
    const at = (t: number) =>
      items.reduce(
        (sum, item, j) =>
          sum + Math.log(answers[j] === 1 ? responseProbability(item, t) : 1 - responseProbability(item, t)),
        0,
      );
    for (let t = -6; t <= 6; t += 0.01) expect(at(found.ability)).toBeGreaterThanOrEqual(at(t) - 1e-9);
  });

  test("information is that of the curve: (dP/dability)² / (P (1 − P))", () => {
    const item = { slope: 1.3, difficulty: 0.4, guessing: 0.2 };
    for (const ability of [-3, 0, 0.4, 2.5]) {
      const h = 1e-5;
      const slope = (responseProbability(item, ability + h) - responseProbability(item, ability - h)) / (2 * h);
      const p = responseProbability(item, ability);
      expect(itemInformation(item, ability)).toBeCloseTo((slope * slope) / (p * (1 - p)), 8);
    }
    expect(formInformation(alike(8), 0.5)).toBeCloseTo(8 * 1.44 * 0.25, 12);
  });

  test("refuses what cannot be scored", () => {
    expect(() => expectedAbility(alike(2), [1])).toThrow(/1 answers to 2 questions/);
    expect(() => likeliestAbility(alike(2), [null, null])).toThrow(/No question was answered/);
    expect(() => weightedAbility([{ slope: 1, difficulty: 0, guessing: 1 }], [1])).toThrow(/Question 0: guessing/);
    expect(() => likeliestAbility(alike(1), [1], { lowest: 2, highest: -2 })).toThrow(/range of abilities/);
    expect(() => expectedAbility([], [])).toThrow(/At least one question/);
  });
});
