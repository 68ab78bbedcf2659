import { describe, expect, test } from "vitest";
import type { ResourceLink, ResourcePlan } from "./resource-plan.ts";
import { scheduleFaults } from "./schedule-check.ts";

const plan: ResourcePlan = {
  resources: [
    { name: "ada", capacity: 2 },
    { name: "crane", capacity: [0, 0, 1, 1, 1, 0, 1] },
  ],
  activities: [
    { name: "begun", duration: 2, needs: { ada: 1 }, begunAt: 1, notBefore: 2 },
    { name: "dated", duration: 3, needs: { crane: 1 }, notBefore: 2 },
    { name: "wide", duration: 2, needs: { ada: 2 } },
    { name: "done", duration: 0, needs: { ada: 9, crane: 9 } },
  ],
  links: [
    { from: "begun", to: "wide" },
    { from: "wide", to: "done", lag: 1 },
  ],
};
const kept = [1, 2, 3, 6];

test("a schedule that keeps its plan has no faults", () => {
  expect(scheduleFaults(plan, kept)).toEqual([]);
});

describe("a planted fault is found:", () => {
  test.each([
    ["a start too few", kept.slice(1), /3 starts for 4/],
    ["a start that is no whole period", kept.with(2, 3.5), /wide starts in 3\.5/],
    ["a start that is no number", kept.with(2, Number.NaN), /wide starts in NaN/],
    ["a start before the first period", kept.with(3, -1), /done starts in -1, before 0/],
    ["a start before its date", kept.with(1, 1), /dated starts in 1, before 2/],
    ["begun work that is moved", kept.with(0, 0), /begun starts in 0, not in 1/],
    ["a successor that does not wait", kept.with(2, 2), /wide does not keep FS 0 from begun/],
    ["a lag that is cut short", kept.with(3, 5), /done does not keep FS 1 from wide/],
    ["more people than there are", kept.with(2, 1), /3 of ada are used in period 1/],
    ["work on a day without the crane", kept.with(1, 3), /1 of crane are used in period 5/],
  ])("%s", (_, starts, words) => {
    expect(scheduleFaults(plan, starts).join("; ")).toMatch(words);
  });

  // Earliest start of a successor of two periods beside one of three periods that starts in 4.
  test.each([
    ["FS", 1, 8],
    ["SS", 1, 5],
    ["FF", 1, 6],
    ["SF", 1, 3],
    ["FS", -2, 5],
  ] satisfies [ResourceLink["kind"], number, number][])("%s with %i, one period too early", (kind, lag, least) => {
    const linked: ResourcePlan = {
      resources: [],
      activities: [
        { name: "from", duration: 3 },
        { name: "to", duration: 2 },
      ],
      links: [{ from: "from", to: "to", kind, lag }],
    };
    expect(scheduleFaults(linked, [4, least])).toEqual([]);
    expect(scheduleFaults(linked, [4, least - 1])).toEqual([`to does not keep ${kind} ${lag} from from`]);
  });

  test("capacity holds on after the last period that is listed", () => {
    expect(scheduleFaults(plan, kept.with(1, 40))).toEqual([]);
    const none = { ...plan, resources: [plan.resources[0]!, { name: "crane", capacity: [1, 1, 1, 1, 1, 0] }] };
    expect(scheduleFaults(none, kept)).toEqual([]);
    expect(scheduleFaults(none, kept.with(1, 40))).toHaveLength(1);
  });
});
