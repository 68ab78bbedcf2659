import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

test("The work you make for yourself: shares by contacts and by time, and the price of a cure", () => {
  const text = lessonText("entry/demand/value-and-failure-demand");
  const contacts: [count: number, minutes: number, failure: boolean][] = [
    [232, 9, false],
    [88, 6, false],
    [148, 5, true],
    [72, 14, true],
    [60, 16, true],
    [40, 4, true],
  ];
  const failures = contacts.filter(([, , failure]) => failure);
  const time = (rows: typeof contacts): number => sum(rows.map(([count, minutes]) => count * minutes));
  expect(sum(contacts.map(([count]) => count))).toBe(640);
  expect(time(contacts)).toBe(5484);
  for (const [count, minutes] of contacts) {
    expect(text).toContain(`| ${count} | ${minutes} | ${(count * minutes).toLocaleString("en")} |`);
  }
  const byCount = (100 * sum(failures.map(([count]) => count))) / 640;
  const byTime = (100 * time(failures)) / time(contacts);
  expect(text).toContain(`**${byCount.toFixed(1)} %**`);
  expect(text).toContain(`**${byTime.toFixed(1)} %**`);
  expect(text).toContain(`That is ${(time(failures) / 60).toFixed(1)} hours of ${(time(contacts) / 60).toFixed(1)}`);
  expect(text).toContain(`**${148 * 0.75 * 5 - 232} minutes**`);
  const left = time(contacts) / 60 - (72 * 14) / 2 / 60;
  expect(`${left.toFixed(0)} % ${(time(contacts) / 60).toFixed(0)} %`).toBe("83 % 91 %");
  expect(Math.round((100 * 90 * 12) / (90 * 12 + 210 * 4))).toBe(56);
});

test("All the work: the board shows 44 % of the hours, and a share comes with its error", () => {
  const text = lessonText("entry/demand/all-the-work");
  const answers = [176, 72, 44, 36, 32, 24, 16];
  expect(sum(answers)).toBe(400);
  for (const count of answers) expect(text).toContain(`| ${count} | ${(count / 400) * 200} |`);
  expect((160 / 88).toFixed(1)).toBe("1.8");
  const error = 100 * Math.sqrt((0.18 * 0.82) / 400);
  expect(error.toFixed(1)).toBe("1.9");
  expect([18 - 1.96 * error, 18 + 1.96 * error].map(Math.round)).toEqual([14, 22]);
  expect(Math.round((120 / 300) * 152)).toBe(61);
});
