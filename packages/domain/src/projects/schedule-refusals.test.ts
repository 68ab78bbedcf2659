import { describe, expect, test } from "vitest";
import { NetworkCycle } from "./network-plan.ts";
import type { PlannedResource, ResourceActivity, ResourcePlan } from "./resource-plan.ts";
import { schedule, ScheduleRun } from "./schedule.ts";

describe("a schedule is refused, with what is wrong:", () => {
  const a: ResourceActivity = { name: "a", duration: 2, needs: { ada: 1 } };
  const [b, c] = ["b", "c"].map((name) => ({ ...a, name })) as [ResourceActivity, ResourceActivity];
  const ada: PlannedResource = { name: "ada", capacity: 1 };
  const refusals: [string, string, Partial<ResourcePlan>, RegExp][] = [
    ["a negative duration", "bad_duration", { activities: [{ ...a, duration: -1 }] }, /"a".*-1/],
    ["half a period", "bad_duration", { activities: [{ ...a, duration: 0.5 }] }, /0\.5/],
    ["no number of periods", "bad_duration", { activities: [{ ...a, duration: Number.NaN }] }, /NaN/],
    ["two activities of one name", "duplicate_name", { activities: [a, a] }, /"a"/],
    ["two resources of one name", "duplicate_name", { resources: [ada, ada] }, /"ada"/],
    ["a link to nowhere", "unknown_name", { links: [{ from: "a", to: "z" }] }, /"z"/],
    ["a need of what is not there", "unknown_name", { activities: [{ ...a, needs: { bob: 1 } }] }, /"bob"/],
    ["a lag in halves", "bad_lag", { links: [{ from: "a", to: "b", lag: 0.5 }] }, /"a" to "b".*0\.5/],
    ["a date before the first period", "bad_period", { activities: [{ ...a, notBefore: -1 }] }, /"a".*-1/],
    ["a beginning that is no period", "bad_period", { activities: [{ ...a, begunAt: 1.5 }] }, /1\.5/],
    ["no capacity at all", "bad_capacity", { resources: [{ ...ada, capacity: [] }] }, /"ada"/],
    ["capacity below nothing", "bad_capacity", { resources: [{ ...ada, capacity: -1 }] }, /"ada"/],
    ["a need below nothing", "bad_need", { activities: [{ ...a, needs: { ada: -1 } }] }, /"a".*"ada".*-1/],
    ["more than there ever is", "never_fits", { activities: [{ ...a, needs: { ada: 2 } }] }, /"a" needs 2 of "ada".*1/],
    ["more than there is in the end", "never_fits", { resources: [{ ...ada, capacity: [1, 0] }] }, /"a" needs 1/],
    [
      "begun before what must come first has",
      "fixed_conflict",
      { activities: [a, { ...b, begunAt: 3 }], links: [{ from: "a", to: "b" }] },
      /"b" cannot begin in period 3: "a" has not begun/,
    ],
    [
      "begun before what must come first was done",
      "fixed_conflict",
      {
        activities: [
          { ...a, begunAt: 0 },
          { name: "b", duration: 1, begunAt: 1 },
        ],
        links: [{ from: "a", to: "b" }],
      },
      /until 2/,
    ],
    [
      "more begun than there is",
      "fixed_conflict",
      {
        activities: [
          { ...a, begunAt: 0 },
          { ...b, begunAt: 1 },
        ],
      },
      /"ada".*period 1.*"b"/,
    ],
    [
      "too many activities",
      "too_many",
      { activities: Array.from({ length: 5001 }, (_, j) => ({ ...a, name: `${j}` })) },
      /5000.*5001/,
    ],
    [
      "too many periods",
      "too_long",
      {
        activities: [
          { ...a, duration: 60_000 },
          { ...b, duration: 60_000 },
        ],
      },
      /1200.*100000/,
    ],
  ];
  const plan: ResourcePlan = { resources: [ada], activities: [a, b, c], links: [] };
  test.each(refusals)("%s", (_, code, change, words) => {
    const refused = { code, message: expect.stringMatching(words) as string };
    expect(() => schedule({ ...plan, ...change }, { seed: 1 })).toThrow(expect.objectContaining(refused));
    expect(schedule(plan, { seed: 1 }).length).toBe(6);
  });

  test("a ring of links, by name", () => {
    const links = ["ab", "bc", "ca"].map(([from, to]) => ({ from: from!, to: to! }));
    const ring = () => schedule({ ...plan, links }, { seed: 1 });
    expect(ring).toThrow(NetworkCycle);
    expect(ring).toThrow(/→/);
    const itself = () => schedule({ ...plan, links: [{ from: "b", to: "b" }] }, { seed: 1 });
    expect(itself).toThrow(expect.objectContaining({ code: "cycle", cycle: ["b", "b"] }));
  });

  test("options that mean nothing", () => {
    const code = (options: object) => {
      try {
        return new ScheduleRun(plan, { seed: 1, ...options }).passes === 0 ? "" : "begun";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code({})).toBe("");
    expect([{ budget: 0 }, { budget: 1.5 }, { island: -1 }].map(code)).toEqual(Array(3).fill("not_count"));
    expect(code({ seed: Number.NaN })).toBe("not_finite");
    const wrong = [{ stability: -1 }, { lengthRate: Infinity }, { previous: { z: 1 } }, { previous: { a: -1 } }];
    expect(wrong.map((objective) => code({ objective }))).toEqual(Array(4).fill("bad_objective"));
    expect(code({ objective: { previous: { a: 2_000_000 } } })).toBe("too_long");
    const falling = { from: 0, until: 5, rate: -1, step: 0 };
    const fallen = { ...plan, activities: [{ ...a, delay: falling }] };
    expect(() => schedule(fallen, { seed: 1, objective: {} })).toThrow(expect.objectContaining({ code: "bad_curve" }));
    expect(() => new ScheduleRun(plan, { seed: 1 }).run(0)).toThrow(expect.objectContaining({ code: "not_count" }));
  });
});

test("an empty plan is done when it begins, and names may be any words", () => {
  const empty = schedule({ resources: [], activities: [], links: [] }, { seed: 1 });
  expect(empty).toMatchObject({ length: 0, gap: 0, proven: true, starts: [] });
  const named: ResourcePlan = {
    resources: [{ name: "constructor", capacity: 1 }],
    activities: ["toString", "__proto__", "valueOf"].map((name) => ({ name, duration: 1, needs: {} })),
    links: [],
  };
  expect(schedule(named, { seed: 1 }).length).toBe(1);
  const objective = { stability: 1, previous: { valueOf: 3 } };
  expect(schedule(named, { seed: 1, objective }).activities.map(({ start }) => start)).toEqual([0, 0, 3]);
});
