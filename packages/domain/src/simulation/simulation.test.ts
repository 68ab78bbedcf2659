import { describe, expect, test } from "vitest";
import { workingCalendar } from "../time/working-calendar.ts";
import { workingTimeBetween } from "../time/working-time.ts";
import { fixedZone } from "../time/zone-offsets.ts";
import { compareScenarios } from "./compare-scenarios.ts";
import { demoOrganisation, DEMO_START } from "./demo-organisation.ts";
import { shiftBoundaries } from "./shift-boundaries.ts";
import { Simulation } from "./simulation.ts";
import type { Duration } from "./durations.ts";
import type { Organisation, SimulatedStage } from "./organisation.ts";
import type { Change } from "./floor.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const fixed = (value: number): Duration => ({ kind: "fixed", value });

/** One person, one active stage, arrivals every `between`, each taking `effort`; `stage` and `more` change what they name. */
function shop(
  between: number,
  effort: number,
  stage: Partial<SimulatedStage> = {},
  more: Partial<Organisation> = {},
): Organisation {
  return {
    teams: [{ name: "team", people: [{ name: "person" }] }],
    stages: [
      {
        name: "work",
        kind: "active",
        team: "team",
        effort: fixed(effort),
        next: [{ stage: "done", share: 1 }],
        ...stage,
      },
      { name: "done", kind: "done" },
    ],
    channels: [{ name: "door", stage: "work", between: fixed(between) }],
    ...more,
  };
}

/** Every change as “time change subject@stage”, of one run. */
function story(organisation: Organisation, until: number, from = 0): string[] {
  const lines: string[] = [];
  const stages = organisation.stages.map(({ name }) => name);
  const changed = (change: Change, at: number, subject: number, stage: number): void => {
    lines.push(`${at - from} ${change} ${subject}${stage < 0 ? "" : `@${stages[stage]}`}`);
  };
  new Simulation(organisation, { seed: 1, from, until: from + until, watcher: { changed } }).run();
  return lines;
}

describe("one run, by hand", () => {
  test("two items and one person: the second waits for the first", () => {
    expect(story(shop(10, 15), 45)).toEqual([
      "10 entered 0@work",
      "20 entered 1@work",
      "25 entered 0@done",
      "30 entered 2@work",
      "40 entered 1@done",
      "40 entered 3@work",
    ]);
  });

  test("work stops at the end of the shift and goes on with the next", () => {
    const calendar = workingCalendar({
      zone: fixedZone("UTC", 0),
      week: Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }]),
      exceptions: [],
    });
    const lines = story(
      shop(16 * HOUR, 2 * HOUR, {}, { teams: [{ name: "team", people: [{ name: "person" }], calendar }] }),
      30 * HOUR,
    );
    expect(lines).toEqual([`${9 * HOUR} shift_began 0`, `${16 * HOUR} entered 0@work`, `${17 * HOUR} shift_ended 0`]);
    const on = story(
      shop(16 * HOUR, 2 * HOUR, {}, { teams: [{ name: "team", people: [{ name: "person" }], calendar }] }),
      35 * HOUR,
    );
    expect(on.slice(3)).toEqual([
      `${32 * HOUR} entered 1@work`,
      `${33 * HOUR} shift_began 0`,
      `${34 * HOUR} entered 0@done`,
    ]);
  });

  test("half capacity takes twice as long", () => {
    expect(
      story(shop(10, 15, {}, { teams: [{ name: "team", people: [{ name: "person", capacity: 0.5 }] }] }), 45),
    ).toContain("40 entered 0@done");
  });

  test("an interruption pushes the work aside, and it is taken up where it was left", () => {
    const organisation = shop(
      100,
      50,
      {},
      { interruptions: [{ name: "alarm", team: "team", between: fixed(120), duration: fixed(30) }] },
    );
    expect(story(organisation, 199)).toEqual([
      "100 entered 0@work",
      "120 interrupted 0",
      "150 resumed 0",
      "180 entered 0@done",
    ]);
  });

  test("an interruption that finds nobody at work waits for the next who comes", () => {
    const calendar = workingCalendar({
      zone: fixedZone("UTC", 0),
      week: Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }]),
      exceptions: [],
    });
    const organisation = shop(
      900 * HOUR,
      1,
      {},
      {
        teams: [{ name: "team", people: [{ name: "person" }], calendar }],
        interruptions: [{ name: "alarm", team: "team", between: fixed(5 * HOUR), duration: fixed(HOUR / 2) }],
      },
    );
    expect(story(organisation, 9.9 * HOUR)).toEqual([
      `${9 * HOUR} shift_began 0`,
      `${9 * HOUR} interrupted 0`,
      `${9.5 * HOUR} resumed 0`,
    ]);
  });

  test("a blocked item frees its person and comes back with what was left", () => {
    const organisation = shop(100, 40, { blocks: { share: 1, wait: fixed(1000) } });
    const lines = story(organisation, 1190);
    const blockedAt = Number(lines.find((line) => line.endsWith("blocked 0@work"))!.split(" ")[0]);
    expect(blockedAt).toBeGreaterThan(100);
    expect(blockedAt).toBeLessThan(140);
    expect(lines).toContain(`${blockedAt + 1000} unblocked 0@work`);
    // While item 0 is blocked the person works on item 1.
    expect(lines.some((line) => line.endsWith(" blocked 1@work"))).toBe(true);
  });

  test("a hand-off belongs to the giver until it is accepted, and what is declined is done in part again", () => {
    const organisation: Organisation = {
      teams: [
        { name: "givers", people: [{ name: "g" }] },
        { name: "takers", people: [{ name: "t" }] },
      ],
      stages: [
        {
          name: "make",
          kind: "active",
          team: "givers",
          effort: fixed(8),
          wipLimit: 1,
          next: [{ stage: "check", share: 1 }],
        },
        {
          name: "check",
          kind: "active",
          team: "takers",
          effort: fixed(1),
          acceptance: { wait: fixed(5), declined: 0.6, redo: 0.5 },
          next: [{ stage: "done", share: 1 }],
        },
        { name: "done", kind: "done" },
      ],
      channels: [{ name: "door", stage: "make", between: fixed(10) }],
    };
    const lines = story(organisation, 2_000);
    // The giver has room for one: nobody enters between an offer and its acceptance.
    let offered = false;
    for (const line of lines) {
      if (line.includes(" entered ") && line.endsWith("@make")) expect([line, offered]).toEqual([line, false]);
      offered = line.includes(" offered ") || (offered && !line.includes(" accepted "));
    }
    const declined = lines.findIndex((line) => line.includes(" declined "));
    const at = Number(lines[declined]!.split(" ")[0]);
    expect(lines.slice(declined).find((line) => line.includes(" offered "))).toMatch(new RegExp(`^${at + 4} offered`));
    const answers = lines.filter((line) => /accepted|declined/.test(line)).length;
    expect(lines.filter((line) => line.includes("declined")).length / answers).toBeGreaterThan(0.4);
  });

  test("a WIP limit holds, and what is finished waits in its stage until there is room", () => {
    const wip = [0, 0];
    let most = 0;
    const organisation: Organisation = {
      teams: [
        { name: "quick", people: [{ name: "q" }] },
        { name: "slow", people: [{ name: "s" }] },
      ],
      stages: [
        {
          name: "first",
          kind: "active",
          team: "quick",
          effort: fixed(1),
          wipLimit: 3,
          next: [{ stage: "second", share: 1 }],
        },
        {
          name: "second",
          kind: "active",
          team: "slow",
          effort: fixed(20),
          wipLimit: 2,
          next: [{ stage: "done", share: 1 }],
        },
        { name: "done", kind: "done" },
      ],
      channels: [{ name: "door", stage: "first", between: fixed(5) }],
    };
    const changed = (change: Change, _at: number, _subject: number, stage: number): void => {
      if (change !== "entered") return;
      if (stage < 2) wip[stage]!++;
      if (stage > 0) wip[stage - 1]!--;
      most = Math.max(most, wip[1]!);
      expect(wip[0]!).toBeLessThanOrEqual(3);
    };
    const result = new Simulation(organisation, { seed: 1, from: 0, until: 1_000, watcher: { changed } }).run();
    expect(most).toBe(2);
    expect(result.stages[0]!.wip).toBe(3);
    // Arrivals every 5, one finished every 20: three quarters pile up outside.
    expect(result.open).toBeGreaterThan(140);
  });

  test("rework between two full stages never stands still", () => {
    const organisation: Organisation = {
      teams: [{ name: "team", people: [{ name: "a" }, { name: "b" }] }],
      stages: [
        {
          name: "make",
          kind: "active",
          team: "team",
          effort: fixed(2),
          wipLimit: 1,
          next: [{ stage: "test", share: 1 }],
        },
        {
          name: "test",
          kind: "active",
          team: "team",
          effort: fixed(2),
          wipLimit: 1,
          next: [
            { stage: "make", share: 0.5 },
            { stage: "done", share: 0.5 },
          ],
        },
        { name: "done", kind: "done" },
      ],
      channels: [{ name: "door", stage: "make", between: fixed(1) }],
    };
    const late = story(organisation, 10_000).filter((line) => line.endsWith("@done"));
    expect(Number(late.at(-1)!.split(" ")[0])).toBeGreaterThan(9_900);
  });

  test("expedite work goes first under the order by class, and does not under first in", () => {
    const run = (order: "class" | "first_in"): number => {
      const organisation = shop(
        10,
        9.9,
        {},
        {
          teams: [{ name: "team", people: [{ name: "person" }], order }],
          classes: [
            { name: "standard", rank: 1 },
            { name: "expedite", rank: 0 },
          ],
          channels: [
            {
              name: "door",
              stage: "work",
              between: { kind: "exponential", mean: 11 },
              classes: { standard: 0.9, expedite: 0.1 },
            },
          ],
        },
      );
      const { finished } = new Simulation(organisation, { seed: 4, from: 0, until: 200_000 }).run();
      const times = Array.from(finished.cycleTimes()).filter((_, i) => finished.serviceClass[i] === 1);
      return times.reduce((sum, time) => sum + time, 0) / times.length;
    };
    expect(run("class")).toBeLessThan(0.5 * run("first_in"));
  });

  test("only those with the skill do the work that needs it", () => {
    const organisation = shop(
      10,
      30,
      { skill: "welding" },
      { teams: [{ name: "team", people: [{ name: "a" }, { name: "b", skills: ["welding"] }, { name: "c" }] }] },
    );
    const { people } = new Simulation(organisation, { seed: 1, from: 0, until: 1_000 }).run();
    expect(people.map(({ workedShare }) => workedShare)).toEqual([0, 0.99, 0]);
  });

  test("items under way at the start are worked off first, with their age", () => {
    const simulation = new Simulation(shop(1_000, 10), {
      seed: 1,
      from: 0,
      until: 50,
      underWay: [
        { channel: "door", stage: "work", arrivedAt: -500 },
        { channel: "door", stage: "work", arrivedAt: -5 },
      ],
    });
    const { open } = simulation.run();
    expect(open).toBe(0);
    expect(
      () =>
        new Simulation(shop(1, 1), {
          seed: 1,
          from: 0,
          until: 1,
          underWay: [{ channel: "door", stage: "nowhere", arrivedAt: 0 }],
        }),
    ).toThrow(/stage “nowhere”/);
  });
});

describe("seeds and common random numbers", () => {
  const run = (seed: string, scale = 1) =>
    new Simulation(demoOrganisation(scale), { seed, from: DEMO_START, until: DEMO_START + 40 * DAY }).run();

  test("one seed, one run; another seed, another", () => {
    expect(run("a").hash).toBe(run("a").hash);
    expect(run("a").hash).not.toBe(run("b").hash);
  });

  test("stopping on the way changes nothing", () => {
    const stepped = new Simulation(demoOrganisation(), { seed: "a", from: DEMO_START, until: DEMO_START + 40 * DAY });
    for (let day = 1; day <= 40; day++) stepped.runUntil(DEMO_START + day * DAY);
    expect(stepped.result().hash).toBe(run("a").hash);
  });

  test("more people meet the same items with the same work", () => {
    const cost = (people: number): Map<number, number> => {
      const organisation = shop(
        10,
        0,
        { effort: { kind: "exponential", mean: 25 } },
        { teams: [{ name: "team", people: Array.from({ length: people }, (_, i) => ({ name: `p${i}` })) }] },
      );
      const { finished } = new Simulation(organisation, { seed: "same", from: 0, until: 5_000 }).run();
      return new Map(Array.from({ length: finished.size }, (_, i) => [finished.arrivedAt[i]!, finished.worked[i]!]));
    };
    const [few, many] = [cost(3), cost(6)];
    expect(few.size).toBeGreaterThan(300);
    for (const [arrivedAt, worked] of few) expect(many.get(arrivedAt)).toBeCloseTo(worked, 6);
  });

  test("the difference of two scenarios is far surer than two runs by themselves would make it", () => {
    const [base, other] = [
      shop(10, 0, { effort: { kind: "exponential", mean: 8 } }),
      shop(10, 0, { effort: { kind: "exponential", mean: 7.6 } }),
    ];
    const mean = ({ finished }: { finished: { cycleTimes: () => Float64Array } }): number => {
      const times = finished.cycleTimes();
      return times.reduce((sum, time) => sum + time, 0) / times.length;
    };
    const compared = compareScenarios(base, other, { seed: 9, runs: 20, from: 0, until: 20_000 }, mean);
    expect(compared.difference.high).toBeLessThan(0);
    expect(compared.difference.high - compared.difference.low).toBeLessThan(
      0.5 * (compared.base.high - compared.base.low),
    );
  });
});

describe("the demo organisation", () => {
  const from = DEMO_START;
  const until = from + 120 * DAY;
  const simulation = new Simulation(demoOrganisation(), { seed: "demo", from, until });
  const result = simulation.run();

  test("loses no item and keeps up with its work", () => {
    const entered = result.stages[0]!.entered;
    expect(result.finished.size + result.open).toBe(entered);
    expect(result.open).toBeLessThan(400);
  });

  test("people work only in their hours, all of which are counted", () => {
    const lisbon = workingCalendar({
      zone: fixedZone("UTC", 0),
      week: [
        ...Array.from({ length: 5 }, () => [
          { from: 540, to: 720 },
          { from: 780, to: 1080 },
        ]),
        [],
        [],
      ],
      exceptions: [{ date: "2026-04-03", shifts: [] }],
    });
    const desk = result.people.filter(({ team }) => team === "desk");
    for (const person of desk) expect(person.shiftTime).toBe(workingTimeBetween(lisbon, from, until));
    for (const person of result.people) expect(person.workedShare + person.interruptedShare).toBeLessThanOrEqual(1);
  });

  test("every finished item took at least the time that was put into it, blocked or offered", () => {
    const { finished } = result;
    for (let i = 0; i < finished.size; i++) {
      expect(finished.finishedAt[i]! - finished.arrivedAt[i]!).toBeGreaterThan(
        finished.worked[i]! + finished.blocked[i]! + finished.offered[i]! - 1,
      );
    }
  });

  test("by Little's law, items in the stages are arrivals times their time there", () => {
    const { finished } = result;
    const mean = finished.cycleTimes().reduce((sum, time) => sum + time, 0) / finished.size;
    const wip = result.stages.reduce((sum, { meanWip }) => sum + meanWip, 0);
    expect(wip / ((finished.size / (until - from)) * mean)).toBeCloseTo(1, 1);
  });
});

test("shifts begin and end where the calendar says, through a holiday and a change of the clocks", () => {
  const march = Date.UTC(2026, 2, 29, 1);
  const zone = { name: "Europe/Berlin", initial: 60, transitions: [{ at: march, offset: 120 }] };
  const calendar = workingCalendar({
    zone,
    week: [
      [{ from: 480, to: 960 }],
      [{ from: 480, to: 960 }],
      [],
      [{ from: 1320, to: 1800 }],
      [],
      [],
      [{ from: 0, to: 1440 }],
    ],
    exceptions: [{ date: "2026-03-31", shifts: [{ from: 600, to: 660 }] }],
  });
  for (const [from, until] of [
    [march - 40 * DAY, march + 60 * DAY],
    [march - DAY, march + 4 * DAY],
    [march + 30 * DAY, march + 37 * DAY],
  ] as const) {
    const bounds = shiftBoundaries(calendar, from, until);
    let open = 0;
    for (let i = 0; i < bounds.length; i += 2) {
      if (i > 0) expect(bounds[i]!).toBeGreaterThan(bounds[i - 1]!);
      open += Math.min(bounds[i + 1]!, until) - Math.max(bounds[i]!, from);
    }
    expect(open).toBe(workingTimeBetween(calendar, from, until));
  }
});
