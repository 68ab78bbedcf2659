import { runCheck } from "@throughline/domain/simulation/queueing-checks";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Kingman's approximation: average wait before the start. */
const wait = (use: number, variation: number, time: number): number => (variation * use * time) / (1 - use);

test("Accepting is promising: the table, the rule and the appointments", () => {
  const text = lessonText("entry/admission/accepting-is-promising");
  for (const accepted of [7, 8, 9, 9.5]) {
    const hours = wait(accepted / 10, 0.75, 4);
    const u = accepted / 10 / (1 - accepted / 10);
    expect(text).toContain(
      `| ${accepted} | ${accepted * 10} % | ${u.toFixed(1)} | ${hours.toFixed(1)} h | ${(hours / 8).toFixed(1)} |`,
    );
  }
  const u = 16 / (0.75 * 4);
  expect([u.toFixed(1), ((100 * u) / (1 + u)).toFixed(0)]).toEqual(["5.3", "84"]);
  expect(wait(0.9, (0.2 + 0.5) / 2, 4).toFixed(1)).toBe("12.6");
  expect([wait(0.8, 1, 2), wait(0.9, 1, 2), wait(0.9, 0.6, 2)].map((hours) => Number(hours.toFixed(1)))).toEqual([
    8, 18, 10.8,
  ]);
});

test("Accepting is promising: the simulated bench waits as the table says at 80 %", () => {
  const means = runCheck(
    {
      name: "bench",
      theory: 12,
      batch: 8_000,
      measured: { kind: "wait" },
      organisation: {
        teams: [{ name: "bench", people: [{ name: "specialist" }] }],
        stages: [
          {
            name: "calibrate",
            kind: "active",
            team: "bench",
            effort: { kind: "erlang", mean: 4, phases: 2 },
            next: [{ stage: "gone", share: 1 }],
          },
          { name: "gone", kind: "done" },
        ],
        channels: [{ name: "plants", stage: "calibrate", between: { kind: "exponential", mean: 5 } }],
      },
    },
    5,
    20,
  );
  const mean = means.reduce((a, b) => a + b, 0) / means.length;
  expect(Math.abs(mean - 12)).toBeLessThan(0.8);
});
