import { orderQueue } from "@throughline/domain/priority/queue";
import type { ClassOfService, QueuedItem } from "@throughline/domain/priority/queue-policy";
import { fixedZone } from "@throughline/domain/time/zone-offsets";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

function item(key: string, classOfService: ClassOfService, day: number, more: Partial<QueuedItem>): QueuedItem {
  return {
    itemId: key,
    key,
    classOfService,
    dueOn: null,
    value: null,
    effortLow: null,
    effortHigh: null,
    createdAt: Date.UTC(2026, 2, day),
    rank: key,
    override: null,
    held: null,
    ...more,
  };
}
const settings = { medianEffort: 3, zone: fixedZone("UTC", 0) };

test("Why is mine third: the queue gives the table's order, and hours typed as days explain the fifth place", () => {
  const text = lessonText("priority/policy/explain-the-position");
  const others = [
    item("P-34", "standard", 4, { value: 300, effortLow: 1, effortHigh: 3 }),
    item("P-35", "standard", 5, { value: 450, effortLow: 2, effortHigh: 4 }),
    item("P-28", "fixed_date", 1, { effortLow: 2, effortHigh: 4, dueOn: "2026-03-27" }),
    item("P-36", "standard", 6, { effortLow: 1, effortHigh: 2 }),
    item("P-37", "expedite", 9, { effortLow: 1, effortHigh: 1 }),
    item("P-22", "intangible", 1, { value: 100, effortLow: 2, effortHigh: 2 }),
  ];
  const asked = (days: number): QueuedItem =>
    item("P-31", "standard", 2, { value: 640, effortLow: days, effortHigh: days });
  const wrong = orderQueue([asked(16), ...others], settings);
  for (const { position, item: each } of wrong) expect(text).toContain(`| ${position} | ${each.key} |`);
  expect(wrong[4]?.reason.sentence).toContain(
    "a week of waiting costs 40 for each day of effort, less than the 150 of P-35 above",
  );
  expect(text).toContain("a week of waiting costs 40 for each day of effort, less than the 150 of P-35 above");
  const right = orderQueue([asked(2), ...others], settings);
  expect(right[2]?.item.key).toBe("P-31");
  const check = orderQueue(
    [
      item("Q-5", "standard", 1, { value: 480, effortLow: 4, effortHigh: 8 }),
      item("Q-9", "standard", 2, { value: 350 }),
    ],
    settings,
  );
  expect(check[0]?.item.key).toBe("Q-9");
  expect((350 / 80).toFixed(1)).toBe("4.4");
});

/** Pairs of items on both lists that stand the other way round, and how many pairs there are. */
function turned(before: string, after: string): [turned: number, pairs: number] {
  const both = [...before].filter((name) => after.includes(name));
  let count = 0;
  for (const [i, a] of both.entries()) {
    for (const b of both.slice(i + 1)) if (after.indexOf(a) > after.indexOf(b)) count += 1;
  }
  return [count, (both.length * (both.length - 1)) / 2];
}

test("Overrides and churn: pairs turned, and the hours that March cost", () => {
  const text = lessonText("priority/policy/overrides-and-churn");
  expect(turned("ABCDEF", "DAGCFE")).toEqual([3, 10]);
  expect(turned("KLMNO", "NKPLO")).toEqual([2, 6]);
  const hours = 14 * 3 + 9 * 2;
  expect(hours).toBe(60);
  expect(text).toContain(`${((100 * hours) / 560).toFixed(1)} %`);
  expect(60 / (560 / 4)).toBeGreaterThan(1 / 3);
  expect(6 + 4 + 3 + 1).toBe(14);
});
