import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../numbers/random.ts";
import { delayAfter, type DelayCurve, expiringAt, linearDelay, stepAt } from "../priority/sequencing/cost-of-delay.ts";
import type { PlannedResource, ResourceLink, ResourcePlan } from "./resource-plan.ts";
import { scheduleFaults } from "./schedule-check.ts";
import type { CostObjective } from "./schedule-objective.ts";
import { type ResourceSchedule, schedule, ScheduleRun } from "./schedule.ts";

const starts = ({ activities }: ResourceSchedule) =>
  Object.fromEntries(activities.map(({ name, start }) => [name, start]));

describe("the worked example of docs/methods/resource-schedules.md", () => {
  const plan: ResourcePlan = {
    resources: [
      { name: "carpenters", capacity: 2 },
      { name: "crane", capacity: 1 },
    ],
    activities: [
      { name: "stairs", duration: 3, needs: { carpenters: 1 } },
      { name: "doors", duration: 2, needs: { carpenters: 1 }, delay: linearDelay(4) },
      { name: "frame", duration: 3, needs: { carpenters: 2 } },
      { name: "roof", duration: 4, needs: { carpenters: 1, crane: 1 }, delay: stepAt(9, 20) },
      { name: "steel", duration: 2, needs: { crane: 1 } },
      { name: "paint", duration: 2, needs: { carpenters: 1 }, delay: delayAfter(8, 3) },
    ],
    links: [
      { from: "frame", to: "roof" },
      { from: "steel", to: "roof" },
      { from: "doors", to: "paint", lag: 1 },
    ],
  };

  test("takes nine days at least, and nine", () => {
    const found = schedule(plan, { seed: 1 });
    expect(found).toMatchObject({ length: 9, cost: 9, leastCost: 9, gap: 0, proven: true });
    expect(found.bounds).toEqual({ criticalPath: 7, work: 9, energy: 9, best: 9 });
    expect(scheduleFaults(plan, found.starts)).toEqual([]);
  });

  const cheapest = { stairs: 7, doors: 0, frame: 2, roof: 5, steel: 0, paint: 5 };
  test("costs least when it takes ten", () => {
    const found = schedule(plan, { seed: 1, objective: {} });
    expect([found.length, found.cost, found.leastCost, found.proven]).toEqual([10, 8, 8, true]);
    expect(starts(found)).toEqual(cheapest);
  });

  test("re-planned with a longer frame, moves less for a little more where moving costs something", () => {
    const late = { ...plan, activities: plan.activities.with(2, { ...plan.activities[2]!, duration: 4 }) };
    const free = schedule(late, { seed: 1, objective: { previous: cheapest } });
    const calm = schedule(late, { seed: 1, objective: { previous: cheapest, stability: 1 } });
    const moved = (found: ResourceSchedule) =>
      found.activities.reduce((sum, { name, start }) => sum + Math.abs(start - cheapest[name as "doors"]), 0);
    expect([free.cost, moved(free), calm.cost - moved(calm), moved(calm)]).toEqual([27, 10, 28, 3]);
    expect(starts(calm)).toEqual({ stairs: 8, doors: 0, frame: 2, roof: 6, steel: 0, paint: 6 });
  });
});

interface Shape {
  readonly kinds: readonly NonNullable<ResourceLink["kind"]>[];
  readonly lags: { readonly min: number; readonly max: number };
  /** Capacities that vary, dates, and an activity that has begun. */
  readonly dated: boolean;
}
const SHAPES: [string, Shape][] = [
  ["links alone", { kinds: ["FS"], lags: { min: 0, max: 0 }, dated: false }],
  ["lags", { kinds: ["FS", "SS"], lags: { min: 0, max: 2 }, dated: false }],
  ["dates, begun work and capacities that vary", { kinds: ["FS", "SS"], lags: { min: 0, max: 2 }, dated: true }],
];
const LEADS: Shape = { kinds: ["FS", "SS", "FF", "SF"], lags: { min: -2, max: 2 }, dated: true };

const curve: fc.Arbitrary<DelayCurve> = fc
  .tuple(fc.nat(3), fc.integer({ min: 1, max: 5 }), fc.nat(8))
  .map(
    ([kind, rate, date]) =>
      [linearDelay(rate), delayAfter(date, rate), stepAt(date, 4 * rate), expiringAt(date, rate)][kind]!,
  );

/** Plans of one to four activities. */
function plans({ kinds, lags, dated }: Shape): fc.Arbitrary<ResourcePlan> {
  const activity = fc.record({
    duration: fc.nat(3),
    needs: fc.record({ ada: fc.nat(2), crane: fc.nat(3) }),
    notBefore: fc.nat(dated ? 3 : 0),
    delay: curve,
  });
  const link = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    kind: fc.constantFrom(...kinds),
    lag: fc.integer(lags),
  });
  return fc
    .record({
      rows: fc.array(activity, { minLength: 1, maxLength: 4 }),
      links: fc.array(link, { maxLength: 5 }),
      levels: fc.array(fc.nat(3), { maxLength: dated ? 4 : 0 }),
      begun: dated ? fc.boolean() : fc.constant(false),
    })
    .map(({ rows, links, levels, begun }) => ({
      resources: [
        { name: "ada", capacity: 2 },
        { name: "crane", capacity: begun ? 3 : [...levels, 3] },
      ],
      activities: rows.map((row, j) => ({
        name: `a${j}`,
        ...row,
        ...(begun && j === 0 ? { begunAt: row.notBefore } : {}),
      })),
      links: links
        .filter(({ from, to }) => from < to && to < rows.length)
        .map(({ from, to, kind, lag }) => ({ from: `a${from}`, to: `a${to}`, kind, lag })),
    }));
}

/** The least value over all schedules that start everything by `latest`, from the definition alone. */
function leastOfAll(plan: ResourcePlan, latest: number, valueOf: (starts: readonly number[]) => number): number {
  const parts = plan.activities.map((_, j): ResourcePlan => {
    const activities = plan.activities.slice(0, j + 1);
    const held = ({ from, to }: ResourceLink) => [from, to].every((end) => activities.some(({ name }) => name === end));
    return { ...plan, activities, links: plan.links.filter(held) };
  });
  const least = (placed: readonly number[]): number => {
    const part = parts[placed.length];
    if (!part) return valueOf(placed);
    const further = Array.from({ length: latest + 1 }, (_, start) => [...placed, start]);
    return Math.min(...further.filter((one) => scheduleFaults(part, one).length === 0).map(least));
  };
  return least([]);
}

const lengthOf = ({ activities }: ResourcePlan, at: readonly number[]) =>
  Math.max(0, ...activities.map(({ duration }, j) => at[j]! + duration));

/** Cost by its definition. */
function costOf(plan: ResourcePlan, { lengthRate = 0, stability = 0, previous = {} }: CostObjective) {
  return (at: readonly number[]) => {
    let sum = lengthRate * lengthOf(plan, at);
    for (const [j, { name, duration, delay }] of plan.activities.entries()) {
      const { from, until, rate, step } = delay!;
      const done = at[j]! + duration;
      if (done > from) sum += step + (rate > 0 ? rate * (Math.min(done, until) - from) : 0);
      sum += stability * Math.abs(at[j]! - (previous[name] ?? at[j]!));
    }
    return sum;
  };
}

describe.each(SHAPES)("on every small plan with %s", (_, shape) => {
  test("no schedule is shorter than the one found, and no bound is above it", () => {
    let missedByTheFirst = 0;
    const property = fc.property(plans(shape), fc.nat(), (plan, seed) => {
      const found = schedule(plan, { seed, budget: 600 });
      expect(scheduleFaults(plan, found.starts)).toEqual([]);
      const least = leastOfAll(plan, found.length, (at) => lengthOf(plan, at));
      expect(found.length).toBe(least);
      expect(found.bounds.best).toBeLessThanOrEqual(least);
      if (schedule(plan, { seed, budget: 1 }).length > least) missedByTheFirst++;
    });
    fc.assert(property, { seed: 1, numRuns: 150 });
    // The control: that these plans can be scheduled badly at all.
    expect(missedByTheFirst).toBeGreaterThan(0);
  });

  test("none costs less, by delay, length and distance from the plan in force", () => {
    let missedByTheFirst = 0;
    const objectives = fc.record({
      lengthRate: fc.nat(2),
      stability: fc.nat(3),
      previous: fc.record({ a0: fc.nat(7), a1: fc.nat(7), a2: fc.nat(7), a3: fc.nat(7) }),
    });
    const property = fc.property(plans(shape), objectives, fc.nat(), (plan, { previous, ...rates }, seed) => {
      const known = Object.entries(previous).slice(0, plan.activities.length);
      const objective = { ...rates, previous: Object.fromEntries(known) };
      const found = schedule(plan, { seed, budget: 3000, objective });
      expect(scheduleFaults(plan, found.starts)).toEqual([]);
      expect(found.cost).toBeCloseTo(costOf(plan, objective)(found.starts), 9);
      const least = leastOfAll(plan, 14, costOf(plan, objective));
      expect(found.cost).toBeCloseTo(least, 9);
      expect(found.leastCost).toBeLessThanOrEqual(least);
      if (schedule(plan, { seed, budget: 1, objective }).cost > least) missedByTheFirst++;
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
    expect(missedByTheFirst).toBeGreaterThan(0);
  });
});

test("with leads, which the search may not be best at, every schedule keeps its plan and no bound is above it", () => {
  const property = fc.property(plans(LEADS), fc.nat(), fc.boolean(), (plan, seed, byCost) => {
    const found = schedule(plan, { seed, budget: 100, ...(byCost ? { objective: { lengthRate: 1 } } : {}) });
    expect(scheduleFaults(plan, found.starts)).toEqual([]);
    expect(found.cost).toBeGreaterThanOrEqual(found.leastCost);
  });
  fc.assert(property, { seed: 1, numRuns: 500 });
});

/** Eighty activities that compete for three resources. */
function made(seed: string, resource: Partial<PlannedResource> = {}): ResourcePlan {
  const random = randomStream(seed);
  return {
    resources: ["r0", "r1", "r2"].map((name) => ({ name, capacity: 10, ...resource })),
    activities: Array.from({ length: 80 }, (_, j) => ({
      name: `a${j}`,
      duration: 1 + random.nextInt(9),
      needs: { [`r${random.nextInt(3)}`]: 1 + random.nextInt(8), [`r${random.nextInt(3)}`]: random.nextInt(6) },
      delay: delayAfter(random.nextInt(60), 1 + random.nextInt(9)),
    })),
    links: Array.from({ length: 120 }, (_, k) => {
      const to = 1 + (k % 79);
      return { from: `a${random.nextInt(to)}`, to: `a${to}` };
    }),
  };
}
const varying = { capacity: [...Array.from({ length: 60 }, (_, t) => (t % 7 > 4 ? 0 : 10)), 10] };

describe.each([
  ["the shortest", made("large"), undefined],
  ["the shortest through weekends", made("large", varying), undefined],
  ["the cheapest", made("large"), { lengthRate: 1 }],
  ["the cheapest beside a plan in force", made("large"), { stability: 2, previous: { a5: 70, a60: 3, a79: 90 } }],
] satisfies [string, ResourcePlan, CostObjective | undefined][])("a search for %s", (_, plan, objective) => {
  const options = { seed: "large", budget: 700, ...(objective && { objective }) };
  const whole = schedule(plan, options);

  test("keeps the plan, and keeps to its budget exactly", () => {
    expect(scheduleFaults(plan, whole.starts)).toEqual([]);
    for (const budget of [1, 2, 3, 50, 51, 700]) expect(schedule(plan, { ...options, budget }).passes).toBe(budget);
  });

  test("gives the same schedule however it is sliced, and gains as it goes on", () => {
    const run = new ScheduleRun(plan, options);
    expect(run.best).toBeUndefined();
    const costs: number[] = [];
    for (let slice = 1; !run.done; slice++) {
      run.run(slice);
      costs.push(run.best!.cost);
    }
    expect(run.best).toEqual(whole);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
    expect(costs.at(-1)).toBeLessThan(costs[0]!);
    run.run(10);
    expect(run.passes).toBe(700);
  });

  test("goes its own way on every island and from every seed", () => {
    const answers = [{}, { island: 1 }, { island: 2 }, { seed: 7 }].map((change) =>
      schedule(plan, { ...options, budget: 60, ...change }).starts.join(),
    );
    expect(new Set(answers).size).toBe(4);
  });

  test("takes in what another island found, for no more than the passes it has", () => {
    const [one, other] = [1, 2].map((island) => new ScheduleRun(plan, { ...options, budget: 60, island }));
    one!.run(60);
    other!.run(1);
    other!.immigrate(whole.starts);
    expect(other!.best!.cost).toBeLessThanOrEqual(whole.cost);
    expect(other!.best!.cost).toBeLessThan(one!.best!.cost);
    expect(scheduleFaults(plan, other!.best!.starts)).toEqual([]);
    other!.run(60);
    expect(other!.best!.cost).toBeLessThanOrEqual(whole.cost);
    one!.immigrate(whole.starts);
    expect([one!.passes, other!.passes]).toEqual([60, 60]);
  });

  test("comes to one answer on islands that exchange after fixed numbers of passes", () => {
    const exchanged = () => {
      const islands = [0, 1, 2].map((island) => new ScheduleRun(plan, { ...options, budget: 150, island }));
      while (!islands.every(({ done }) => done)) {
        for (const island of islands) island.run(40);
        const found = islands.map(({ best }) => best!.starts);
        for (const [k, island] of islands.entries()) island.immigrate(found[(k + 1) % 3]!);
      }
      return islands.map(({ best }) => best!);
    };
    const answers = exchanged();
    expect(exchanged()).toEqual(answers);
    for (const { starts: at } of answers) expect(scheduleFaults(plan, at)).toEqual([]);
  });

  test("refuses what does not keep the plan", () => {
    const run = new ScheduleRun(plan, options);
    const early = whole.starts.map(() => 0);
    expect(() => run.immigrate(early)).toThrow(expect.objectContaining({ code: "bad_schedule" }));
    expect(() => run.immigrate([])).toThrow(expect.objectContaining({ code: "bad_schedule" }));
    expect(run.passes).toBe(0);
  });
});
