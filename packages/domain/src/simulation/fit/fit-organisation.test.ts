import { beforeAll, describe, expect, test } from "vitest";
import { fixedZone } from "../../time/zone-offsets.ts";
import { workingCalendar, type CalendarPlan } from "../../time/working-calendar.ts";
import { demoOrganisation, DEMO_START } from "../demo-organisation.ts";
import type { Organisation } from "../organisation.ts";
import { fittedOrganisation } from "./calibrate.ts";
import { checkFit } from "./check-fit.ts";
import { type FirstFit, fitOrganisation, GIVEN_UP_STAGE } from "./fit-organisation.ts";
import type { FittedModel } from "./fitted-model.ts";
import type { KnownFacts } from "./known-facts.ts";
import { organisationFrom } from "./organisation-from.ts";
import { runHistory } from "./run-history.ts";
import { Simulation } from "../simulation.ts";

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const officeWeek: CalendarPlan["week"] = [
  ...Array.from({ length: 5 }, () => [
    { from: 540, to: 720 },
    { from: 780, to: 1080 },
  ]),
  [],
  [],
];
const office: CalendarPlan = {
  zone: fixedZone("UTC", 0),
  week: officeWeek,
  exceptions: [{ date: "2026-04-03", shifts: [] }],
};
const colombo: CalendarPlan = { zone: fixedZone("UTC+5:30", 330), week: officeWeek, exceptions: [] };

/** What an organization would know of itself, beside its history. */
const factsOf = (organisation: Organisation, more: Partial<KnownFacts> = {}): KnownFacts => ({
  teams: organisation.teams.map(({ name, people, order = "first_in" }) => ({
    id: name,
    members: people.length,
    calendar: name === "network" ? colombo : office,
    order,
  })),
  limits: new Map(organisation.stages.flatMap(({ name, wipLimit }) => (wipLimit ? [[name, wipLimit]] : []))),
  classes: [{ name: "standard", rank: 0 }],
  channelOf: (item) => item.split("/")[0]!,
  classOf: () => "standard",
  ...more,
});

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
const stageOf = (model: FittedModel, id: string) => model.stages.find((stage) => stage.id === id)!;
const effortOf = (model: FittedModel, id: string) => meanOf(stageOf(model, id).stay) * stageOf(model, id).effort;

describe("the demo organisation, fitted to twelve weeks of its own history", () => {
  const truth = demoOrganisation();
  const facts = factsOf(truth);
  const span = { from: DEMO_START + WEEK, until: DEMO_START + 12 * WEEK };
  const history = runHistory(truth, { seed: "truth", from: DEMO_START, until: span.until });
  let fit: FirstFit;
  beforeAll(() => {
    fit = fittedOrganisation(history, facts, span);
  }, 120_000);

  test("has the arrivals it has: how many, and when", () => {
    const perWeek = Object.fromEntries(fit.model.channels.map(({ channel, perWeek: rate }) => [channel, rate]));
    expect(perWeek["mail"]! / 560).toBeCloseTo(1, 1);
    expect(perWeek["form"]! / 150).toBeCloseTo(1, 1);
    // Mail comes day and night, forms in working hours.
    const hoursOf = (channel: string) => {
      const { calendar } = fit.model.channels.find((one) => one.channel === channel)!;
      return fit.model.calendars[calendar]!.week.flat().reduce((sum, { from, to }) => sum + (to - from) / 60, 0);
    };
    expect(hoursOf("mail")).toBe(168);
    expect(hoursOf("form")).toBe(40);
  });

  test("has as many hands in each team, and sees that they are the limit", () => {
    for (const { id, people, members, isLimitSeen } of fit.model.teams) {
      expect(people, id).toBe(members);
      expect(isLimitSeen, id).toBe(true);
    }
  });

  // True means: a log-normal's median × exp(σ²/2), σ from its 85th percentile; over the mean capacity of the team's people.
  test.each([
    ["triage", 0.083, 1],
    ["first line", 0.296, 1],
    ["network", 0.698, 4.6 / 5],
    ["applications", 1.191, 7 / 8],
    ["review", 0.417, 1],
  ])("finds the work a visit to %s takes, %f hours, though most of the stay is waiting", (id, hours, capacity) => {
    const found = effortOf(fit.model, id) / HOUR;
    expect(found / (hours / capacity)).toBeGreaterThan(0.82);
    expect(found / (hours / capacity)).toBeLessThan(1.18);
  });

  test("a stay taken for work would be far off: the control", () => {
    const triage = fit.journeys.flatMap(({ visits }) => visits.filter(({ stage, to }) => stage === 0 && to < Infinity));
    const clock = fit.clocks[0]!;
    const stay = meanOf(triage.map(({ from, to }) => clock(to) - clock(from))) / HOUR;
    expect(stay).toBeGreaterThan(3 * 0.083);
  });

  test("finds ways on, blocks, declined offers and waits for answers", () => {
    const share = (from: string, to: string) =>
      stageOf(fit.model, from).next.find((way) => way.stage === to)?.share ?? 0;
    expect(share("triage", "first line")).toBeCloseTo(0.62, 1);
    expect(share("review", "applications")).toBeCloseTo(0.18, 1);
    expect(stageOf(fit.model, "triage").blocks?.share).toBeCloseTo(0.2, 1);
    const { acceptance } = stageOf(fit.model, "network");
    expect(acceptance?.declined).toBeCloseTo(0.08, 1);
    expect(meanOf(acceptance!.wait) / (2 * HOUR)).toBeCloseTo(1, 0);
    expect(stageOf(fit.model, "applications")).toMatchObject({ limit: 14, limitIs: "set" });
  });

  test("places what is under way where it stands, with its age", () => {
    const { underWay } = fit.model;
    const open = history.items.filter(({ finishedAt }) => finishedAt === undefined);
    expect(underWay.length).toBe(open.length);
    expect(Math.min(...underWay.map(({ arrivedAt }) => arrivedAt))).toBe(
      Math.min(...open.map(({ arrivedAt }) => arrivedAt)),
    );
    expect(underWay.every(({ inStage }) => inStage! >= 0)).toBe(true);
  });

  test("holds as many items at each stage as it did", () => {
    const { from, until } = span;
    const organisation = organisationFrom(fit.model);
    const { stages } = new Simulation(organisation, { seed: "other", from, until }).run();
    const simulated = stages.reduce(
      (sum, { stage, meanWip }) => sum + (stageOf(fit.model, stage).kind === "done" ? 0 : meanWip),
      0,
    );
    const seen = fit.model.stages.reduce((sum, { meanWip }) => sum + meanWip, 0);
    expect(simulated / seen).toBeGreaterThan(0.85);
    expect(simulated / seen).toBeLessThan(1.15);
  });

  test("foretells four weeks it has not seen, and is told off when the world changed: the control", () => {
    expect(checkFit(history, facts, fit, 4)).toMatchObject({ verdict: "good", isKeptBack: true });
    const until = DEMO_START + 12 * WEEK;
    const more: Organisation = {
      ...truth,
      channels: [
        ...truth.channels,
        { ...truth.channels[0]!, name: "campaign", between: { kind: "exponential", mean: HOUR / 6 } },
      ],
    };
    const calm = runHistory(truth, { seed: "calm", from: DEMO_START, until: DEMO_START + 8 * WEEK });
    const busy = runHistory(more, { seed: "busy", from: DEMO_START + 8 * WEEK, until });
    const renamed = busy.items.map((item) => ({ ...item, item: `campaign/${item.item}` }));
    const changed = { stages: busy.stages, items: [...calm.items.filter((item) => item.finishedAt), ...renamed] };
    const whole = fittedOrganisation(changed, facts, span);
    expect(checkFit(changed, facts, whole, 4).verdict).toBe("bad");
  });

  test("is the same to the bit when fitted again", () => {
    expect(fittedOrganisation(history, facts, span).model).toEqual(fit.model);
  });
});

describe("people who carry several items at once", () => {
  const truth: Organisation = {
    teams: [
      {
        name: "team",
        calendar: workingCalendar(office),
        people: Array.from({ length: 2 }, (_, i) => ({ name: `person ${i}` })),
      },
    ],
    stages: [
      { name: "waiting", kind: "queue", team: "team", next: [{ stage: "doing", share: 1 }] },
      {
        name: "doing",
        kind: "active",
        team: "team",
        effort: { kind: "exponential", mean: 2 * HOUR },
        rest: { kind: "exponential", mean: 30 * HOUR },
        next: [{ stage: "done", share: 1 }],
      },
      { name: "done", kind: "done" },
    ],
    channels: [
      {
        name: "door",
        stage: "waiting",
        between: { kind: "exponential", mean: 2 * HOUR },
        calendar: workingCalendar(office),
      },
    ],
  };
  const span = { from: DEMO_START + 4 * WEEK, until: DEMO_START + 40 * WEEK };
  const history = runHistory(truth, { seed: 5, from: DEMO_START, until: span.until });

  test("are seen to: what lies still is not taken for work, and one person more changes little", () => {
    const { model } = fittedOrganisation(history, factsOf(truth), span);
    const [team] = model.teams;
    expect(team!.people).toBe(2);
    expect(team!.atOnce).toBeGreaterThan(8);
    const doing = stageOf(model, "doing");
    expect(meanOf(doing.stay) / HOUR).toBeGreaterThan(25);
    expect(doing.rest).toBeGreaterThan(doing.effort);
  });
});

describe("what cannot be fitted or stands still", () => {
  const truth = demoOrganisation();
  const until = DEMO_START + 5 * WEEK;
  const history = runHistory(truth, { seed: "short", from: DEMO_START, until });

  test("too short a history and too little finished are refused with what is needed", () => {
    const facts = factsOf(truth);
    expect(() => fitOrganisation(history, facts, { from: until - 2 * WEEK, until })).toThrow(
      expect.objectContaining({ code: "too_short_history", message: expect.stringContaining("3 weeks") as string }),
    );
    const little = { ...history, items: history.items.slice(0, 12) };
    expect(() => fitOrganisation(little, facts, { from: DEMO_START, until })).toThrow(
      expect.objectContaining({ code: "too_little_finished", message: expect.stringContaining("there are") as string }),
    );
  });

  test("hours that nobody keeps give way to those in which things happen", () => {
    const night: CalendarPlan = { ...office, week: Array.from({ length: 7 }, () => [{ from: 0, to: 240 }]) };
    const facts = factsOf(truth);
    const moved = { ...facts, teams: facts.teams.map((team) => ({ ...team, calendar: night })) };
    const { model } = fitOrganisation(history, moved, { from: DEMO_START, until });
    const desk = model.teams.find(({ id }) => id === "desk")!;
    expect(desk.hours).toBe("seen");
    const hours = model.calendars[desk.calendar]!.week.flat().reduce((sum, { from, to }) => sum + (to - from) / 60, 0);
    expect(hours).toBeGreaterThan(30);
    expect(hours).toBeLessThan(50);
    expect(fitOrganisation(history, facts, { from: DEMO_START, until }).model.teams[0]!.hours).toBe("set");
  });

  test("an item that has stood far longer than any that left stays where it is and counts", () => {
    const [first] = history.stages;
    const forgotten = {
      ...history.items[0]!,
      item: "mail/forgotten",
      arrivedAt: DEMO_START - 50 * WEEK,
      finishedAt: undefined,
      stays: [{ stage: first!, from: DEMO_START - 50 * WEEK, to: undefined }],
      blocks: [],
      handOffs: [],
    };
    const { model } = fitOrganisation({ ...history, items: [...history.items, forgotten] }, factsOf(truth), {
      from: DEMO_START,
      until,
    });
    expect(model.standing).toEqual([{ stage: "triage", count: 1 }]);
    expect(model.underWay.some(({ arrivedAt }) => arrivedAt < DEMO_START)).toBe(false);
  });

  test("what is given up leaves without being finished", () => {
    const items = history.items.map((item, at) =>
      at % 10 === 0 && item.finishedAt !== undefined
        ? { ...item, finishedAt: undefined, droppedAt: item.finishedAt, stays: item.stays.slice(0, -1) }
        : item,
    );
    const { model } = fitOrganisation({ ...history, items }, factsOf(truth), { from: DEMO_START, until });
    expect(model.stages.at(-1)!.id).toBe(GIVEN_UP_STAGE);
    const ways = stageOf(model, "first line").next;
    expect(ways.find(({ stage }) => stage === GIVEN_UP_STAGE)!.share).toBeGreaterThan(0.05);
    expect(ways.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
