import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Watch the age: what the ages say against their stages, and what an age reached says about the end", () => {
  const text = lessonText("visibility/ageing/watch-the-age");
  const marks = new Map(
    [...text.matchAll(/name: (file check|site visit|decision), p50: (\d+), p85: (\d+), p95: (\d+)/g)].map((m) => [
      m[1],
      { p50: Number(m[2]), p85: Number(m[3]), p95: Number(m[4]) },
    ]),
  );
  const open = [...text.matchAll(/\{ name: ([a-z ]+), stage: ([a-z ]+), age: (\d+)/g)].map((m) => ({
    name: m[1] ?? "",
    stage: m[2] ?? "",
    age: Number(m[3]),
  }));
  const past = open.filter((o) => o.age > (marks.get(o.stage)?.p85 ?? Infinity)).map((o) => o.name);
  expect(past.sort()).toEqual(["canteen", "food truck", "kiosk"]);
  const ages = open.reduce((sum, o) => sum + o.age, 0);
  expect(text).toContain(`${ages} ÷ ${open.length} = ${ages / open.length} working days`);

  const counts: [upTo: number, items: number][] = [
    [5, 50],
    [10, 25],
    [15, 10],
    [20, 5],
    [30, 6],
    [Infinity, 4],
  ];
  const sum = (test: (upTo: number) => boolean): number =>
    counts.filter(([upTo]) => test(upTo)).reduce((all, [, items]) => all + items, 0);
  for (const age of [0, 5, 10]) {
    const left = sum((upTo) => upTo > age);
    const by = (day: number): string => `${((100 * sum((upTo) => upTo > age && upTo <= day)) / left).toFixed(0)} %`;
    expect(text).toContain(`| ${age} | ${left} | ${by(15)} | ${by(20)} |`);
  }
  expect(text).toContain("| 15 | 15 | – | 33 % |");
  expect((100 * 5) / 15).toBeCloseTo(33, 0);
});
