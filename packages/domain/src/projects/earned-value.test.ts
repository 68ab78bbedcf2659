import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workingCalendar } from "../time/working-calendar.ts";
import { budgetBaseline, type BudgetedPart, plannedCurve, plannedValue } from "./earned-baseline.ts";
import { baselineOfPlan } from "./earned-baseline-of-plan.ts";
import { earnedByPart } from "./earned-by-part.ts";
import { costAtCompletion, indexToComplete, varianceAtCompletion } from "./earned-completion.ts";
import { earnedIndices } from "./earned-indices.ts";
import type { EarningRule, PartProgress } from "./earned-rules.ts";
import { earnedPeriods, earnedSchedule } from "./earned-schedule.ts";
import { type ActualCost, earnedValueAt, earnedValueCurve } from "./earned-value.ts";

const refused = (code: string) => expect.objectContaining({ code }) as Error;

/** The worked example of docs/methods/earned-value.md, in days. */
const parts: readonly BudgetedPart[] = [
  { name: "design", start: 0, finish: 10, budget: 10_000 },
  { name: "build", start: 10, finish: 30, budget: 40_000 },
  { name: "prove", start: 30, finish: 40, budget: 10_000, rule: { kind: "at_ends", atStart: 0.5 } },
];
const baseline = budgetBaseline(parts);
const progress: readonly PartProgress[] = [
  { part: "design", startedAt: 0, finishedAt: 13 },
  {
    part: "build",
    startedAt: 13,
    reports: [
      { at: 16, share: 0.1 },
      { at: 20, share: 0.25 },
      { at: 26, share: 0.5 },
    ],
  },
];
const costs: readonly ActualCost[] = [
  { at: 13, amount: 14_000, part: "design" },
  { at: 20, amount: 12_000, part: "build" },
  { at: 20, amount: -1_000 },
  { at: 26, amount: 13_000, part: "build" },
];

describe("the worked example", () => {
  const status = earnedValueAt(baseline, progress, costs, 20);

  test("stands on day 20 where the page says", () => {
    expect(status).toEqual({ at: 20, budget: 60_000, planned: 30_000, earned: 20_000, actual: 25_000 });
    expect(earnedIndices(status)).toEqual({
      costVariance: -5_000,
      scheduleVariance: -10_000,
      costIndex: 0.8,
      scheduleIndex: 2 / 3,
      doneShare: 1 / 3,
      spentShare: 25 / 60,
    });
  });

  test("will cost what each assumption about the rest says", () => {
    const estimates = costAtCompletion(status, 44_000);
    expect(estimates.asBudgeted).toBe(65_000);
    expect(estimates.asUntilNow).toBe(75_000);
    expect(estimates.withDelay).toBeCloseTo(100_000, 6);
    expect(estimates.reestimated).toBe(69_000);
    expect(varianceAtCompletion(status, 75_000)).toBe(-15_000);
    expect(indexToComplete(status)).toBeCloseTo(40 / 35, 12);
    // To end where the cost index leads, the rest needs that index: the two formulas agree.
    expect(indexToComplete(status, 75_000)).toBeCloseTo(0.8, 12);
    expect(indexToComplete(status, 25_000)).toBeNull();
  });

  test("is five days behind by earned schedule", () => {
    const schedule = earnedSchedule(baseline, status);
    expect(schedule.earnedAt).toBeCloseTo(15, 6);
    expect(schedule).toMatchObject({ actual: 20, planned: 40 });
    expect(schedule.variance).toBeCloseTo(-5, 6);
    expect(schedule.index).toBeCloseTo(0.75, 6);
    expect(schedule.duration).toBeCloseTo(160 / 3, 5);
    expect(schedule.durationAsPlanned).toBeCloseTo(45, 6);
    expect(schedule.indexToFinish).toBeCloseTo(1.25, 6);
  });

  test("by hand, period by period, gives the same", () => {
    const tens = plannedCurve(baseline, [10, 20, 30, 40]);
    expect([...tens]).toEqual([10_000, 30_000, 55_000, 60_000]);
    expect(earnedPeriods([...tens], 20_000)).toBe(1.5);
    expect(earnedPeriods([...tens], 60_000)).toBe(4);
    expect(earnedPeriods([...tens], 0)).toBe(0);
    // A period in which nothing was planned counts as earned with the one before it.
    expect(earnedPeriods([10, 10, 30], 10)).toBe(2);
  });

  test("looks at nothing reported later", () => {
    const [early, late] = earnedValueCurve(baseline, progress, costs, [16, 26]);
    expect(early).toEqual({ at: 16, budget: 60_000, planned: 22_000, earned: 14_000, actual: 14_000 });
    expect(late).toEqual({ at: 26, budget: 60_000, planned: 42_000, earned: 30_000, actual: 38_000 });
  });
});

describe("part by part", () => {
  test("each stands where it stands, and together they are the project", () => {
    const { parts: own, unassigned } = earnedByPart(baseline, progress, costs, 20);
    expect(own[1]).toEqual({
      part: "build",
      at: 20,
      budget: 40_000,
      planned: 20_000,
      earned: 10_000,
      actual: 12_000,
      plannedShare: 0.5,
      earnedShare: 0.25,
    });
    const whole = earnedValueAt(baseline, progress, costs, 20);
    const sum = (of: (part: (typeof own)[number]) => number) => own.reduce((total, part) => total + of(part), 0);
    expect(sum((part) => part.planned)).toBe(whole.planned);
    expect(sum((part) => part.earned)).toBe(whole.earned);
    expect(unassigned).toBe(-1_000);
    expect(sum((part) => part.actual) + unassigned).toBe(whole.actual);
    // Build alone: CPI 0.83, design alone 0.71.
    expect(own.slice(0, 2).map((part) => earnedIndices(part).costIndex?.toFixed(2))).toEqual(["0.71", "0.83"]);
    // What has no budget is no part that is not a number.
    const free = budgetBaseline([parts[0]!, { name: "talk", start: 0, finish: 10, budget: 0 }]);
    expect(earnedIndices(earnedByPart(free, [], [], 5).parts[1]!)).toMatchObject({ doneShare: 0, spentShare: 0 });
  });
});

describe("a baseline of a plan", () => {
  const plan = {
    start: 0,
    activities: parts.map(({ name, start, finish }) => ({ name, duration: finish - start })),
    links: [
      { from: "design", to: "build" },
      { from: "build", to: "prove" },
    ],
  };
  const budgets = new Map(parts.map(({ name, budget, rule }) => [name, { budget, ...(rule ? { rule } : {}) }]));

  test("is the time-phased budget of its early dates", () => {
    expect(baselineOfPlan(plan, budgets)).toEqual(baseline);
  });

  test("reaches to the end of what has no budget, and refuses budgets of nothing", () => {
    const some = baselineOfPlan(plan, new Map([["build", { budget: 1 }]]));
    expect(some).toMatchObject({ budget: 1, start: 0, finish: 40 });
    expect(() => baselineOfPlan(plan, new Map([["paint", { budget: 1 }]]))).toThrow(refused("unknown_name"));
    expect(() => baselineOfPlan(plan, new Map())).toThrow(refused("no_budget"));
  });
});

describe("a project that ends late", () => {
  // Done on day 50 instead of 40.
  const done = parts.map(({ name, start, finish }) => ({
    part: name,
    startedAt: start * 1.25,
    finishedAt: finish * 1.25,
  }));
  const status = earnedValueAt(baseline, done, [{ at: 50, amount: 60_000 }], 50);

  test("looks punctual to the schedule index and does not to earned schedule", () => {
    expect(earnedIndices(status)).toMatchObject({ scheduleIndex: 1, scheduleVariance: 0, costIndex: 1 });
    expect(earnedSchedule(baseline, status)).toMatchObject({
      variance: -10,
      index: 0.8,
      duration: 50,
      indexToFinish: 0,
    });
  });

  test("needs nothing more", () => {
    expect(indexToComplete(status)).toBe(0);
    expect(costAtCompletion(status)).toEqual({
      asBudgeted: 60_000,
      asUntilNow: 60_000,
      withDelay: 60_000,
      reestimated: null,
    });
  });
});

describe("ways to earn", () => {
  const milestones: EarningRule = {
    kind: "milestones",
    milestones: [
      { name: "frame", weight: 1, plannedAt: 14 },
      { name: "roof", weight: 3, plannedAt: 18 },
    ],
  };
  const one = (rule: EarningRule, reported: Omit<PartProgress, "part">, at: number) => {
    const base = budgetBaseline([{ name: "it", start: 10, finish: 20, budget: 100, rule }]);
    const { planned, earned } = earnedValueAt(base, [{ part: "it", ...reported }], [], at);
    return [planned, earned];
  };

  test("count what was planned by the same rule as what is done", () => {
    expect(one({ kind: "at_ends", atStart: 0 }, { startedAt: 12 }, 15)).toEqual([0, 0]);
    expect(one({ kind: "at_ends", atStart: 0 }, { startedAt: 12, finishedAt: 15 }, 15)).toEqual([0, 100]);
    expect(one({ kind: "at_ends", atStart: 0.5 }, { startedAt: 16 }, 15)).toEqual([50, 0]);
    expect(one({ kind: "at_ends", atStart: 0.5 }, { startedAt: 12 }, 20)).toEqual([100, 50]);
    expect(one({ kind: "done_share" }, { startedAt: 12, reports: [{ at: 14, share: 0.3 }] }, 15)).toEqual([50, 30]);
    const reached = { startedAt: 12, milestones: [{ name: "roof", reachedAt: 15 }] };
    expect(one(milestones, reached, 15)).toEqual([25, 75]);
    expect(one(milestones, reached, 18)).toEqual([100, 75]);
  });

  test("let what was reported as done fall again", () => {
    const reports = [
      { at: 15, share: 0.4 },
      { at: 13, share: 0.6 },
    ];
    expect(one({ kind: "done_share" }, { startedAt: 12, reports }, 14)[1]).toBe(60);
    expect(one({ kind: "done_share" }, { startedAt: 12, reports }, 16)[1]).toBe(40);
  });
});

describe("with a working calendar", () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  const shift = [{ from: 9 * 60, to: 17 * 60 }];
  const calendar = workingCalendar({
    zone: { name: "UTC", initial: 0, transitions: [] },
    week: [shift, shift, shift, shift, shift, [], []],
    exceptions: [],
  });
  const monday = Date.UTC(2026, 2, 2);
  // Ten working days, two weeks, 8,000 in all: 100 an hour.
  const base = budgetBaseline([
    { name: "it", start: monday + 9 * hour, finish: monday + 11 * day + 17 * hour, budget: 8_000, calendar },
  ]);

  test("a budget is spread over working time", () => {
    expect(plannedValue(base, monday + 4 * day + 17 * hour)).toBe(4_000);
    expect(plannedValue(base, monday + 6 * day)).toBe(4_000);
    expect(plannedValue(base, monday + 7 * day + 13 * hour)).toBe(4_400);
  });

  test("nobody falls behind over a weekend", () => {
    const at = monday + 6 * day;
    const half = [{ part: "it", startedAt: monday, reports: [{ at: monday + 4 * day, share: 0.5 }] }];
    expect(earnedSchedule(base, earnedValueAt(base, half, [], at), calendar)).toMatchObject({
      variance: 0,
      index: 1,
      finish: base.finish,
    });
  });

  test("a delay is told in working time", () => {
    const at = monday + 7 * day + 17 * hour;
    const half = [{ part: "it", startedAt: monday, reports: [{ at, share: 0.5 }] }];
    const schedule = earnedSchedule(base, earnedValueAt(base, half, [], at), calendar);
    expect(schedule.variance).toBeCloseTo(-8 * hour, -1);
    // 80 hours at 40 earned in 48: 96 hours, two working days more.
    expect(schedule.finish! / hour).toBeCloseTo((monday + 15 * day + 17 * hour) / hour, 3);
  });
});

test("earned schedule undoes planned value on any plan whose value rises all the time", () => {
  const plan = fc.array(
    fc.record({ length: fc.integer({ min: 1, max: 50 }), budget: fc.integer({ min: 1, max: 900 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(plan, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (lengths, share) => {
      let start = 0;
      const chain = lengths.map(({ length, budget }, i) => {
        const part = { name: `${i}`, start, finish: start + length, budget };
        start += length;
        return part;
      });
      const base = budgetBaseline(chain);
      const at = share * base.finish;
      const status = { at, budget: base.budget, planned: 0, earned: plannedValue(base, at), actual: 1 };
      expect(earnedSchedule(base, status).earned).toBeCloseTo(at, 5);
    }),
  );
});

describe("refused", () => {
  test.each<[string, BudgetedPart[]]>([
    ["no_budget", []],
    ["no_budget", [{ name: "a", start: 0, finish: 1, budget: 0 }]],
    ["bad_budget", [{ name: "a", start: 0, finish: 1, budget: -1 }]],
    ["bad_budget", [{ name: "a", start: 0, finish: 1, budget: Number.NaN }]],
    ["bad_date", [{ name: "a", start: 2, finish: 1, budget: 1 }]],
    ["bad_date", [{ name: "a", start: Number.NaN, finish: 1, budget: 1 }]],
    ["duplicate_name", [parts[0]!, parts[0]!]],
    ["bad_rule", [{ ...parts[0]!, rule: { kind: "at_ends", atStart: 1.5 } }]],
    ["bad_rule", [{ ...parts[0]!, rule: { kind: "milestones", milestones: [] } }]],
    [
      "bad_rule",
      [{ ...parts[0]!, rule: { kind: "milestones", milestones: [{ name: "m", weight: 0, plannedAt: 1 }] } }],
    ],
  ])("as %s: a baseline that cannot be earned", (code, given) => {
    expect(() => budgetBaseline(given)).toThrow(refused(code));
  });

  test.each<[string, PartProgress[]]>([
    ["unknown_name", [{ part: "paint" }]],
    ["duplicate_name", [{ part: "design" }, { part: "design" }]],
    ["bad_share", [{ part: "design", startedAt: 0, reports: [{ at: 1, share: 1.01 }] }]],
    ["bad_share", [{ part: "design", startedAt: 0, reports: [{ at: 1, share: Number.NaN }] }]],
    ["before_start", [{ part: "design", startedAt: 5, reports: [{ at: 1, share: 0.5 }] }]],
    ["before_start", [{ part: "design", startedAt: 5, finishedAt: 4 }]],
    ["before_start", [{ part: "design", finishedAt: 4 }]],
    ["bad_date", [{ part: "design", startedAt: Infinity }]],
    ["unknown_name", [{ part: "design", startedAt: 0, milestones: [{ name: "m", reachedAt: 1 }] }]],
  ])("as %s: progress that cannot be", (code, reported) => {
    expect(() => earnedValueAt(baseline, reported, [], 1)).toThrow(refused(code));
  });

  test("costs and instants that are none", () => {
    expect(() => earnedValueAt(baseline, [], [{ at: 0, amount: Infinity }], 1)).toThrow(refused("bad_cost"));
    expect(() => earnedValueAt(baseline, [], [{ at: 0, amount: 1, part: "x" }], 1)).toThrow(refused("unknown_name"));
    expect(() => earnedValueAt(baseline, [], [], Number.NaN)).toThrow(refused("bad_date"));
    expect(() => costAtCompletion(earnedValueAt(baseline, [], [], 1), -1)).toThrow(refused("bad_cost"));
    expect(() => earnedPeriods([3, 2], 5)).toThrow(refused("bad_budget"));
  });

  test("nothing before the first day: indices that do not exist are null, never infinite", () => {
    const status = earnedValueAt(baseline, [], [], -5);
    expect(earnedIndices(status)).toMatchObject({ costIndex: null, scheduleIndex: null });
    expect(costAtCompletion(status)).toMatchObject({ asBudgeted: 60_000, asUntilNow: null, withDelay: null });
    expect(earnedSchedule(baseline, status)).toMatchObject({ index: null, duration: null, finish: null });
  });
});
