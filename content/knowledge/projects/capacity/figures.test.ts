import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("The same people twice: gaps, arrears and joint hours", () => {
  const text = lessonText("projects/capacity/shared-people");
  const people = [...text.matchAll(/hoursPerWeek: (\d+), ongoing: \[([\d, ]+)\], project: \[(\d+)/g)].map((m) => ({
    left: (m[2] ?? "").split(", ").map((hours) => Number(m[1]) - Number(hours)),
    wanted: Number(m[3]),
  }));
  const given = people.map(({ left, wanted }) => {
    let owed = 0;
    return left.reduce((sum, gap) => {
      const done = Math.min(gap, owed + wanted);
      owed += wanted - done;
      return sum + done;
    }, 0);
  });
  expect(text).toContain(`planner gives ${given[0]} of 72`);
  expect(text).toContain(`analyst gives ${given[1]} of 84`);
  const all = (given[0] ?? 0) + (given[1] ?? 0);
  expect(text).toContain(`${all} of 156, or **${((100 * all) / 156).toFixed(0)} %**`);
  const joint = people[0]?.left.reduce((sum, gap, week) => sum + Math.min(gap, people[1]?.left[week] ?? 0), 0);
  expect(text).toContain(`| **${joint}** |`);
});

test("One after another: ends and costs of delay of each way", () => {
  const text = lessonText("projects/capacity/one-after-another");
  const perWeek = [9000, 4000, 2000];
  const cost = (ends: number[]): string =>
    `€${ends.reduce((sum, end, i) => sum + end * (perWeek[i] ?? 0), 0).toLocaleString("en-GB")}`;
  // In turn by weeks: whoever's turn it is works; each needs eight.
  const turns = [0, 0, 0];
  const ends = [0, 0, 0];
  for (let week = 0; week < 24; week += 1) {
    const who = week % 3;
    turns[who] = (turns[who] ?? 0) + 1;
    if (turns[who] === 8) ends[who] = week + 1;
  }
  for (const way of [ends, [8, 16, 24], [24, 16, 8]]) {
    const mean = way.reduce((a, b) => a + b, 0) / 3;
    expect(text).toContain(`| ${way.join(" | ")} | ${mean} | ${cost(way)} |`);
  }
  expect((24 / 0.9).toFixed(1)).toBe("26.7");
  expect([(2 + 8 + 24) / 3, (16 + 22 + 24) / 3].map((m) => m.toFixed(1))).toEqual(["11.3", "20.7"]);
});
