import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const text = lessonText("flow/bottlenecks/the-scarce-specialist");
const HOURS = { "Take in": 70, Examine: 30, Report: 105, Release: 20 };

function line(perPart: Record<keyof typeof HOURS, number>) {
  const rates = Object.entries(HOURS).map(([stage, hours]) => ({
    stage,
    rate: hours / perPart[stage as keyof typeof HOURS],
  }));
  return { rates, slowest: rates.reduce((a, b) => (b.rate < a.rate ? b : a)) };
}

test("The scarce specialist: the constraint is where hours divided by hours per part are least, and it moves", () => {
  const before = line({ "Take in": 2, Examine: 2.5, Report: 5, Release: 0.8 });
  expect(before.slowest).toEqual({ stage: "Examine", rate: 12 });
  for (const { rate } of before.rates) expect(text).toContain(rate.toFixed(1));
  const after = line({ "Take in": 2.25, Examine: 1.5, Report: 5.75, Release: 0.8 });
  expect(after.slowest.stage).toBe("Report");
  for (const { rate } of after.rates) expect(text).toContain(rate.toFixed(1));
  expect(text).toContain(`| Report | 5.75 | **${after.slowest.rate.toFixed(1)}** |`);
});

test("The scarce specialist: the backlog, the fourth writer and the room left", () => {
  const now = 105 / 5.75;
  expect((now - 14).toFixed(1)).toBe("4.3");
  expect((130 / (now - 14)).toFixed(0)).toBe("31");
  expect(((4 * 35) / 5.75).toFixed(1)).toBe("24.3");
  expect((130 / (20 - 14)).toFixed(0)).toBe("22");
  expect(Math.round((100 * 14) / now)).toBe(77);
  expect((now / 12).toFixed(1)).toBe("1.5");
  expect((22 * 1.2).toFixed(1)).toBe("26.4");
});
