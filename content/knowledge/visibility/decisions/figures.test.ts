import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Who decides: waiting a month is count times wait, before and after", () => {
  const text = lessonText("visibility/decisions/who-decides");
  const decisions = [...text.matchAll(/perMonth: (\d+), deciders: [^\]]*\], heard: [^\]]*\], wait: ([\d.]+)/g)].map(
    (m) => ({
      count: Number(m[1]),
      wait: Number(m[2]),
    }),
  );
  const waiting = decisions.map((d) => d.count * d.wait);
  expect(waiting).toEqual([60, 48, 5, 40, 75]);
  for (const [i, d] of decisions.entries())
    expect(text).toMatch(new RegExp(`\\| ${d.count} \\| [a-z ]+ \\| ${d.wait} \\| ${waiting[i]} \\|`));
  const sum = waiting.reduce((a, b) => a + b, 0);
  expect(text).toContain(`**${sum}**`);
  expect(text).toContain(`${sum} ÷ 21 = ${(sum / 21).toFixed(1)}`);
  const after = 60 * 0.1 + (9 * 0.5 + 3 * 4) + 5 + 40 + 30 * 0.5;
  expect(text).toContain(`= **${after}**, or ${(after / 21).toFixed(1)} things waiting`);
  expect(Math.round(100 * 0.7 ** 3)).toBe(34);
});

test("What exactly was approved: what looking at all invoices costs against a limit and a sample", () => {
  const text = lessonText("visibility/decisions/what-was-approved");
  const looked = [400, 100 + 0.1 * 300];
  const hours = looked.map((n) => (n * 10) / 60);
  const errors = 3 * 750 + 150;
  const missed = 0.9 * 150;
  const euro = (amount: number): string => `€${Math.round(amount).toLocaleString("en-GB")}`;
  expect(text).toContain(`| hours | ${hours.map((h) => h.toFixed(1)).join(" | ")} |`);
  expect(text).toContain(`| cost of looking | ${hours.map((h) => euro(h * 45)).join(" | ")} |`);
  expect(text).toContain(`| errors caught, value | ${euro(errors)} | ${euro(errors - missed)} |`);
  expect(text).toContain(`| ${euro(400 * 7.5)} | ${euro((hours[1] ?? 0) * 45 + missed)} |`);
  expect(euro(400 * 7.5 - errors)).toBe("€600");
});
