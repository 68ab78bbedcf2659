import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixedZone } from "../time/zone-offsets.ts";
import { classOrder, compareQueued, type QueuedItem } from "./queue-policy.ts";
import { ordinal, type QueueReason } from "./queue-reason.ts";
import { medianEffort, orderQueue } from "./queue.ts";

const settings = { medianEffort: 2, zone: fixedZone("UTC", 0) };
const at = (text: string) => Date.parse(`${text}Z`);
let made = 0;
const item = (key: string, more: Partial<QueuedItem> = {}): QueuedItem => ({
  itemId: `${++made}`.padStart(4, "0"),
  key,
  classOfService: "standard",
  dueOn: null,
  value: null,
  effortLow: null,
  effortHigh: null,
  createdAt: at("2026-03-01T08:00"),
  rank: "V",
  override: null,
  held: null,
  ...more,
});
const effort = (days: number) => ({ effortLow: days, effortHigh: days });
const sentences = (items: QueuedItem[]) => orderQueue(items, settings).map(({ reason }) => reason.sentence);

describe("the order", () => {
  test("is override, then class, then due, then cost over effort, then value at all, then age, then rank", () => {
    const queue = [
      item("intangible", { classOfService: "intangible", value: 1e9, ...effort(1) }),
      item("young", { createdAt: at("2026-03-02T08:00") }),
      item("old-b", { rank: "b" }),
      item("old-a", { rank: "a" }),
      item("cheap", { value: 100, ...effort(4) }),
      item("costly", { value: 90, ...effort(1) }),
      item("due-never", { classOfService: "fixed_date", value: 1e9 }),
      item("due-later", { classOfService: "fixed_date", dueOn: "2026-05-01" }),
      item("due-soon", { classOfService: "fixed_date", dueOn: "2026-04-01" }),
      item("expedite", { classOfService: "expedite" }),
      item("put-first", { override: { reason: "asked for", at: 1 } }),
      item("put-last", { override: { reason: "asked for", at: 2 } }),
    ];
    expect(orderQueue(queue, settings).map((entry) => entry.item.key)).toEqual([
      "put-last",
      "put-first",
      "expedite",
      "due-soon",
      "due-later",
      "due-never",
      "costly",
      "cheap",
      "old-a",
      "old-b",
      "young",
      "intangible",
    ]);
  });

  test("takes the team's median where effort is not estimated", () => {
    const queue = [item("guessed", { value: 100 }), item("short", { value: 60, ...effort(1) })];
    expect(orderQueue(queue, { ...settings, medianEffort: 2 }).map((entry) => entry.item.key)).toEqual([
      "short",
      "guessed",
    ]);
    expect(orderQueue(queue, { ...settings, medianEffort: 1 }).map((entry) => entry.item.key)).toEqual([
      "guessed",
      "short",
    ]);
  });

  test("lets no estimate of nothing outweigh everything", () => {
    const queue = [item("nothing", { value: 1, ...effort(0) }), item("big", { value: 100, ...effort(1) })];
    expect(orderQueue(queue, settings)[0]?.item.key).toBe("big");
  });

  test("keeps the place of what cannot be pulled, and says so", () => {
    const [first] = orderQueue([item("OPS-1", { held: "blocked", value: 5 }), item("OPS-2")], settings);
    expect(first?.item.key).toBe("OPS-1");
    expect(first?.reason.sentence).toMatch(/It is blocked and cannot be pulled\.$/);
  });
});

describe("the reason", () => {
  test("compares with the neighbour above, the first with the one below", () => {
    const queue = [
      item("OPS-1", { value: 400, ...effort(2) }),
      item("OPS-2", { value: 300, ...effort(2) }),
      item("OPS-3", { createdAt: at("2026-02-20T08:00") }),
      item("OPS-4"),
    ];
    expect(sentences(queue)).toEqual([
      "1st, because a week of waiting costs 200 for each day of effort, more than the 150 of OPS-2 below.",
      "2nd, because a week of waiting costs 150 for each day of effort, less than the 200 of OPS-1 above.",
      "3rd, because it has no cost of delay yet and OPS-2 above has one.",
      "4th, because neither has a cost of delay yet, and it waits since 2026-03-01, OPS-3 above since 2026-02-20.",
    ]);
  });

  test("says what the first of a class has over the next of it", () => {
    const queue = [
      item("OPS-1", { classOfService: "expedite" }),
      item("OPS-2", { classOfService: "fixed_date", dueOn: "2026-04-01" }),
      item("OPS-3", { classOfService: "fixed_date", dueOn: "2026-04-02" }),
      item("OPS-4", { value: 10, ...effort(1) }),
      item("OPS-5", { classOfService: "intangible" }),
    ];
    expect(sentences(queue)).toEqual([
      "1st, because it is expedited and OPS-2 below has a fixed date.",
      "2nd, because it has a fixed date and OPS-1 above is expedited, and it is due 2026-04-01, before OPS-3 below (2026-04-02).",
      "3rd, because it is due 2026-04-02, after OPS-2 above (2026-04-01).",
      "4th, because it is standard work and OPS-3 above has a fixed date.",
      "5th, because it is intangible work and OPS-4 above is standard work.",
    ]);
  });

  test("keeps the reason someone gave for putting an item ahead", () => {
    const queue = [
      item("OPS-1"),
      item("OPS-2", { override: { reason: "The auditors come on Monday", at: 2 } }),
      item("OPS-3", { override: { reason: "Promised", at: 1 } }),
    ];
    expect(sentences(queue)).toEqual([
      "1st, because it was put ahead of the policy: The auditors come on Monday.",
      "2nd, because it was put ahead of the policy, before OPS-2 was: Promised.",
      "3rd, because OPS-3 above was put ahead of the policy.",
    ]);
  });

  test("writes numbers out far enough to see which is larger, and days with the hour where they are the same", () => {
    const close = [item("OPS-1", { value: 1000.4, ...effort(1) }), item("OPS-2", { value: 1000.3, ...effort(1) })];
    expect(sentences(close)[1]).toContain("costs 1,000.3 for each day of effort, less than the 1,000.4");
    const sameDay = [item("OPS-3"), item("OPS-4", { createdAt: at("2026-03-01T09:30") })];
    expect(sentences(sameDay)[1]).toContain("since 2026-03-01 09:30, OPS-3 above since 2026-03-01 08:00");
    const sameMinute = [item("OPS-5"), item("OPS-6", { createdAt: at("2026-03-01T08:00:01") })];
    expect(sentences(sameMinute)[1]).toContain("08:00 (a moment later), OPS-5 above since 2026-03-01 08:00 (a moment");
  });

  test("lets age decide where the same costs only look different after a division", () => {
    const queue = [
      item("A-1", { value: 680, effortLow: 0.8, effortHigh: 0.9, createdAt: at("2026-03-02T08:00") }),
      item("A-2", { value: 80, ...effort(0.1) }),
    ];
    expect(680 / ((0.8 + 0.9) / 2)).not.toBe(80 / 0.1);
    expect(orderQueue(queue, settings).map((entry) => entry.item.key)).toEqual(["A-2", "A-1"]);
    expect(sentences(queue)[1]).toContain("their cost of delay over effort is the same");
  });

  test("says when nothing else waits", () => {
    expect(sentences([item("OPS-1")])).toEqual(["1st, because nothing else waits."]);
    expect(orderQueue([], settings)).toEqual([]);
  });

  test("counts as people do", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 113].map(ordinal).join(" ")).toBe(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 113th",
    );
  });
});

const anyItem: fc.Arbitrary<QueuedItem> = fc
  .record({
    classOfService: fc.constantFrom(...classOrder),
    dueOn: fc.constantFrom(null, "2026-04-01", "2026-04-02"),
    value: fc.constantFrom(null, 0, 10, 20, 33.3),
    days: fc.constantFrom(null, 0, 1, 2, 3),
    createdAt: fc.constantFrom(1, 2, 86_400_000, 2 * 86_400_000),
    rank: fc.constantFrom("a", "b", "c"),
    override: fc.constantFrom(null, null, null, { reason: "asked", at: 1 }, { reason: "asked", at: 2 }),
  })
  .map(({ days, ...rest }) => item(`OPS-${made + 1}`, { ...rest, effortLow: days, effortHigh: days }));

/** Holds a reason's sentence and code against its own facts: what it claims must follow from the numbers it gives. */
function claimHolds({ code, facts, sentence }: QueueReason): boolean {
  const number = (name: string) => Number(facts[name] ?? Number.NaN);
  const compared = (prefix: "against" | "next", where: "above" | "below") => {
    const key = `${String(facts[`${prefix}Key`])} ${where}`;
    const [own, other] = [number("costOverEffort"), number(`${prefix}CostOverEffort`)];
    const [due, otherDue] = [String(facts["due"]), String(facts[`${prefix}Due`])];
    const [since, otherSince] = [String(facts["since"]), String(facts[`${prefix}Since`])];
    const claims: [RegExp, boolean][] = [
      [new RegExp(`less than the [0-9.]+ of ${key}`), own < other],
      [new RegExp(`more than the [0-9.]+ of ${key}`), own > other],
      [new RegExp(`after ${key}`), due > otherDue],
      [new RegExp(`before ${key}`), due < otherDue],
      [new RegExp(`no due date and ${key} is due`), facts["due"] === null && facts[`${prefix}Due`] !== null],
      [new RegExp(`no cost of delay yet and ${key} has`), facts["value"] === null && facts[`${prefix}Value`] !== null],
      [new RegExp(`${key} has none yet`), facts["value"] !== null && facts[`${prefix}Value`] === null],
      [new RegExp(`waits since .*${key} since`), where === "above" ? since >= otherSince : since <= otherSince],
      [new RegExp(`effort is the same.*${key}`), own === other],
    ];
    return claims.every(([claim, holds]) => !claim.test(sentence) || holds);
  };
  if (code === "no_value" && facts["value"] !== null) return false;
  if (code === "cost_of_delay" && facts["value"] === null) return false;
  if ((code === "expedite" || code === "fixed_date" || code === "intangible") && facts["class"] !== code) return false;
  return (["above", "below"] as const).every((where) => compared("against", where) && compared("next", where));
}

test("is a total order whatever the items, and every reason follows from its own facts", () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 12 }), (items) => {
      const queue = orderQueue(items, settings);
      expect(queue.map((entry) => entry.item.itemId).toSorted()).toEqual(items.map((one) => one.itemId).toSorted());
      for (const [index, entry] of queue.entries()) {
        for (const later of queue.slice(index + 1))
          expect(compareQueued(entry.item, later.item, settings.medianEffort).order).toBeLessThan(0);
        expect([entry.reason, claimHolds(entry.reason)]).toEqual([entry.reason, true]);
      }
    }),
    { numRuns: 300 },
  );
});

test("the check of reasons itself notices a sentence that does not follow", () => {
  const [first] = orderQueue(
    [item("A-1", { value: 4, ...effort(1) }), item("A-2", { value: 3, ...effort(1) })],
    settings,
  );
  const reason = first?.reason;
  if (!reason) throw new Error("There should be a first");
  expect(claimHolds(reason)).toBe(true);
  expect(claimHolds({ ...reason, sentence: reason.sentence.replace("more", "less") })).toBe(false);
  expect(claimHolds({ ...reason, facts: { ...reason.facts, againstCostOverEffort: 9 } })).toBe(false);
});

test("the order does not depend on how the items came", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...Array(30).keys()], { minLength: 30 }), (shuffle) => {
      const items = fc.sample(anyItem, { numRuns: 30, seed: 7 });
      const keys = (list: readonly QueuedItem[]) => orderQueue(list, settings).map((entry) => entry.item.itemId);
      const shuffled = shuffle.map((index) => items[index]).filter((one) => one !== undefined);
      expect(keys(shuffled)).toEqual(keys(items));
    }),
    { numRuns: 20 },
  );
});

test("the median of efforts is the middle one, of an even number the mean of the two, and a day where there is none", () => {
  expect([medianEffort([]), medianEffort([3]), medianEffort([5, 1, 2]), medianEffort([4, 1, 2, 3])]).toEqual([
    1, 3, 2, 2.5,
  ]);
});
