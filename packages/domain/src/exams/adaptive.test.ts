import { describe, expect, test } from "vitest";
import { sampleNormal } from "../numbers/normal.ts";
import { randomStream } from "../numbers/random.ts";
import { prepareBank } from "./adaptive-bank.ts";
import { planBlueprint } from "./adaptive-blueprint.ts";
import { answerQuestion, nextQuestion, standingOf, startSitting } from "./adaptive-sitting.ts";
import { expectedAbility } from "./ability-expected.ts";
import { normalAbilityGrid } from "./ability-grid.ts";
import { itemInformation } from "./item-information.ts";
import { simulateAdaptive } from "./simulate-adaptive.ts";
import type { BankQuestion } from "./adaptive-bank.ts";
import type { Answer } from "./response-patterns.ts";

const bankOf = (size: number, domains = ["a", "b", "c"]): BankQuestion[] => {
  const random = randomStream("bank");
  return Array.from({ length: size }, (_, i) => ({
    slope: Math.exp(sampleNormal(random, 0, 0.3)),
    difficulty: sampleNormal(random),
    guessing: 0.15,
    domain: domains[i % domains.length]!,
  }));
};
const SHARES = { a: 0.5, b: 0.3, c: 0.2 };
const RULES = { cut: 0, shortest: 20, longest: 35, blueprint: { shares: SHARES } };

describe("adaptive exams", () => {
  test("a whole simulated exam keeps the blueprint at every length and spreads the questions", () => {
    const result = simulateAdaptive(prepareBank(bankOf(150), RULES), {
      seed: 1,
      candidates: 400,
      exposureCeiling: 0.5,
    });
    expect(result.outsideBlueprint).toBe(0);
    expect(result.lengths.slice(0, 20).every((n) => n === 0)).toBe(true);
    expect(result.lengths.reduce((sum, n) => sum + n, 0)).toBe(400);
    expect(Math.max(...result.exposure)).toBeLessThan(0.6);
    expect(result.rmse).toBeLessThan(0.45);
    expect(result.coverage95).toBeGreaterThan(0.92);
    expect(result.rightDecisions).toBeGreaterThan(0.85);
  });

  test("without the ceiling some question is shown to far more people", () => {
    const bank = prepareBank(bankOf(150), RULES);
    const free = simulateAdaptive(bank, { seed: 1, candidates: 400 });
    expect(Math.max(...free.exposure)).toBeGreaterThan(0.7);
  });

  test("same seed, same exam, to the bit", () => {
    const bank = prepareBank(bankOf(90), RULES);
    expect(simulateAdaptive(bank, { seed: "x", candidates: 50 })).toEqual(
      simulateAdaptive(bank, { seed: "x", candidates: 50 }),
    );
    expect(simulateAdaptive(bank, { seed: "y", candidates: 50 }).rmse).not.toBe(
      simulateAdaptive(bank, { seed: "x", candidates: 50 }).rmse,
    );
  });

  test("the sitting's ability is the expected ability of its answers", () => {
    const bank = prepareBank(bankOf(60), { cut: 0, shortest: 10, longest: 20 });
    const sitting = startSitting(bank);
    const random = randomStream("one");
    const answers: Answer[] = [];
    for (let i = 0; i < 10; i++) {
      const answer = i % 3 === 0 ? 0 : 1;
      answerQuestion(bank, sitting, nextQuestion(bank, sitting, random), answer);
      answers.push(answer);
    }
    const again = expectedAbility(
      sitting.given.map((j) => bank.questions[j]!),
      answers,
      normalAbilityGrid(61, 5),
    );
    expect(sitting.ability).toBeCloseTo(again.ability, 10);
    expect(sitting.error).toBeCloseTo(again.error, 10);
  });

  test("the next question is one of the five most informative that may come", () => {
    const bank = prepareBank(bankOf(60), { cut: 0, shortest: 10, longest: 20 });
    const best = Array.from(bank.questions.keys())
      .sort((a, b) => itemInformation(bank.questions[b]!, 0) - itemInformation(bank.questions[a]!, 0))
      .slice(0, 5);
    const seen = new Set(
      Array.from({ length: 200 }, (_, i) => nextQuestion(bank, startSitting(bank), randomStream(i))),
    );
    expect(seen).toEqual(new Set(best));
  });

  test("two questions of a family never meet", () => {
    const questions = bankOf(80).map((question, i) => ({ ...question, domain: "a", family: `f${Math.floor(i / 2)}` }));
    const bank = prepareBank(questions, { cut: 3, shortest: 30, longest: 40 });
    const sitting = startSitting(bank);
    const random = randomStream(5);
    for (let i = 0; i < 40; i++)
      answerQuestion(bank, sitting, nextQuestion(bank, sitting, random), i % 2 === 0 ? 1 : 0);
    expect(new Set(sitting.given.map((j) => questions[j]!.family)).size).toBe(40);
    expect(() => nextQuestion(bank, sitting, random)).toThrow(/no next one/);
  });

  test("it stops when the interval leaves the cut, not before the shortest length, and out of time fails a short sitting", () => {
    const bank = prepareBank(bankOf(60), { cut: 0, shortest: 12, longest: 30 });
    const sitting = startSitting(bank);
    const random = randomStream(3);
    for (let i = 0; i < 11; i++) answerQuestion(bank, sitting, nextQuestion(bank, sitting, random), 1);
    expect(sitting.ability - 2.5 * sitting.error).toBeGreaterThan(0);
    expect(standingOf(bank, sitting)).toEqual({ over: false });
    expect(standingOf(bank, sitting, true)).toEqual({ over: true, passed: false, because: "out_of_time" });
    answerQuestion(bank, sitting, nextQuestion(bank, sitting, random), 1);
    expect(standingOf(bank, sitting)).toEqual({ over: true, passed: true, because: "interval_left_cut" });
    expect(standingOf(bank, sitting, true)).toEqual({ over: true, passed: true, because: "out_of_time" });
  });

  test("a plan that took the most informative alone would leave the blueprint: the control", () => {
    const questions = bankOf(150).map((question) =>
      question.domain === "a" ? { ...question, slope: question.slope * 3 } : question,
    );
    const free = prepareBank(questions, { cut: 0, shortest: 20, longest: 35 });
    const plan = planBlueprint(
      { shares: SHARES },
      new Map([
        ["a", 50],
        ["b", 50],
        ["c", 50],
      ]),
      20,
      35,
    );
    const sitting = startSitting(free);
    const random = randomStream(8);
    for (let i = 0; i < 20; i++)
      answerQuestion(free, sitting, nextQuestion(free, sitting, random), i % 2 === 0 ? 1 : 0);
    const counts = plan.domains.map((domain) => sitting.given.filter((j) => questions[j]!.domain === domain).length);
    expect(plan.canBeCompleted(counts)).toBe(false);
    const held = prepareBank(questions, RULES);
    expect(simulateAdaptive(held, { seed: 8, candidates: 20 }).outsideBlueprint).toBe(0);
  });

  test("refuses a bank that cannot fill the blueprint, naming the domain, and rules that make no sense", () => {
    const questions = bankOf(60).filter(({ domain }, i) => domain !== "c" || i < 12);
    expect(() => prepareBank(questions, RULES)).toThrow(
      /needs 7 questions of “c” in an exam of 35; the bank can give 4/,
    );
    expect(() => prepareBank(bankOf(90), { ...RULES, blueprint: { shares: { a: 0.5, b: 0.3, c: 0.3 } } })).toThrow(
      /sum to 1.1/,
    );
    expect(() => prepareBank(bankOf(90), { ...RULES, blueprint: { shares: { a: 0.7, b: 0.3 } } })).toThrow(
      /“c”, which the blueprint does not name/,
    );
    expect(() => prepareBank(bankOf(20), { cut: 0, shortest: 20, longest: 35 })).toThrow(/can put 20 questions/);
    expect(() => prepareBank(bankOf(90), { ...RULES, shortest: 40 })).toThrow(/40 to 35/);
    expect(() => prepareBank(bankOf(90), { ...RULES, confidence: 95 })).toThrow(/confidence/);
  });
});
