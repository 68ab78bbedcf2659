import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("One owner, always: ownerless hours follow from the spans the widget shows", () => {
  const text = lessonText("visibility/ownership/one-owner");
  const spans = [...text.matchAll(/\{ from: (\d+), to: (\d+), owner: ([a-z ]+)(?:, why: ([a-z ]+))? \}/g)].map((m) => ({
    hours: Number(m[2]) - Number(m[1]),
    owned: m[3]?.trim() !== "null",
    why: m[4]?.trim(),
  }));
  const all = spans.reduce((sum, s) => sum + s.hours, 0);
  const without = spans.filter((s) => !s.owned);
  const lost = without.reduce((sum, s) => sum + s.hours, 0);
  expect(text).toContain(`= ${all} hours`);
  expect(text).toContain(`**${lost} hours, ${((100 * lost) / all).toFixed(0)} %**`);
  for (const [why, way] of [
    ["given to a committee", "committee"],
    ["owner on leave", "absence"],
    ["offered and not accepted", "hand-off"],
  ] as const) {
    const hours = without.find((s) => s.why === why)?.hours ?? Number.NaN;
    expect(text).toContain(`| ${way} | ${hours} | ${Math.floor((100 * hours) / lost)} % |`);
  }
  expect(((60 + 48) / lost).toFixed(2)).toBe("0.82");
});
