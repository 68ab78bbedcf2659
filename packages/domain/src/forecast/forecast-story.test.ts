/** The worked example of docs/methods/forecast-over-time.md, and what a story of a forecast must keep to. */
import { describe, expect, test } from "vitest";
import { readHistory, type FlowEvent, type FlowStage } from "../flow/history.ts";
import { samplePoisson } from "../numbers/poisson.ts";
import { randomStream } from "../numbers/random.ts";
import { dayNumber } from "../time/civil-date.ts";
import { fixedZone } from "../time/zone-offsets.ts";
import { forecastMove, splitMove, type ForecastMove } from "./forecast-move.ts";
import { ForecastRecord, type ForecastAsked, type Setting } from "./forecast-record.ts";
import { forecastStory, reliability, weeklyPoints } from "./forecast-story.ts";
import { aWeek, dayInWords, grouped, moveInWords, reasonsOf } from "./forecast-words.ts";
import { standingAt } from "./known-then.ts";
import { teamDays } from "./team-days.ts";
import { forecastThroughput, whenDone } from "./throughput-forecast.ts";

const stages: FlowStage[] = [
  { id: "queue", kind: "queue" },
  { id: "doing", kind: "active" },
  { id: "done", kind: "done" },
];
/** Two hours east of Greenwich: a day begins at 22:00 the evening before. */
const zone = fixedZone("Test", 120);
const days = teamDays(zone);
const HOUR = 3_600_000;
const monday = dayNumber("2025-09-01");

/** Builds events; `noon` of a day is well inside it. */
function log() {
  const events: FlowEvent[] = [];
  const noon = (day: number) => days.start(day) + 12 * HOUR;
  let next = 0;
  return {
    noon,
    enter: (item: string, at: number, stage = "queue") => events.push({ name: "entered", item, at, stage }),
    drop: (item: string, at: number) => events.push({ name: "dropped", item, at }),
    /** So many other items, begun and finished on the day. */
    others: (day: number, count: number) => {
      for (let i = 0; i < count; i++) {
        const item = `other ${next++}`;
        events.push({ name: "entered", item, at: noon(day), stage: "doing" });
        events.push({ name: "entered", item, at: noon(day) + HOUR, stage: "done" });
      }
    },
    history: () =>
      readHistory(
        events.toSorted((a, b) => a.at - b.at),
        stages,
      ),
  };
}

/** Twenty weeks of 2, 3, 1, 4, 2, 0, 0 by others; thirty wanted items wait since the last day. */
function worked() {
  const told = log();
  const pattern = [2, 3, 1, 4, 2, 0, 0];
  for (let day = 0; day < 140; day++) told.others(monday + day, pattern[day % 7]!);
  for (let i = 0; i < 30; i++) told.enter(`wanted ${i}`, told.noon(monday + 139));
  return { ...told, now: monday + 140, pattern };
}

const record = (more: Partial<ForecastAsked> & Pick<ForecastAsked, "history">) =>
  new ForecastRecord({ days, wanted: (item) => item.startsWith("wanted"), seed: 1, ...more });
const at = (day: number) => ({ day, at: days.start(day) });

describe("a forecast of wanted items", () => {
  test("is the throughput forecast of their number, as dates", () => {
    const { history, now, pattern } = worked();
    const asked = record({ history: history() });
    const setting = { start: now, count: asked.countAt(at(now)), pace: now, arrivals: now };
    expect(setting.count).toBe(30);
    const plain = forecastThroughput(Array.from({ length: 140 }, (_, day) => pattern[day % 7]!));
    for (const confidence of [0.5, 0.85, 0.95]) {
      const ahead = whenDone(plain, 30, confidence)!;
      // Finished within one day is finished on the first day.
      expect(asked.dayOf(setting, confidence)).toBe(now + ahead - 1);
      expect(asked.chanceWithin(setting, ahead)).toBeGreaterThanOrEqual(confidence - 1e-9);
      expect(asked.chanceWithin(setting, ahead - 1)).toBeLessThan(confidence);
    }
  });

  test("counts what is finished since the morning as still to do, for the day's work is still ahead", () => {
    const { history, enter, noon, now } = worked();
    enter("wanted 0", noon(now), "done");
    const asked = record({ history: history() });
    expect(asked.countAt({ day: now, at: noon(now) + HOUR })).toBe(30);
    expect(asked.countAt(at(now + 1))).toBe(29);
  });

  test("needs 14 days since the first finish, and says how many are missing", () => {
    const told = log();
    told.enter("wanted", told.noon(monday));
    expect(() => record({ history: told.history() }).finishing(monday + 30)).toThrow("Nothing was finished yet");
    told.others(monday + 2, 1);
    const asked = record({ history: told.history() });
    expect(() => asked.finishing(monday + 13)).toThrow("there are 11. Ask again in 3 days");
    expect(asked.finishing(monday + 16)).toBeDefined();
  });

  test("goes round the team's days off", () => {
    const { history, now } = worked();
    const off = teamDays(zone, (day) => (day >= now && day < now + 14 ? 0 : 1));
    const setting = { start: now, count: 30, pace: now, arrivals: now };
    const usual = record({ history: history() }).dayOf(setting, 0.5)!;
    const later = record({ history: history(), days: off }).dayOf(setting, 0.5)!;
    expect(later - usual).toBe(14);
  });

  test("with new arrivals is later, and beyond telling where more arrives than is finished", () => {
    const arriving = (perWeek: number) => {
      const told = log();
      for (let day = 0; day < 140; day++) told.others(monday + day, [2, 3, 1, 4, 2, 0, 0][day % 7]!);
      // What there was to begin with is no growth: it all came on one day.
      for (let i = 0; i < 30; i++) told.enter(`wanted ${i}`, told.noon(monday + 56));
      for (let day = 57; day < 140; day++) {
        const count = day % 7 === 1 ? perWeek : 0;
        for (let i = 0; i < count; i++) told.enter(`wanted late ${day} ${i}`, told.noon(monday + day));
      }
      return record({ history: told.history(), growing: true });
    };
    const setting = { start: monday + 140, count: 30, pace: monday + 140, arrivals: monday + 140 };
    const alone = record({ history: worked().history() }).dayOf(setting, 0.85)!;
    const few = arriving(3);
    expect(few.arrivedDaily(monday + 140).reduce((sum, count) => sum + count, 0)).toBe(36);
    expect(few.dayOf(setting, 0.85)!).toBeGreaterThan(alone + 3);
    expect(few.chanceWithin(setting, few.dayOf(setting, 0.85)! - setting.start + 1)).toBeGreaterThanOrEqual(0.85);
    expect(arriving(20).dayOf(setting, 0.85)).toBeUndefined();
  });
});

describe("a forecast made again as of a day", () => {
  test("knows nothing that happened later", () => {
    const { history, now, others, enter, drop, noon } = worked();
    const before = record({ history: history() });
    const setting = { start: now, count: 30, pace: now, arrivals: now };
    const then = before.dayOf(setting, 0.85);
    for (let day = 0; day < 30; day++) others(now + day, 9);
    for (let i = 0; i < 20; i++) enter(`wanted ${i}`, noon(now + 3), "done");
    drop("wanted 25", noon(now + 2));
    const after = record({ history: history() });
    expect(after.countAt(at(now))).toBe(30);
    expect(after.dayOf(setting, 0.85)).toBe(then);
    // The control: a week on it is another date.
    expect(after.dayOf({ ...setting, pace: now + 7 }, 0.85)).not.toBe(then);
  });

  test("knows a finish that was taken back later, and not one that came back", () => {
    const told = log();
    const day = monday;
    told.enter("a", told.noon(day), "doing");
    told.enter("a", told.noon(day + 1), "done");
    told.enter("a", told.noon(day + 5), "doing");
    told.drop("a", told.noon(day + 9));
    told.enter("a", told.noon(day + 12), "queue");
    const [flow] = told.history().items;
    const states = [0, 1, 2, 6, 10, 13].map((after) => standingAt(flow!, days.start(day + after)).state);
    expect(states).toEqual(["absent", "open", "finished", "open", "dropped", "open"]);
  });
});

describe("why a forecast moved", () => {
  test("is told in days that add up: the worked example", () => {
    // Two a day finished thirty in fifteen days; a week later ten are finished, four are added, and the pace is 2.5 a day.
    const from = dayNumber("2026-03-02");
    const to = from + 7;
    const before = { start: from, count: 30, pace: from, arrivals: 0 };
    const after = { start: to, count: 24, pace: to, arrivals: 0 };
    const dayOf = ({ start, count, pace }: Setting) => start + Math.ceil(count / (pace === from ? 2 : 2.5)) - 1;
    const parts = splitMove(before, after, { added: 4, finished: 10, dropped: 0 }, dayOf);
    const rounded = Object.fromEntries(Object.entries(parts).map(([cause, days]) => [cause, Number(days.toFixed(9))]));
    expect(rounded).toEqual({ time: 7, finished: -4.5, added: 2, dropped: 0, pace: -2.5, arrivals: 0 });
    const move: ForecastMove = {
      from,
      to,
      changes: {
        added: ["a", "b", "c", "d"],
        cameBack: [],
        finished: Array.from({ length: 10 }, String),
        dropped: [],
      },
      count: { before: 30, after: 24 },
      pace: { before: 14, after: 17.5 },
      arrivals: undefined,
      when: { before: dayOf(before), after: dayOf(after) },
      parts,
    };
    expect(moveInWords(move, 0.85)).toBe(
      "85 % likely by 18 March; was 16 March; only ten items were finished in a week (+3 days), the pace rose from 14 to 18 a week (−3 days), four items were added (+2 days)",
    );
    expect(reasonsOf(move).reduce((sum, reason) => sum + reason.days, 0)).toBe(2);
  });

  test("says what came of it where there was no date, or is none any more", () => {
    const { history, now } = worked();
    const move = forecastMove(record({ history: history() }), at(now - 1), at(now), 0.85);
    expect(move.count).toEqual({ before: 0, after: 30 });
    const words = (when: ForecastMove["when"], count = move.count) =>
      moveInWords({ ...move, when, count, parts: undefined }, 0.85);
    const date = move.when.after!;
    expect(words({ before: undefined, after: date })).toBe(
      `85 % likely by ${dayInWords(date, now)}; was beyond what can be told`,
    );
    expect(words({ before: date, after: undefined })).toContain("85 % likely only beyond what can be told; was ");
    expect(words({ before: date, after: now - 1 }, { before: 30, after: 0 })).toBe("nothing is left to do");
  });

  test("names items added, back, finished and dropped, and their numbers add up to the count", () => {
    const { history, enter, drop, noon, now } = worked();
    enter("wanted 0", noon(now), "done");
    enter("wanted 0", noon(now + 2), "doing");
    enter("wanted 1", noon(now + 1), "done");
    drop("wanted 2", noon(now + 1));
    enter("wanted new", noon(now + 3));
    enter("wanted brief", noon(now + 3));
    enter("wanted brief", noon(now + 4), "done");
    const asked = record({ history: history() });
    const whole = forecastMove(asked, at(now), at(now + 7), 0.85);
    expect(whole.changes).toEqual({
      added: ["wanted new", "wanted brief"],
      cameBack: [],
      finished: ["wanted 1", "wanted brief"],
      dropped: ["wanted 2"],
    });
    expect(whole.count).toEqual({ before: 30, after: 29 });
    // From the day after it was finished, the one that came back is news.
    expect(forecastMove(asked, at(now + 1), at(now + 7), 0.85).changes!.cameBack).toEqual(["wanted 0"]);
  });

  test("adds up for any history, and gives nothing to what did not happen", () => {
    const random = randomStream(5);
    const told = log();
    for (let day = 0; day < 200; day++) told.others(monday + day, samplePoisson(random, 1 + (day % 50) / 25));
    for (let i = 0; i < 60; i++) {
      const from = 60 + random.nextInt(130);
      told.enter(`wanted ${i}`, told.noon(monday + from));
      if (i % 3 === 0) told.enter(`wanted ${i}`, told.noon(monday + from + 9), "done");
      if (i % 7 === 1) told.drop(`wanted ${i}`, told.noon(monday + from + 4));
    }
    for (const growing of [false, true]) {
      const asked = record({ history: told.history(), growing });
      for (let day = monday + 130; day < monday + (growing ? 131 : 190); day += 30) {
        const move = forecastMove(asked, at(day), at(day + 7), 0.85);
        if (move.parts === undefined) continue;
        const sum = Object.values(move.parts).reduce((total, part) => total + part, 0);
        expect(sum).toBeCloseTo(move.when.after! - move.when.before!, 9);
        if (!growing) expect(move.parts.arrivals).toBe(0);
        if (move.changes!.dropped.length === 0) expect(move.parts.dropped).toBe(0);
      }
    }
  });

  test("a number typed in moves by time and pace alone", () => {
    const { history, now } = worked();
    const move = forecastMove(record({ history: history(), wanted: 12 }), at(now - 7), at(now), 0.85);
    expect(move.changes).toBeUndefined();
    expect(moveInWords(move, 0.85)).toMatch(/; a week passed \(\+\d days\)/);
    expect(move.parts).toMatchObject({ finished: 0, added: 0, dropped: 0 });
    expect(move.parts!.time).toBeCloseTo(7, 9);
  });
});

test("numbers are parted at thousands, and a pace has a decimal only where that says something", () => {
  expect([7, 999, 7982, 1234567].map(grouped)).toEqual(["7", "999", "7,982", "1,234,567"]);
  expect([0.04, 3.36, 9.96, 3737.2].map(aWeek)).toEqual(["0", "3.4", "10", "3,737"]);
});

describe("the story of a forecast", () => {
  test("goes by weeks from where there is enough history, and ends now", () => {
    const { history, now } = worked();
    const asked = record({ history: history() });
    const points = weeklyPoints(asked, { day: now, at: days.start(now) + 9 * HOUR }, 30);
    expect(points).toHaveLength(31);
    const story = forecastStory(asked, points, [0.5, 0.85, 0.95], 0.85);
    // Monday 1 September is the first day with a finish; two weeks later it could be told.
    expect(story[0]).toMatchObject({ day: monday + 14, count: 0, move: undefined });
    expect(story).toHaveLength(19);
    expect(story.at(-1)).toMatchObject({ day: now, count: 30 });
    expect(story.at(-1)!.move!.changes!.added).toHaveLength(30);
    expect(() => forecastStory(asked, [points[3]!, points[2]!], [0.85], 0.85)).toThrow("Points must rise");
  });

  test("judges past forecasts by what came true: a steady team holds what is said, a team that stops does not", () => {
    const { history, now } = worked();
    const steady = reliability(record({ history: history() }), now, [0.5, 0.85, 0.95]);
    // Twenty weeks less two to begin with and four ahead.
    expect(steady).toEqual({ days: 28, of: 15, held: [expect.any(Number), 15, 15] });
    const stopped = reliability(record({ history: history() }), now + 28, [0.5, 0.85, 0.95]);
    expect(stopped.of).toBe(19);
    expect(stopped.held[1]).toBeLessThan(18);
    expect(reliability(record({ history: history() }), monday + 3, [0.85])).toEqual({ days: 28, of: 0, held: [0] });
  });
});
