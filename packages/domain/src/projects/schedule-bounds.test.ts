import { describe, expect, test } from "vitest";
import type { ResourcePlan } from "./resource-plan.ts";
import { lengthBounds } from "./schedule-bounds.ts";
import { scheduleProblem } from "./schedule-problem.ts";
import { schedule } from "./schedule.ts";

const needs = { ada: 1 };
const ada = { name: "ada", capacity: 1 };
const boundsOf = (plan: ResourcePlan) => lengthBounds(scheduleProblem(plan));

describe("no schedule is shorter than", () => {
  test("the longest chain of links and dates", () => {
    const plan: ResourcePlan = {
      resources: [ada],
      activities: [
        { name: "a", duration: 3, needs, notBefore: 2 },
        { name: "b", duration: 4, needs: {} },
      ],
      links: [{ from: "a", to: "b", kind: "SS", lag: 2 }],
    };
    expect(boundsOf(plan)).toEqual({ criticalPath: 8, work: 3, energy: 8, best: 8 });
  });

  test("the time in which there are as many hours as the work takes", () => {
    const activities = ["a", "b", "c"].map((name) => ({ name, duration: 2, needs }));
    const plan: ResourcePlan = { resources: [{ ...ada, capacity: 2 }], activities, links: [] };
    expect(boundsOf(plan).work).toBe(3);
    const late = { ...plan, resources: [{ ...ada, capacity: [0, 2, 1, 0, 2, 1] }] };
    expect(boundsOf(late).work).toBe(6);
  });

  test("what must be done between what comes first and what comes last takes", () => {
    const plan: ResourcePlan = {
      resources: [ada],
      activities: [
        { name: "first", duration: 2 },
        { name: "x", duration: 3, needs },
        { name: "y", duration: 3, needs },
        { name: "last", duration: 2 },
      ],
      links: ["x", "y"].flatMap((name) => [
        { from: "first", to: name },
        { from: name, to: "last" },
      ]),
    };
    expect(boundsOf(plan)).toEqual({ criticalPath: 7, work: 6, energy: 10, best: 10 });
    expect(schedule(plan, { seed: 1 })).toMatchObject({ length: 10, proven: true });
  });

  test("an activity alone would need where there are days without what it needs", () => {
    const plan: ResourcePlan = {
      resources: [{ ...ada, capacity: [1, 1, 0, 1, 1, 0, 1] }],
      activities: [
        { name: "a", duration: 3, needs },
        { name: "b", duration: 2 },
      ],
      links: [{ from: "a", to: "b" }],
    };
    expect(boundsOf(plan).criticalPath).toBe(11);
    const begun: ResourcePlan = {
      resources: [ada],
      activities: [
        { name: "begun", duration: 4, needs, begunAt: 1 },
        { name: "a", duration: 2, needs },
      ],
      links: [],
    };
    expect(boundsOf(begun).criticalPath).toBe(7);
    expect(schedule(begun, { seed: 1 }).proven).toBe(true);
  });
});
