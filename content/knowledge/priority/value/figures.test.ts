import {
  delayAfter,
  delayCost,
  expiringAt,
  linearDelay,
  stepAt,
} from "@throughline/domain/priority/sequencing/cost-of-delay";
import { sequence } from "@throughline/domain/priority/sequencing/sequence";
import { sequenceCost, sequencingProblem } from "@throughline/domain/priority/sequencing/sequencing-problem";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const money = (amount: number): string => Math.round(amount).toLocaleString("en");

test("What a week costs: the four sums, the range of the weakest one, the price of two weeks", () => {
  const text = lessonText("priority/value/cost-of-delay");
  const sums = [((120 * 6) / 60) * 38, 14 * 31, 25 * 90 * 0.4, (0.02 * 400_000) / 52];
  for (const sum of sums) expect(text).toContain(`| €${money(sum)} |`);
  expect((900 / Math.round((0.02 * 400_000) / 52)).toFixed(1)).toBe("5.8");
  expect([25 * 90 * 0.25, 25 * 90 * 0.55].map((sum) => money(sum + 1e-9))).toEqual(["563", "1,238"]);
  expect(((300 * 4) / 60) * 24 + ((300 * 7) / 60) * 10).toBe(830);
});

test("Four curves: the losses by week, and the cheapest order of four", () => {
  const text = lessonText("priority/value/curves-of-delay");
  const curves = [linearDelay(300), stepAt(6, 5000), expiringAt(5, 800), delayAfter(20, 2000)];
  for (const week of [2, 4, 6, 8, 24]) {
    expect(text).toContain(`| ${week} | ${curves.map((curve) => money(delayCost(curve, week))).join(" | ")} |`);
  }
  const nextWeek = curves.map((curve) => delayCost(curve, 8) - delayCost(curve, 7));
  expect(nextWeek).toEqual([300, 0, 0, 0]);
  const items = curves.map((delay, i) => ({
    name: ["guide", "report", "fair", "certificate"][i] ?? "",
    duration: 2,
    delay,
  }));
  const problem = sequencingProblem(items);
  const cost = (...order: number[]): number => sequenceCost(problem, order);
  expect(cost(2, 0, 1, 3)).toBe(2800);
  expect(cost(2, 1, 0, 3)).toBe(3400);
  expect(cost(1, 2, 0, 3)).toBe(5000);
  expect(cost(0, 1, 2, 3)).toBe(4600);
  expect(cost(0, 2, 3, 1)).toBe(8800);
  expect(sequence(items, { seed: 1 }).cost).toBe(2800);
  const adviser = sequencingProblem([
    { name: "saving", duration: 3, delay: linearDelay(150) },
    { name: "form", duration: 3, delay: stepAt(9, 4000) },
    { name: "tidy", duration: 3, delay: delayAfter(52, 100) },
  ]);
  expect([sequenceCost(adviser, [0, 1, 2]), sequenceCost(adviser, [1, 0, 2])]).toEqual([450, 900]);
});
