import { describe, expect, test } from "vitest";
import { pertMoments } from "../numbers/pert.ts";
import { quantileOfSorted } from "../numbers/quantile.ts";
import type { ThreePoints } from "../numbers/triangular.ts";
import { workingCalendar } from "../time/working-calendar.ts";
import { ActivityNetwork } from "./activity-network.ts";
import { simulateFinish } from "./finish-simulation.ts";
import { jointConfidence, jointTargets, riskLevels } from "./risk-confidence.ts";
import type { ProjectRisk, RiskPlan } from "./risk-register.ts";
import { riskShares } from "./risk-shares.ts";
import { simulateRisks } from "./risk-simulation.ts";

const exactly = (value: number): ThreePoints => ({ least: value, likely: value, most: value });
const refused = (code: string) => expect.objectContaining({ code }) as Error;
const trials = 20_000;

/** Two ways side by side, 20 days each, from day 0; then one day of handing over. */
const network = new ActivityNetwork({
  start: 0,
  activities: [
    { name: "north", duration: 20 },
    { name: "south", duration: 20 },
    { name: "hand over", duration: 1 },
  ],
  links: [
    { from: "north", to: "hand over" },
    { from: "south", to: "hand over" },
  ],
});
const rain: ProjectRisk = { name: "rain", likelihood: 1, effects: [{ on: ["north"], durationPlus: exactly(10) }] };
const strike: ProjectRisk = { name: "strike", likelihood: 1, effects: [{ on: ["south"], durationPlus: exactly(10) }] };

describe("the worked example: money alone", () => {
  // Three risks that are independent: 30 % of 100, 50 % of 200, 10 % of 400; eight cases.
  const loses = (name: string, likelihood: number, cost: number): ProjectRisk => ({
    name,
    likelihood,
    effects: [{ on: "project", costPlus: exactly(cost) }],
  });
  const plan: RiskPlan = {
    network,
    costs: new Map([["north", { fixed: 1_000 }]]),
    risks: [loses("a", 0.3, 100), loses("b", 0.5, 200), loses("c", 0.1, 400)],
  };
  const outcome = simulateRisks(plan, { seed: 1, trials });

  test("has the distribution that the eight cases give", () => {
    // Nothing 0.7·0.5·0.9 = 31.5 %; at most 100: 45 %; at most 200: 76.5 %; at most 300: 90 %; at most 400: 93.5 %.
    for (const [cost, chance] of [
      [1_000, 0.315],
      [1_100, 0.45],
      [1_200, 0.765],
      [1_300, 0.9],
      [1_400, 0.935],
    ] as const) {
      const share = jointConfidence(outcome, 1_000, cost);
      expect(Math.abs(share - chance), `${cost}`).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / trials));
    }
    expect(outcome.meanCost).toBeCloseTo(1_000 + 30 + 100 + 40, -1);
    expect(riskLevels(outcome, [0.8])).toEqual([{ level: 0.8, finish: 21, cost: 1_300, time: 0, money: 300 }]);
    expect(outcome.risks.map(({ struck }) => Math.round(struck * 10) / 10)).toEqual([0.3, 0.5, 0.1]);
  });

  test("has shares that add up to the contingency, and savings that do not", () => {
    const { contingency, ofEstimates, risks } = riskShares(plan, { seed: 1, trials: 4_000, level: 0.8 });
    expect(contingency.cost).toBe(300);
    expect(ofEstimates.cost).toBe(0);
    expect(risks.reduce((sum, { share }) => sum + share.cost, 0)).toBeCloseTo(300, 9);
    // Without a: P(at most 200) is 85.5 %, so 200; without b: 100 (63 % for 0, 90 % for 100); without c: 85 % for at most 200.
    expect(risks.map(({ without }) => without.cost)).toEqual([100, 200, 100]);
  });
});

describe("blame where paths meet", () => {
  const plan: RiskPlan = { network, risks: [rain, strike] };

  test("is shared fairly, where leaving one out says that nobody is to blame", () => {
    const { contingency, risks } = riskShares(plan, { seed: 1, trials: 10, level: 0.8 });
    expect(contingency.finish).toBe(10);
    expect(risks.map(({ without }) => without.finish)).toEqual([0, 0]);
    expect(risks.map(({ share }) => share.finish)).toEqual([5, 5]);
  });

  test("of a risk that changes nothing is nothing, and equal risks share equally", () => {
    const slack: ProjectRisk = { name: "noise", likelihood: 1, effects: [{ on: ["north"], durationPlus: exactly(0) }] };
    const { risks } = riskShares({ network, risks: [rain, strike, slack] }, { seed: 1, trials: 10, level: 0.5 });
    expect(risks.map(({ share }) => share.finish)).toEqual([5, 5, 0]);
  });

  test("by trying some orders comes to what all coalitions give, within its own error, and adds up", () => {
    const risks = Array.from({ length: 8 }, (_, i): ProjectRisk => ({
      name: `risk ${i}`,
      likelihood: 0.2 + 0.1 * i,
      effects: [{ on: [i % 2 === 0 ? "north" : "south"], durationPlus: { least: 1, likely: 2 + i, most: 9 + i } }],
    }));
    const options = { seed: 3, trials: 300, level: 0.8 };
    const all = riskShares({ network, risks }, options);
    // A ninth that never strikes makes it try orders.
    const never: ProjectRisk = { name: "never", likelihood: 0, effects: [{ on: "all", durationPlus: exactly(99) }] };
    const some = riskShares({ network, risks: [...risks, never] }, { ...options, orders: 200 });
    expect(some.contingency).toEqual(all.contingency);
    expect(some.risks[8]).toMatchObject({ share: { finish: 0 }, without: { finish: 0 } });
    expect(some.ofEstimates.finish + some.risks.reduce((sum, { share }) => sum + share.finish, 0)).toBeCloseTo(
      some.contingency.finish,
      9,
    );
    for (const [i, { share }] of all.risks.entries()) {
      const tried = some.risks[i]!;
      expect(Math.abs(tried.share.finish - share.finish)).toBeLessThan(5 * tried.error.finish + 1e-9);
      expect(tried.without).toEqual(all.risks[i]!.without);
    }
  });
});

describe("risk drivers", () => {
  const factor: ThreePoints = { least: 0.8, likely: 1, most: 1.6 };
  const alone = (name: string): ProjectRisk => ({
    name,
    likelihood: 1,
    effects: [{ on: [name], durationTimes: factor }],
  });
  const shared: ProjectRisk = {
    name: "untried",
    likelihood: 1,
    effects: [{ on: ["north", "south"], durationTimes: factor }],
  };

  test("multiply, and are what correlates the activities that they touch", () => {
    // Each is 20·S·O with S shared: correlation Var(S) E[O]² / Var(S O) (Hulett's worked tables, in closed form).
    const { mean, variance } = pertMoments(factor);
    const square = variance + mean * mean;
    const expected = (variance * mean * mean) / (square * square - mean ** 4);
    const chain = new ActivityNetwork({
      start: 0,
      activities: ["north", "south"].map((name) => ({ name, duration: 20 })),
      links: [{ from: "north", to: "south" }],
    });
    const sum = simulateRisks({ network: chain, risks: [shared, alone("north"), alone("south")] }, { seed: 2, trials });
    expect(sum.meanFinish).toBeCloseTo(40 * mean * mean, 0);
    const single = 400 * (square * square - mean ** 4);
    const total = variancesOf(sum.finishes);
    expect(total / (2 * single) - 1).toBeCloseTo(expected, 1);
    expect(expected).toBeGreaterThan(0.45);
  });

  test("make ways that meet less harmful than risks of their own would", () => {
    const together = simulateRisks({ network, risks: [shared] }, { seed: 2, trials });
    const apart = simulateRisks({ network, risks: [alone("north"), alone("south")] }, { seed: 2, trials });
    expect(together.meanFinish).toBeLessThan(apart.meanFinish - 0.5);
    expect(together.activities.map(({ criticality }) => criticality)).toEqual([1, 1, 1]);
    expect(apart.activities[0]!.criticality).toBeCloseTo(0.5, 1);
  });
});

describe("named streams", () => {
  const likely: ProjectRisk = {
    name: "late supplier",
    likelihood: 0.4,
    effects: [{ on: ["south"], durationPlus: { least: 2, likely: 5, most: 15 } }],
  };
  const estimates = new Map([["north", { least: 15, likely: 20, most: 30 }]]);

  test("leave all else equal when one risk is switched off or moved", () => {
    const both = simulateRisks(
      { network, estimates, risks: [{ ...rain, likelihood: 0.5 }, likely] },
      { seed: 7, trials: 500 },
    );
    const one = simulateRisks({ network, estimates, risks: [likely] }, { seed: 7, trials: 500 });
    const moved = simulateRisks(
      { network, estimates, risks: [likely, { ...rain, likelihood: 0.5 }] },
      { seed: 7, trials: 500 },
    );
    expect(moved.finishes).toEqual(both.finishes);
    let same = 0;
    for (let trial = 0; trial < 500; trial++) {
      expect(both.finishes[trial]).toBeGreaterThanOrEqual(one.finishes[trial]!);
      if (both.finishes[trial] === one.finishes[trial]) same++;
    }
    // In half of the trials it does not rain, and then nothing at all may differ.
    expect(same).toBeGreaterThan(200);
    expect(one.risks[0]!.struck).toBe(both.risks[1]!.struck);
  });

  test("give the same to the bit for the same seed, something else for another", () => {
    const run = (seed: number) => simulateRisks({ network, estimates, risks: [likely] }, { seed, trials: 100 });
    expect(run(1)).toEqual(run(1));
    expect(run(1).finishes).not.toEqual(run(2).finishes);
  });

  test("draw estimates as the simulation without risks does", () => {
    const options = { seed: 1, trials };
    const here = simulateRisks({ network, estimates, risks: [] }, options);
    const there = simulateFinish(network, estimates, options);
    expect(here.meanFinish).toBeCloseTo(there.mean, 1);
    expect(quantileOfSorted(here.sortedFinishes, 0.9)).toBeCloseTo(quantileOfSorted(there.finishes, 0.9), 0);
  });
});

describe("cost and schedule together", () => {
  const rates = new Map([
    ["north", { fixed: 100, rate: 10 }],
    ["south", { rate: 5 }],
  ]);
  const plan: RiskPlan = { network, costs: rates, overheadRate: 20, risks: [{ ...rain, likelihood: 0.5 }] };

  test("add up as planned and when a risk strikes", () => {
    const outcome = simulateRisks(plan, { seed: 1, trials: 50 });
    // 100 + 20·10 + 20·5 + 21·20; ten days more of north and of the whole.
    expect(outcome.planned).toEqual({ finish: 21, cost: 820 });
    expect(new Set(outcome.costs)).toEqual(new Set([820, 820 + 100 + 200]));
    expect(outcome.correlation).toBeCloseTo(1, 9);
  });

  test("strike the project as a whole, once", () => {
    const risks: ProjectRisk[] = [
      {
        name: "permit",
        likelihood: 1,
        effects: [{ on: "project", durationPlus: exactly(5), costTimes: exactly(1.1), costPlus: exactly(7) }],
      },
      { name: "prices", likelihood: 1, effects: [{ on: ["north"], costTimes: exactly(2), costPlus: exactly(3) }] },
    ];
    const { finishes, costs } = simulateRisks({ ...plan, risks }, { seed: 1, trials: 1 });
    expect(finishes[0]).toBe(26);
    expect(costs[0]).toBeCloseTo((300 * 2 + 100 + 26 * 20) * 1.1 + 7 + 3, 9);
  });

  test("count a delay of the whole in working time where there is a calendar", () => {
    const hour = 3_600_000;
    const shift = [{ from: 540, to: 1020 }];
    const calendar = workingCalendar({
      zone: { name: "UTC", initial: 0, transitions: [] },
      week: [shift, shift, shift, shift, shift, [], []],
      exceptions: [],
    });
    const friday = Date.UTC(2026, 2, 6);
    const dated = new ActivityNetwork({
      start: friday + 9 * hour,
      activities: [{ name: "it", duration: 8 * hour, calendar }],
      links: [],
    });
    const risks: ProjectRisk[] = [
      { name: "permit", likelihood: 1, effects: [{ on: "project", durationPlus: exactly(8 * hour) }] },
    ];
    const { finishes } = simulateRisks({ network: dated, risks, calendar }, { seed: 1, trials: 1 });
    expect(new Date(finishes[0]!).toISOString()).toBe("2026-03-09T17:00:00.000Z");
  });

  test("are kept together less often than each alone, and the joint targets are kept as often as asked", () => {
    const risks: ProjectRisk[] = [
      { name: "late", likelihood: 1, effects: [{ on: "all", durationTimes: { least: 0.9, likely: 1, most: 1.8 } }] },
      { name: "dear", likelihood: 1, effects: [{ on: "all", costTimes: { least: 0.9, likely: 1, most: 1.8 } }] },
    ];
    const outcome = simulateRisks({ ...plan, risks }, { seed: 1, trials: 4_000 });
    const [level] = riskLevels(outcome, [0.8]);
    const both = jointConfidence(outcome, level!.finish, level!.cost);
    expect(both).toBeLessThan(0.78);
    const targets = jointTargets(outcome, 0.8);
    expect(jointConfidence(outcome, targets.finish, targets.cost)).toBeCloseTo(0.8, 3);
    expect(targets.single).toBeGreaterThan(0.8);
    expect(targets.finish).toBeGreaterThan(level!.finish);
  });
});

describe("refused", () => {
  const run =
    (change: Partial<RiskPlan>, options: object = {}) =>
    () =>
      simulateRisks({ network, risks: [rain], ...change }, { seed: 1, trials: 10, ...options });
  test.each<[string, Partial<RiskPlan>]>([
    ["duplicate_name", { risks: [rain, rain] }],
    ["not_probability", { risks: [{ ...rain, likelihood: 1.2 }] }],
    ["not_probability", { risks: [{ ...rain, likelihood: Number.NaN }] }],
    ["no_effect", { risks: [{ ...rain, effects: [] }] }],
    ["no_effect", { risks: [{ ...rain, effects: [{ on: "all" }] }] }],
    ["no_effect", { risks: [{ ...rain, effects: [{ on: [], costPlus: exactly(1) }] }] }],
    ["unknown_name", { risks: [{ ...rain, effects: [{ on: ["west"], costPlus: exactly(1) }] }] }],
    ["bad_effect", { risks: [{ ...rain, effects: [{ on: "all", durationTimes: exactly(-1) }] }] }],
    ["bad_effect", { risks: [{ ...rain, effects: [{ on: "project", durationTimes: exactly(2) }] }] }],
    ["unordered", { risks: [{ ...rain, effects: [{ on: "all", costPlus: { least: 2, likely: 1, most: 3 } }] }] }],
    ["not_finite", { risks: [{ ...rain, effects: [{ on: "all", costPlus: exactly(Number.NaN) }] }] }],
    ["unknown_name", { estimates: new Map([["west", exactly(1)]]) }],
    ["bad_duration", { estimates: new Map([["north", exactly(-1)]]) }],
    ["unknown_name", { costs: new Map([["west", {}]]) }],
    ["bad_cost", { costs: new Map([["north", { rate: -1 }]]) }],
    ["bad_cost", { overheadRate: Infinity }],
  ])("as %s", (code, change) => expect(run(change)).toThrow(refused(code)));

  test("trials that are none or too many for the register", () => {
    expect(run({}, { trials: 0 })).toThrow(refused("not_count"));
    expect(run({}, { trials: 2e6 })).toThrow(refused("not_count"));
    expect(run({}, { correlation: -1 })).toThrow(refused("not_probability"));
    const many = Array.from({ length: 1_000 }, (_, i) => ({ ...rain, name: `${i}` }));
    expect(run({ risks: many }, { trials: 1e6 })).toThrow(refused("too_many"));
    expect(run({ risks: [...many, rain] })).toThrow(refused("too_many"));
    expect(() => riskShares({ network, risks: [rain] }, { seed: 1, trials: 1, level: 2 })).toThrow(
      refused("not_probability"),
    );
  });
});

function variancesOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
