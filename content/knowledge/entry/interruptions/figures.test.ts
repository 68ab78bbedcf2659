import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Focused minutes of a day, minute by minute: each interruption takes its own time and that to pick up the thread. */
function focused(people: number, day: number, interruptions: number, each: number, resume: number): number {
  let sum = 0;
  for (let person = 0; person < people; person += 1) {
    let left = day;
    for (let i = 0; i < interruptions; i += 1) left -= each + resume;
    sum += left;
  }
  return sum;
}

test("What an interruption costs: the duty person gains two hours, and not always", () => {
  const text = lessonText("entry/interruptions/what-an-interruption-costs");
  for (const [resume, hours] of [
    [5, "36.0"],
    [20 / 3, "35.0"],
    [10, "33.0"],
    [20, "27.0"],
  ] as const) {
    expect((focused(6, 420, 6, 5, resume) / 60).toFixed(1)).toBe(hours);
    expect(text).toContain(`| ${Number(resume.toFixed(1))} | ${hours} h | 35.0 h |`);
  }
  expect(focused(5, 420, 0, 5, 10) / 60).toBe(35);
  expect(((5 * 420 - 9 * 15) / 60).toFixed(1)).toBe("32.8");
  expect(420 - 36 * 5).toBe(240);
  expect((focused(4, 420, 8, 4, 12) / 60).toFixed(1)).toBe("19.5");
  expect((3 * 420) / 60).toBe(21);
  const even = (4 * (420 - 8 * 4) - 1260) / 32;
  expect(even.toFixed(1)).toBe("9.1");
  expect(focused(4, 420, 8, 4, even)).toBeCloseTo(1260, 9);
});
