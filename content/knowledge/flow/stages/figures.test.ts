import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Stages that mean something: the days add up, and the share worked follows from them", () => {
  const text = lessonText("flow/stages/stages-that-mean-something");
  const rows = [...text.matchAll(/\| ([A-Z][\w ]+) \| (\d+\.\d) \|/g)].map(([, name, days]) => ({
    name,
    days: Number(days),
  }));
  expect(rows).toHaveLength(8);
  const sum = rows.reduce((total, { days }) => total + days, 0);
  expect(text).toContain(`| **sum** | **${sum.toFixed(1)}** |`);
  const worked = rows
    .filter(({ name }) => name === "In progress" || name === "Internal review")
    .reduce((total, { days }) => total + days, 0);
  expect(text).toContain(`${worked.toFixed(1)} of ${sum.toFixed(1)} days, **${Math.round((100 * worked) / sum)} %**`);
});
