import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Items in order of arrival through a desk that finishes `rate` a week: when each entered and left, in weeks. */
function desk(inProgress: number, rate: number, arrivals: (week: number) => number, weeks: number) {
  const items = Array.from({ length: inProgress }, (_, i) => ({
    entered: (i - inProgress) / rate,
    left: (i + 1) / rate,
  }));
  for (let week = 0; week < weeks; week += 1) {
    const count = arrivals(week);
    for (let i = 0; i < count; i += 1) {
      const entered = week + (i + 1) / count;
      items.push({ entered, left: (items.length + 1) / rate });
    }
  }
  return items;
}

test("Three numbers, one law: the referral desk's figures follow from its arrivals and throughput", () => {
  const text = lessonText("flow/wip/littles-law");
  const items = desk(45, 15, () => 18, 8);
  const time = ({ entered, left }: { entered: number; left: number }): number => left - entered;
  const finished = items.filter((item) => item.left <= 8);
  const lastDay = finished.filter((item) => item.left > 8 - 1 / 7);
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const open = items.length - finished.length;
  expect(open).toBe(69);
  expect(text).toContain("= **69** are in progress");
  for (const [figure, printed] of [
    [mean(finished.map(time)), "3.3"],
    [mean(lastDay.map(time)), "3.8"],
    [open / 15, "4.6"],
    [45 / 15, "3.0"],
  ] as const) {
    expect(figure.toFixed(1)).toBe(printed);
    expect(text).toContain(printed);
  }
  expect(
    items
      .filter((item) => item.left > 8 - 1 / 7 && item.left <= 8)
      .every((item) => item.entered > 4 && item.entered < 5),
  ).toBe(true);
});
