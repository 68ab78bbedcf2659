import { describe, expect, test } from "vitest";
import { type RandomStream, randomStream } from "../numbers/random.ts";
import type { ResourcePlan } from "./resource-plan.ts";
import { scheduleFaults } from "./schedule-check.ts";
import { BACKWARD, FORWARD, ScheduleGenerator } from "./schedule-generation.ts";
import { scheduleProblem } from "./schedule-problem.ts";

/** Forty activities on three resources; `units` multiplies needs and capacities alike. */
function made(seed: number, { units = 1, weekends = false } = {}): ResourcePlan {
  const random = randomStream(seed);
  const level = Array.from({ length: 80 }, (_, t) => (weekends && t % 7 > 4 ? 0 : 10 * units));
  return {
    resources: ["r0", "r1", "r2"].map((name) => ({ name, capacity: weekends ? [...level, 10 * units] : 10 * units })),
    activities: Array.from({ length: 40 }, (_, j) => ({
      name: `a${j}`,
      duration: 1 + random.nextInt(5),
      needs: Object.fromEntries([0, 1, 2].map((k) => [`r${k}`, units * random.nextInt(8)])),
    })),
    links: Array.from({ length: 60 }, (_, k) => {
      const to = 1 + (k % 39);
      return { from: `a${random.nextInt(to)}`, to: `a${to}`, lag: random.nextInt(2) };
    }),
  };
}

/** A list that keeps precedence, by chance. */
function anyList(generator: ScheduleGenerator, random: RandomStream): Int32Array {
  const list = new Int32Array(generator.problem.count);
  generator.listByPriority(
    FORWARD,
    Float64Array.from(list, () => random.nextUniform()),
    list,
  );
  return list;
}

test("the serial scheme starts one after the other as early as it fits, later ones before earlier ones if need be", () => {
  const plan: ResourcePlan = {
    resources: [{ name: "ada", capacity: 2 }],
    activities: [
      { name: "one", duration: 2, needs: { ada: 1 } },
      { name: "both", duration: 2, needs: { ada: 2 } },
      { name: "gap", duration: 1, needs: { ada: 1 } },
      { name: "end", duration: 1, needs: { ada: 1 } },
    ],
    links: [{ from: "gap", to: "end", lag: 2 }],
  };
  const generator = new ScheduleGenerator(scheduleProblem(plan));
  const starts = new Int32Array(4);
  expect(generator.serial(FORWARD, Int32Array.of(0, 1, 2, 3), starts)).toBe(5);
  expect([...starts]).toEqual([0, 2, 0, 4]);
  // Mirrored: the last comes first, and what precedes it ends two periods before that starts.
  expect(generator.serial(BACKWARD, Int32Array.of(3, 2, 1, 0), starts)).toBe(5);
  expect([...starts]).toEqual([3, 1, 3, 0]);
  expect(generator.passes).toBe(2);
});

describe.each([{ weekends: false }, { weekends: true }])("on made plans (%o)", (options) => {
  test("both schemes keep the plan, whatever the order", () => {
    for (let round = 0; round < 30; round++) {
      const plan = made(round, options);
      const generator = new ScheduleGenerator(scheduleProblem(plan));
      const random = randomStream(round);
      const starts = new Int32Array(40);
      const length = generator.serial(FORWARD, anyList(generator, random), starts);
      expect(scheduleFaults(plan, starts)).toEqual([]);
      expect(length).toBe(Math.max(...plan.activities.map(({ duration }, j) => starts[j]! + duration)));
      const priority = Float64Array.from(starts, () => random.nextUniform());
      generator.parallel(FORWARD, priority, random, 2, starts);
      expect(scheduleFaults(plan, starts)).toEqual([]);
    }
  });

  test("justified to the right and back to the left, a schedule keeps the plan and is never longer, at times shorter", () => {
    let shorter = 0;
    for (let round = 0; round < 30; round++) {
      const plan = made(round, options);
      const generator = new ScheduleGenerator(scheduleProblem(plan));
      const random = randomStream(round);
      const [starts, mirrored, key] = [0, 1, 2].map(() => new Int32Array(40)) as [Int32Array, Int32Array, Int32Array];
      const list = anyList(generator, random);
      const length = generator.serial(FORWARD, list, starts);
      generator.mirrored(starts, length, key);
      generator.listByStart(BACKWARD, key, random, list);
      const right = generator.serial(BACKWARD, list, mirrored, length);
      expect(right).toBeLessThanOrEqual(length);
      generator.mirrored(mirrored, length, key);
      expect(scheduleFaults(plan, key)).toEqual([]);
      generator.listByStart(FORWARD, key, random, list);
      const left = generator.serial(FORWARD, list, starts);
      expect(left).toBeLessThanOrEqual(length);
      expect(scheduleFaults(plan, starts)).toEqual([]);
      if (left < length) shorter++;
    }
    expect(shorter).toBeGreaterThan(5);
  });

  test("units a million times as many, in words of their own, make the same schedule", () => {
    const generators = [1, 1_000_000].map((units) => {
      const problem = scheduleProblem(made(5, { ...options, units }));
      return new ScheduleGenerator(problem);
    });
    expect(generators.map(({ problem }) => problem.needs.words)).toEqual([1, 3]);
    const [few, many] = generators.map((generator) => {
      const starts = new Int32Array(40);
      generator.serial(FORWARD, anyList(generator, randomStream("scaled")), starts);
      return starts;
    });
    expect(many).toEqual(few);
  });

  test("settled towards later starts, a schedule keeps the plan, and each step costs less", () => {
    let moved = 0;
    for (let round = 0; round < 30; round++) {
      const plan = made(round, options);
      const generator = new ScheduleGenerator(scheduleProblem(plan));
      const starts = new Int32Array(40);
      const list = anyList(generator, randomStream(round));
      generator.serial(FORWARD, list, starts);
      const before = Int32Array.from(starts);
      const wanted = Int32Array.from(starts, (start, j) => start + (j % 5) - 1);
      generator.settleLater(starts, wanted, (j, start) => Math.abs(start - wanted[j]!));
      expect(scheduleFaults(plan, starts)).toEqual([]);
      for (const [j, start] of starts.entries()) {
        expect(start).toBeGreaterThanOrEqual(before[j]!);
        expect(start).toBeLessThanOrEqual(Math.max(before[j]!, wanted[j]!));
        if (start > before[j]!) moved++;
      }
      // What was taken and given back in between leaves nothing behind.
      const again = new Int32Array(40);
      generator.serial(FORWARD, list, again);
      expect(again).toEqual(before);
    }
    expect(moved).toBeGreaterThan(30);
  });
});

test("a list is mended where it has an activity before what it waits for, and otherwise left", () => {
  const plan = made(1);
  const generator = new ScheduleGenerator(scheduleProblem(plan));
  const list = anyList(generator, randomStream(3));
  const kept = Int32Array.from(list);
  generator.keepPrecedence(FORWARD, list);
  expect(list).toEqual(kept);
  list.reverse();
  generator.keepPrecedence(FORWARD, list);
  const place = new Map(Array.from(list, (j, q) => [`a${j}`, q]));
  expect(place.size).toBe(40);
  for (const { from, to } of plan.links) expect(place.get(from)!).toBeLessThan(place.get(to)!);
});
