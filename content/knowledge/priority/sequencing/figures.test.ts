import { linearDelay } from "@throughline/domain/priority/sequencing/cost-of-delay";
import { sequence } from "@throughline/domain/priority/sequencing/sequence";
import { sequenceCost, sequencingProblem } from "@throughline/domain/priority/sequencing/sequencing-problem";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Value over time: what each rule costs on the five items", () => {
  const text = lessonText("priority/sequencing/value-over-time");
  const items: [name: string, cost: number, weeks: number][] = [
    ["N", 900, 3],
    ["F", 3000, 6],
    ["L", 400, 0.5],
    ["R", 1500, 1],
    ["P", 2000, 2],
  ];
  const listed = items.map(([name, cost, duration]) => ({ name, duration, delay: linearDelay(cost) }));
  const problem = sequencingProblem(listed);
  const by = (key: (item: (typeof items)[number]) => number): number[] =>
    items.map((_, i) => i).sort((a, b) => key(items[b] ?? ["", 0, 1]) - key(items[a] ?? ["", 0, 1]));
  const rules: [order: number[], printed: string][] = [
    [by(([, cost, weeks]) => cost / weeks), "**€48,650**"],
    [by(([, , weeks]) => -weeks), "€52,800"],
    [by(([, cost]) => cost), "€63,300"],
    [[0, 1, 2, 3, 4], "€74,250"],
  ];
  for (const [order, printed] of rules) {
    const letters = order.map((i) => items[i]?.[0]).join(" ");
    expect(`€${sequenceCost(problem, order).toLocaleString("en")}`).toBe(printed.replaceAll("*", ""));
    expect(text).toContain(`| ${letters} | ${printed} |`);
  }
  expect(sequence(listed, { seed: 3 }).cost).toBe(48_650);
  expect([1 * 500 + 5 * 1200, 4 * 1200 + 5 * 500]).toEqual([6500, 7300]);
});

interface Bundle {
  name: string;
  days: number;
  due: number;
}
function lateness(order: readonly Bundle[]): number[] {
  let day = 0;
  return order.map(({ days, due }) => (day += days) - due);
}
function* orders<T>(rest: readonly T[]): Generator<T[]> {
  if (rest.length === 0) yield [];
  for (const [i, first] of rest.entries()) {
    for (const more of orders([...rest.slice(0, i), ...rest.slice(i + 1)])) yield [first, ...more];
  }
}

test("When the date decides: three aims, three orders, and what overload does", () => {
  const text = lessonText("priority/sequencing/due-dates");
  const [a, b, c, d, e] = [
    { name: "A", days: 4, due: 5 },
    { name: "B", days: 3, due: 7 },
    { name: "C", days: 2, due: 8 },
    { name: "D", days: 5, due: 12 },
    { name: "E", days: 6, due: 14 },
  ] as const;
  const late = (order: readonly Bundle[]): number => lateness(order).filter((days) => days > 0).length;
  const most = (order: readonly Bundle[]): number => Math.max(...lateness(order));
  const mean = (order: readonly Bundle[]): number => lateness(order).reduce((x, y) => x + y, 0) / order.length;
  const shown = ([...order]: readonly Bundle[]): string => `${late(order)} ${most(order)} ${mean(order).toFixed(1)}`;
  expect(shown([a, b, c, d, e])).toBe("3 6 1.6");
  expect(shown([b, c, d, a, e])).toBe("2 9 1.2");
  expect(shown([c, b, a, d, e])).toBe("3 6 0.8");
  const all = [...orders([a, b, c, d, e])];
  expect([Math.min(...all.map(late)), Math.min(...all.map(most))]).toEqual([2, 6]);
  expect(Math.min(...all.map(mean)).toFixed(1)).toBe("0.8");
  expect(text).toContain("C, D and E are late, by 1, 2 and 6 days");
  const rush = { name: "R", days: 3, due: 4 };
  expect(late([rush, a, b, c, d, e])).toBe(5);
  expect(Math.min(...[...orders([a, b, c, d, e, rush])].map(late))).toBe(2);
  expect(late([rush, b, c, e, a, d])).toBe(2);
  const [p, q, r] = [
    { name: "P", days: 5, due: 6 },
    { name: "Q", days: 2, due: 6 },
    { name: "R", days: 2, due: 8 },
  ] as const;
  expect([late([p, q, r]), most([p, q, r]), late([q, r, p]), most([q, r, p]), late([q, p, r])]).toEqual([
    2, 1, 1, 3, 2,
  ]);
});
