import { runCheck } from "@throughline/domain/simulation/queueing-checks";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("A few different promises: what expediting costs those it passes", () => {
  const text = lessonText("priority/classes/few-promises");
  const load = 0.8;
  const work = 2;
  for (const percent of [5, 10, 20, 40, 80]) {
    const share = percent / 100;
    const first = (load * work) / (1 - load * share);
    const rest = first / (1 - load);
    expect(text).toContain(`| ${percent} % | ${first.toFixed(1)} days | ${rest.toFixed(1)} days |`);
    expect(share * first + (1 - share) * rest).toBeCloseTo(8, 9);
  }
  expect(0.4 * 6200).toBe(2480);
  expect([3 * 700, 2480 - 2100, 3 * 900 > 2480]).toEqual([2100, 380, true]);
  expect([0.6 * 3000, 2 * 1600]).toEqual([1800, 3200]);
});

test("A few different promises: the simulated queue without classes waits eight days", () => {
  const means = runCheck(
    {
      name: "one line",
      theory: 8,
      batch: 8_000,
      measured: { kind: "wait" },
      organisation: {
        teams: [{ name: "group", people: [{ name: "analyst" }] }],
        stages: [
          {
            name: "work",
            kind: "active",
            team: "group",
            effort: { kind: "exponential", mean: 2 },
            next: [{ stage: "gone", share: 1 }],
          },
          { name: "gone", kind: "done" },
        ],
        channels: [{ name: "in", stage: "work", between: { kind: "exponential", mean: 2.5 } }],
      },
    },
    9,
    20,
  );
  expect(Math.abs(means.reduce((a, b) => a + b, 0) / means.length - 8)).toBeLessThan(0.6);
});
