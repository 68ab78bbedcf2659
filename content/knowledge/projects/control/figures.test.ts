import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("What was earned: variances, indices, estimates and the schedule in time", () => {
  const text = lessonText("projects/control/earned-value");
  const series = (name: string): number[] =>
    (new RegExp(`${name}: \\[([^\\]]+)\\]`).exec(text)?.[1] ?? "").split(", ").map(Number);
  const [planned, earned, actual] = [series("planned"), series("earned"), series("actual")];
  const [pv = 0, ev = 0, ac = 0, bac = 0] = [planned[5], earned[5], actual[5], planned.at(-1)];
  const [spi, cpi] = [ev / pv, ev / ac];
  expect(text).toContain(`schedule variance | −${pv - ev} |`);
  expect(text).toContain(`cost variance | −${ac - ev} |`);
  expect(text).toContain(`schedule index | ${spi.toFixed(2)} |`);
  expect(text).toContain(`cost index | ${cpi.toFixed(2)} |`);
  expect(text).toContain(`| ${ac + bac - ev} |`);
  expect(text).toContain(`| ${(bac / cpi).toFixed(0)} |`);
  expect(text).toContain(`| ${(ac + (bac - ev) / (cpi * spi)).toFixed(0)} |`);
  const months = ev / (planned[0] ?? 1);
  expect(text).toContain(`planned for ${months} months`);
  expect(text).toContain(`12 ÷ ${(months / 6).toFixed(1)} = ${((12 * 6) / months).toFixed(0)}`);
});
