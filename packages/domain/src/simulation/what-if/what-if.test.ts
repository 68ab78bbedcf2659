import { beforeAll, describe, expect, test } from "vitest";
import { fixedZone } from "../../time/zone-offsets.ts";
import { workingCalendar, type CalendarPlan } from "../../time/working-calendar.ts";
import { meanInterval } from "../batch-means.ts";
import { DEMO_START } from "../demo-organisation.ts";
import { fittedOrganisation } from "../fit/calibrate.ts";
import type { FittedModel } from "../fit/fitted-model.ts";
import type { KnownFacts } from "../fit/known-facts.ts";
import { organisationFrom } from "../fit/organisation-from.ts";
import { runHistory } from "../fit/run-history.ts";
import type { Organisation } from "../organisation.ts";
import { Simulation } from "../simulation.ts";
import { changedModel, reworkShare, weeklyHours, type WhatIfChange } from "./changes.ts";
import { WhatIfRun } from "./what-if-run.ts";

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const plan: CalendarPlan = {
  zone: fixedZone("UTC", 0),
  week: [...Array.from({ length: 5 }, () => [{ from: 540, to: 1020 }]), [], []],
  exceptions: [],
};
const calendar = workingCalendar(plan);

/** A desk at three quarters of its load that hands one item in four to specialists; some work comes back to it. */
const truth = (deskPeople = 3, load = 1): Organisation => ({
  teams: [
    { name: "desk", calendar, people: Array.from({ length: deskPeople }, (_, i) => ({ name: `desk ${i}` })) },
    { name: "lab", calendar, people: Array.from({ length: 2 }, (_, i) => ({ name: `lab ${i}` })) },
  ],
  stages: [
    { name: "waiting", kind: "queue", team: "desk", next: [{ stage: "desk", share: 1 }] },
    {
      name: "desk",
      kind: "active",
      team: "desk",
      wipLimit: 6,
      effort: { kind: "exponential", mean: 2.2 * HOUR },
      blocks: { share: 0.1, wait: { kind: "exponential", mean: 20 * HOUR } },
      next: [
        { stage: "done", share: 0.75 },
        { stage: "lab", share: 0.25 },
      ],
    },
    {
      name: "lab",
      kind: "active",
      team: "lab",
      effort: { kind: "exponential", mean: 4 * HOUR },
      acceptance: { wait: { kind: "exponential", mean: 5 * HOUR }, declined: 0.1, keepsPlace: false },
      next: [
        { stage: "done", share: 0.9 },
        { stage: "desk", share: 0.1 },
      ],
    },
    { name: "done", kind: "done" },
  ],
  channels: [{ name: "door", stage: "waiting", calendar, between: { kind: "exponential", mean: HOUR / load } }],
});
const facts: KnownFacts = {
  teams: [
    { id: "desk", members: 3, calendar: plan, order: "first_in" },
    { id: "lab", members: 2, calendar: plan, order: "first_in" },
  ],
  limits: new Map([["desk", 6]]),
  classes: [{ name: "standard", rank: 0 }],
  channelOf: () => "door",
  classOf: () => "standard",
};
const until = DEMO_START + 52 * WEEK;
/** Four years that the same organisation might have had: one alone may have been quiet or busy by chance. */
let models: FittedModel[];
let model: FittedModel;
beforeAll(() => {
  models = [0, 1, 2, 3].map((seed) => {
    const history = runHistory(truth(), { seed: `year ${seed}`, from: DEMO_START, until });
    return fittedOrganisation(history, facts, { from: DEMO_START + 4 * WEEK, until }).model;
  });
  model = models[0]!;
}, 120_000);

const answerOf = (changes: readonly WhatIfChange[], options = { runs: 12, weeks: 12 }, from = model) => {
  const run = new WhatIfRun(from, [{ name: "A", changes }], options);
  while (run.step());
  return run.answer().outcomes;
};

describe("against a truth that is known", () => {
  /**
   * Mean time of what arrives in 20 weeks once the true organisation is in its stride, by 60 seeds. A what-if begins where things
   * stand, so it is given long enough for that to matter little.
   */
  const trueMean = (organisation: Organisation): number[] =>
    Array.from({ length: 60 }, (_, seed) => {
      const simulation = new Simulation(organisation, {
        seed: `true ${seed}`,
        from: DEMO_START,
        until: until + 20 * WEEK,
      });
      simulation.runUntil(until);
      simulation.measureFromNow();
      const { finished } = simulation.run();
      const times = finished.cycleTimes();
      return times.reduce((sum, time) => sum + time / times.length, 0) / HOUR;
    });

  test.each<[string, Organisation, WhatIfChange]>([
    ["one person more", truth(4), { kind: "people", team: "desk", people: 4 }],
    ["a tenth less work", truth(3, 0.9), { kind: "arrivals", channel: null, percent: 90 }],
  ])("%s shortens times by what it would have", (_, other, change) => {
    const before = trueMean(truth());
    const after = trueMean(other);
    const real = meanInterval(after.map((time, at) => time - before[at]!));
    const foretold = (from: FittedModel) =>
      answerOf([change], { runs: 12, weeks: 40 }, from)[1]!.measures.mean_time!.difference!.mean / HOUR;
    const meanForetold = models.reduce((sum, each) => sum + foretold(each) / models.length, 0);
    // The truth is itself known by simulation: its 95 % interval, and 30 % for what a year of history cannot tell.
    const tolerance = (real.high - real.low) / 2 + 0.3 * Math.abs(real.mean);
    expect(real.high).toBeLessThan(0);
    expect(Math.abs(meanForetold - real.mean)).toBeLessThan(tolerance);
    // A model whose people are never short of time would foretell nothing of the sort: the control.
    const idle = { ...model, stages: model.stages.map((stage) => ({ ...stage, effort: stage.effort / 3 })) };
    expect(Math.abs(foretold(idle) - real.mean)).toBeGreaterThan(tolerance);
  });
});

describe("a what-if", () => {
  test("that changes nothing differs by nothing, and the same one gives the same answer", () => {
    const [base, same] = answerOf([]);
    expect(same!.measures.p85_time!.difference).toEqual({ mean: 0, low: 0, high: 0, from: 0, to: 0 });
    expect(same!.times).toEqual(base!.times);
    expect(answerOf([])).toEqual([base, same]);
  });

  test("begins where things stand: what is under way is done in time, and counted", () => {
    const [base] = answerOf([]);
    expect(base!.backlogCount).toBe(model.underWay.length);
    const shares = base!.backlog.map(({ mean }) => mean);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.95);
    expect(base!.finished).toHaveLength(12);
    expect(base!.wipByStage.map(({ stage }) => stage)).toEqual(["waiting", "desk", "lab"]);
    expect(base!.load.map(({ team }) => team)).toEqual(["desk", "lab"]);
  });

  test("answers by the same chance for all alternatives: the difference is surer than the figures", () => {
    const [base, more] = answerOf([{ kind: "effort", team: "desk", percent: 95 }]);
    const { difference } = more!.measures.mean_time!;
    expect(difference!.high).toBeLessThan(0);
    expect(difference!.high - difference!.low).toBeLessThan(
      (base!.measures.mean_time!.high - base!.measures.mean_time!.low) / 2,
    );
  });

  test.each<[string, WhatIfChange, (base: Side, other: Side) => void]>([
    [
      "interruptions take people's time",
      { kind: "interruptions", team: "desk", perWeek: 10, hours: 1 },
      (base, other) => expect(other.load["desk"]).toBeGreaterThan(base.load["desk"]! + 0.03),
    ],
    [
      "longer hours shorten times",
      { kind: "hours", team: "desk", perWeek: 45 },
      (base, other) => expect(other.mean).toBeLessThan(base.mean),
    ],
    [
      "half of the time for this work lengthens them",
      { kind: "share", team: "lab", percent: 50 },
      (base, other) => expect(other.mean).toBeGreaterThan(base.mean),
    ],
    [
      "quick answers shorten them",
      { kind: "answers", team: "lab", hours: 0 },
      (base, other) => expect(other.mean).toBeLessThan(base.mean),
    ],
    [
      "no blocks shorten them",
      { kind: "blocked", stage: "desk", percent: 0 },
      (base, other) => expect(other.mean).toBeLessThan(base.mean),
    ],
    [
      "more rework lengthens them",
      { kind: "rework", stage: "lab", percent: 60 },
      (base, other) => expect(other.mean).toBeGreaterThan(base.mean),
    ],
    [
      "a lower limit leaves less at the desk",
      { kind: "limit", stage: "desk", limit: 3 },
      (base, other) => expect(other.wip["desk"]).toBeLessThan(base.wip["desk"]!),
    ],
    [
      "no limit lets everything in",
      { kind: "limit", stage: "desk", limit: null },
      (base, other) => expect(other.wip["desk"]).toBeGreaterThan(base.wip["desk"]!),
    ],
  ])("%s", (_, change, holds) => {
    const [base, other] = answerOf([change], { runs: 6, weeks: 12 });
    holds(sideOf(base!), sideOf(other!));
  });

  interface Side {
    readonly mean: number;
    readonly load: Readonly<Record<string, number>>;
    readonly wip: Readonly<Record<string, number>>;
  }
  const sideOf = ({ measures, load, wipByStage }: ReturnType<typeof answerOf>[number]): Side => ({
    mean: measures.mean_time!.mean,
    load: Object.fromEntries(load.map(({ team, mean }) => [team, mean])),
    wip: Object.fromEntries(wipByStage.map(({ stage, mean }) => [stage, mean.reduce((sum, n) => sum + n, 0)])),
  });

  test("another order is an order: oldest, class, due and cost of delay all run", () => {
    for (const order of ["oldest", "class", "due", "cost_of_delay"] as const)
      expect(changedModel(model, [{ kind: "order", team: "desk", order }]).teams[0]!.order).toBe(order);
  });
});

describe("changes", () => {
  test("set what they say and leave the rest", () => {
    const changed = changedModel(model, [
      { kind: "hours", team: "desk", perWeek: 50 },
      { kind: "rework", stage: "lab", percent: 30 },
    ]);
    const [desk, lab] = changed.teams;
    expect(weeklyHours(changed.calendars[desk!.calendar]!)).toBeCloseTo(50, 6);
    expect(weeklyHours(changed.calendars[lab!.calendar]!)).toBe(40);
    const stage = changed.stages.find(({ id }) => id === "lab")!;
    expect(reworkShare(changed, stage)).toBeCloseTo(0.3, 9);
    expect(stage.next.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const perWeek of [1, 12.5, 40, 90, 120]) {
      const other = changedModel(model, [{ kind: "hours", team: "desk", perWeek }]);
      expect(weeklyHours(other.calendars[other.teams[0]!.calendar]!)).toBeCloseTo(perWeek, 1);
      expect(() => organisationFrom(other)).not.toThrow();
    }
  });

  test("what a team holds at once goes with its people only where nobody set it", () => {
    const seen = {
      ...model,
      stages: model.stages.map((stage) => (stage.id === "desk" ? { ...stage, limitIs: "seen" as const } : stage)),
    };
    const limitOf = (from: FittedModel) =>
      changedModel(from, [{ kind: "people", team: "desk", people: 6 }]).stages.find(({ id }) => id === "desk")!.limit;
    expect(limitOf(model)).toBe(6);
    expect(limitOf(seen)).toBe(12);
  });

  test.each<[string, WhatIfChange, RegExp]>([
    ["nobody left", { kind: "people", team: "desk", people: 0 }, /number of people must be from 1/],
    ["half a person", { kind: "people", team: "desk", people: 1.5 }, /whole number/],
    ["no number at all", { kind: "share", team: "desk", percent: Number.NaN }, /must be from 1 to 100/],
    ["a team that is not there", { kind: "people", team: "gone", people: 2 }, /names a team/],
    ["a stage that is not there", { kind: "limit", stage: "gone", limit: 2 }, /names a stage/],
    ["a limit for done", { kind: "limit", stage: "done", limit: 2 }, /done stage has no limit/],
    ["a channel that is not there", { kind: "arrivals", channel: "gone", percent: 50 }, /names a channel/],
    ["blocks where there are none", { kind: "blocked", stage: "lab", percent: 5 }, /No blocks are known/],
    ["rework where there is none", { kind: "rework", stage: "desk", percent: 5 }, /go back/],
    ["answers where nothing is offered", { kind: "answers", team: "desk", hours: 5 }, /Nothing is offered/],
    ["more hours than days have", { kind: "hours", team: "desk", perWeek: 130 }, /at most 120 hours/],
  ])("%s are refused in words", (_, change, message) => {
    expect(() => changedModel(model, [change])).toThrow(message);
  });

  test("too much of anything is refused before it is begun", () => {
    const start =
      (alternatives: number, runs: number, weeks: number, changes = 1) =>
      () =>
        new WhatIfRun(
          model,
          Array.from({ length: alternatives }, () => ({
            name: "A",
            changes: Array.from({ length: changes }, () => ({ kind: "arrivals" as const, channel: null, percent: 90 })),
          })),
          { runs, weeks },
        );
    expect(start(4, 10, 10)).toThrow(/at most 3 alternatives/);
    expect(start(1, 401, 10)).toThrow(/at most 400 runs/);
    expect(start(1, 10, 53)).toThrow(/at most 52 weeks/);
    expect(start(1, 10, 10, 25)).toThrow(/at most 24 changes/);
    expect(start(1, 1, 10)).toThrow(/at least 2/);
    expect(start(3, 400, 52)).not.toThrow();
  });

  test("work that piles up without end ends in words", () => {
    const run = new WhatIfRun(model, [{ name: "A", changes: [{ kind: "arrivals", channel: null, percent: 1_000 }] }], {
      runs: 2,
      weeks: 52,
    });
    const heavy = {
      ...model,
      channels: model.channels.map((one) => ({ ...one, between: { kind: "exponential" as const, mean: 60_000 } })),
    };
    const flooded = new WhatIfRun(heavy, [], { runs: 2, weeks: 52 });
    expect(() => flooded.step()).toThrow(/items pile up by week/);
    expect(run.share).toBe(0);
  });
});
