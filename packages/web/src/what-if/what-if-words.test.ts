import { DEMO_START } from "@throughline/domain/simulation/demo-organisation";
import type { Difference, Outcome } from "@throughline/domain/simulation/what-if/outcome";
import { describe, expect, test } from "vitest";
import { changeWords } from "./change-words.ts";
import { fitSentence, restsOn } from "./fit-words.ts";
import { leverGroups } from "./levers.ts";
import { judged, outcomeSentence, rangeText, todaySentence } from "./outcome-words.ts";
import type { WhatIfBase } from "./what-if-base.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const difference = (mean: number, reach: number): Difference => ({
  mean,
  low: mean - reach,
  high: mean + reach,
  from: mean - 3 * reach,
  to: mean + 3 * reach,
});
const outcome = (name: string, measures: Outcome["measures"], backlogCount = 10): Outcome => ({
  name,
  measures,
  times: [],
  finished: [],
  finishedInWeek: [],
  wip: [],
  wipByStage: [],
  load: [],
  backlog: [],
  backlogCount,
});
const spread = (mean: number) => ({ mean, low: mean * 0.8, high: mean * 1.2 });

const today = outcome("", {
  p85_time: spread(9.4 * DAY),
  finished_per_week: spread(12),
  wip_at_end: spread(30),
  backlog_85: spread(8 * DAY),
});

describe("what an alternative does, in words", () => {
  test("says how long items take instead, how sure that is, and what is under way at the end", () => {
    const better = outcome("One more person", {
      p85_time: { ...spread(6.1 * DAY), difference: difference(-3.25 * DAY, 0.65 * DAY) },
      wip_at_end: { ...spread(22), difference: difference(-8, 2) },
    });
    expect(outcomeSentence(better.name, better, today, 12)).toBe(
      "With “One more person” 85 % of items are done within 6.1 days instead of 9.4 days (difference −3.9 to −2.6 days); 8 fewer are under way after 12 weeks.",
    );
  });

  test("does not make a difference of what chance alone may be", () => {
    const same = outcome("A", {
      p85_time: { ...spread(9.3 * DAY), difference: difference(-0.1 * DAY, 0.4 * DAY) },
      wip_at_end: { ...spread(30), difference: difference(0.2, 1) },
    });
    const text = outcomeSentence("A", same, today, 1);
    expect(text).toContain("take as long as today, as far as can be told");
    expect(text).toContain("about as many are under way after 1 week");
    expect(judged("p85_time", same.measures.p85_time!.difference!)).toBe("same");
  });

  test("does not say one figure instead of the same one", () => {
    const hours = { p85_time: { ...spread(9.39 * DAY), difference: difference(-5 * HOUR, HOUR) } };
    expect(outcomeSentence("A", outcome("A", hours), today, 4)).toContain(
      "done a little sooner than today, within 9.4 days (difference −6.0 to −4.0 hours)",
    );
  });

  test("says so where nothing arrives, and where the backlog is not done in time", () => {
    expect(outcomeSentence("A", outcome("A", {}), today, 4)).toContain("too few items arrive");
    expect(todaySentence(outcome("", {}, 0), 4)).toBe("Nothing arrives and nothing is finished in this time.");
    expect(todaySentence(outcome("", { wip_at_end: spread(5) }, 5), 4)).toContain("85 % are not done in that time");
    expect(todaySentence(today, 12)).toContain("Of the 10 under way today 85 % are done within 8 days.");
  });

  test("knows which way is better, and where that depends", () => {
    expect(judged("p85_time", difference(-DAY, 1))).toBe("better");
    expect(judged("p85_time", difference(DAY, 1))).toBe("worse");
    expect(judged("finished_per_week", difference(-2, 1))).toBe("other");
    expect(rangeText("p85_time", -3 * HOUR, 30 * HOUR)).toBe("−3.0 to +30 hours");
  });
});

/** A desk with a queue, eight weeks of history. */
const base: WhatIfBase = {
  asOf: new Date(DEMO_START + 8 * WEEK).toISOString(),
  isPast: false,
  firstAt: new Date(DEMO_START).toISOString(),
  items: 100,
  leftOut: 0,
  names: {
    teams: { t1: "Desk" },
    stages: { s1: "Waiting", s2: "Doing", s3: "Done" },
    channels: { hand: "Made by hand", f: "A form" },
  },
  model: {
    from: DEMO_START,
    until: DEMO_START + 8 * WEEK,
    calendars: [
      {
        zone: { name: "UTC", initial: 0, transitions: [] },
        week: [...Array.from({ length: 5 }, () => [{ from: 540, to: 1020 }]), [], []],
        exceptions: [],
      },
    ],
    teams: [
      {
        id: "t1",
        members: 5,
        people: 4,
        atOnce: 4,
        most: 9,
        isLimitSeen: true,
        share: 1,
        calendar: 0,
        hours: "set",
        order: "class",
        pull: "finish_first",
      },
    ],
    stages: [
      {
        id: "s1",
        kind: "queue",
        team: "t1",
        visits: 90,
        stay: [HOUR],
        effort: 0,
        rest: 1,
        next: [{ stage: "s2", share: 1 }],
        meanWip: 4,
      },
      {
        id: "s2",
        kind: "active",
        team: "t1",
        visits: 90,
        stay: [HOUR],
        effort: 1,
        rest: 0,
        limit: 6,
        limitIs: "seen",
        blocks: { share: 0.12, wait: [HOUR] },
        next: [
          { stage: "s3", share: 0.9 },
          { stage: "s1", share: 0.1 },
        ],
        meanWip: 3,
      },
      { id: "s3", kind: "done", visits: 0, stay: [], effort: 0, rest: 0, next: [], meanWip: 0 },
    ],
    channels: [
      {
        id: "way in 1",
        channel: "hand",
        stage: "s1",
        count: 60,
        perWeek: 7.5,
        between: { kind: "exponential", mean: HOUR },
        calendar: 0,
        classes: { standard: 1 },
      },
      {
        id: "way in 2",
        channel: "f",
        stage: "s1",
        count: 30,
        perWeek: 3.75,
        between: { kind: "exponential", mean: HOUR },
        calendar: 0,
        classes: { standard: 1 },
      },
    ],
    classes: [{ name: "standard", rank: 0 }],
    interruptions: [],
    underWay: [],
    standing: [{ stage: "s1", count: 2 }],
  },
  check: {
    from: DEMO_START + 6 * WEEK,
    until: DEMO_START + 8 * WEEK,
    isKeptBack: true,
    runs: 40,
    measures: [
      { measure: "finished_per_week", seen: 12, simulated: 11.5, low: 9, high: 14, verdict: "good" },
      { measure: "p85_time", seen: 5 * DAY, simulated: 5.2 * DAY, low: 4 * DAY, high: 7 * DAY, verdict: "good" },
      { measure: "wip_at_end", seen: 0, simulated: 20, low: 14, high: 30, verdict: "bad" },
    ],
    verdict: "good",
    changesPerWeek: 100,
  },
};
const stageName = (id: string) => base.names.stages[id] ?? "";

describe("what can be changed", () => {
  const groups = leverGroups(base, stageName);
  const lever = (place: string) => groups.flatMap(({ levers }) => levers).find((one) => one.place === place)!;

  test("stands beside today's value, with what is to be known of it", () => {
    expect(groups.map(({ title }) => title)).toEqual(["What comes in", "Desk"]);
    expect(lever("arrivals:all")).toMatchObject({ today: 100, note: "11 a week" });
    expect(lever("people:t1")).toMatchObject({ today: 4, note: "of 5 members: no more were at this work at once" });
    expect(lever("hours:t1")).toMatchObject({ today: 40 });
    expect(lever("limit:s1")).toMatchObject({ today: null, canBeNone: true });
    expect(lever("limit:s2")).toMatchObject({ today: 6, note: "none is kept: the most it held" });
    expect(lever("blocked:s2")).toMatchObject({ today: 12 });
    expect(lever("rework:s2")).toMatchObject({ today: 10 });
    expect(lever("answers:t1")).toBeUndefined();
  });

  test("is said on a chip with where it is and what it was", () => {
    expect(changeWords({ kind: "people", team: "t1", people: 1 }, groups)).toBe("Desk: 1 person (4)");
    expect(changeWords({ kind: "limit", stage: "s1", limit: 3 }, groups)).toBe("Waiting: limit 3 (none)");
    expect(changeWords({ kind: "arrivals", channel: null, percent: 80 }, groups)).toBe("All arrivals: −20 %");
    expect(changeWords({ kind: "people", team: "gone", people: 1 }, groups)).toBe("Something that is no longer there");
  });
});

describe("how far a model can be believed, in words", () => {
  test("names what it expected and what it was", () => {
    expect(fitSentence(base)).toBe(
      "The model fits what happened. Told only what was known before, it expects for the last 2 weeks 12 finished a week, and it was 12; 85 % done within 5.2 days, and it was 5 days.",
    );
  });

  test("says plainly where it does not, and the likeliest reason", () => {
    const bad = { ...base, check: { ...base.check, verdict: "bad" as const, isKeptBack: false } };
    expect(fitSentence(bad)).toContain("does not fit what happened, so take differences as a hint at most");
    expect(fitSentence(bad)).toContain("nothing is left open at its end");
    const [pace, ...rest] = bad.check.measures;
    const busier = { ...bad.check, measures: [{ ...pace!, seen: 40 }, ...rest.slice(0, 1)] };
    expect(fitSentence({ ...bad, check: busier })).toContain("Much more was finished in those 2 weeks");
  });

  test("tells what it rests on: hands, hours, and what stands still", () => {
    expect(restsOn(base)).toEqual([
      "Desk: 4 people, one item each at a time; what is more waits for its turn.",
      "2 items have stood longer in a stage than any that left it: counted as under way, and left where they stand.",
    ]);
    const [team] = base.model.teams;
    const many = {
      ...base,
      leftOut: 5,
      model: {
        ...base.model,
        standing: [],
        teams: [{ ...team!, atOnce: 12, isLimitSeen: false, hours: "seen" as const }],
      },
    };
    const [hands, hours, left] = restsOn(many);
    expect(hands).toBe(
      "Desk: 4 people with about 3 items each at once. Items were not seen to wait for each other, so what is more than one item each counts as lying still, which no further person shortens.",
    );
    const untold = { ...base, model: { ...base.model, standing: [], teams: [{ ...team!, isLimitSeen: false }] } };
    expect(restsOn(untold)[0]).toContain("Whether more has to wait, history does not show");
    expect(hours).toContain("those in which work was seen to end");
    expect(left).toContain("5 items");
  });
});
