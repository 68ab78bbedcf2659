import { describe, expect, test } from "vitest";
import { calendarOf, calendarProblem, ruleOf, weekly, type Calendar } from "./calendar-rule.ts";
import { calendarWords } from "./calendar-words.ts";
import { dayAt, nextTimes } from "./next-times.ts";

const rules: [string, string][] = [
  ["FREQ=DAILY;BYHOUR=6", "Every day at 06:00"],
  ["FREQ=DAILY;INTERVAL=3;BYHOUR=6,18;BYMINUTE=30", "Every 3 days at 06:30 and 18:30"],
  ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=9", "Every Monday at 09:00"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9", "Every weekday at 09:00"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;BYHOUR=9", "Every 2 weeks on Tuesday and Thursday at 09:00"],
  ["FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9", "On the 1st of every month at 09:00"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=17", "On the last day of every month at 17:00"],
  ["FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE;BYHOUR=9", "On the second Wednesday of every 3 months at 09:00"],
  ["FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17", "On the last Friday of every month at 17:00"],
];

describe("a rule and its fields", () => {
  test.each(rules)("%s reads “%s” and comes back unchanged", (rule, words) => {
    const calendar = calendarOf(rule);
    expect(calendar.unit).not.toBe("own");
    expect(calendarWords(calendar)).toBe(words);
    expect(ruleOf(calendar)).toBe(rule);
  });

  test.each([
    "FREQ=HOURLY",
    "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1",
    "FREQ=WEEKLY;BYDAY=MO;COUNT=5",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
    "FREQ=WEEKLY",
    "FREQ=DAILY;BYDAY=MO",
    "",
  ])("%j says more than the fields can, and is kept as it is written", (rule) => {
    expect(calendarOf(rule)).toMatchObject({ unit: "own", rule });
    expect(ruleOf(calendarOf(rule))).toBe(rule);
  });

  test("times out of order and twice become one rule", () => {
    expect(ruleOf({ ...weekly, times: ["15:30", "09:30", "15:30"] })).toBe(
      "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,15;BYMINUTE=30",
    );
  });

  test.each<[Partial<Calendar>, RegExp]>([
    [{ days: [] }, /day of the week/],
    [{ interval: 0 }, /1 to 1000/],
    [{ times: [] }, /time/],
    [{ times: ["09:00", "15:30"] }, /share their minutes/],
    [{ unit: "own", rule: " " }, /rule/],
  ])("%j is refused", (more, message) => {
    expect(calendarProblem({ ...weekly, ...more })).toMatch(message);
    expect(calendarProblem(weekly)).toBeNull();
  });
});

describe("the next times", () => {
  const after = (text: string) => Date.parse(`${text}Z`);
  const times = (rule: string, zone: string, from: string, count: number, startsOn = "2026-01-01") =>
    nextTimes(calendarOf(rule), startsOn, zone, after(from), count).map((time) =>
      new Date(time).toISOString().slice(0, 16),
    );

  test("stay at nine on the wall clock when summer time begins", () => {
    expect(times("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9", "Europe/Berlin", "2026-03-20T00:00", 3)).toEqual([
      "2026-03-23T08:00",
      "2026-03-30T07:00",
      "2026-04-06T07:00",
    ]);
  });

  test("come an hour later where the clocks skip the time, and once where they show it twice", () => {
    const rule = "FREQ=DAILY;BYHOUR=2;BYMINUTE=30";
    expect(times(rule, "Europe/Berlin", "2026-03-28T00:00", 3)).toEqual([
      "2026-03-28T01:30",
      "2026-03-29T01:30",
      "2026-03-30T00:30",
    ]);
    expect(times(rule, "Europe/Berlin", "2026-10-24T12:00", 2)).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
  });

  test("count intervals from the first day: its week, its month", () => {
    // 1 January 2026 is a Thursday; its week is the first.
    expect(times("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYHOUR=0", "UTC", "2026-01-01T00:00", 4)).toEqual([
      "2026-01-04T00:00",
      "2026-01-12T00:00",
      "2026-01-18T00:00",
      "2026-01-26T00:00",
    ]);
    expect(times("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;BYHOUR=0", "UTC", "2026-01-01T00:00", 3)).toEqual([
      "2026-01-31T00:00",
      "2026-03-31T00:00",
      "2026-05-31T00:00",
    ]);
  });

  test("find the last day and the last Friday of each month", () => {
    expect(times("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=0", "UTC", "2026-01-01T00:00", 3)).toEqual([
      "2026-01-31T00:00",
      "2026-02-28T00:00",
      "2026-03-31T00:00",
    ]);
    expect(times("FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17", "UTC", "2026-01-01T00:00", 2)).toEqual([
      "2026-01-30T17:00",
      "2026-02-27T17:00",
    ]);
  });

  test("never begin before the first day, and are none for what the fields cannot say", () => {
    expect(times("FREQ=DAILY;BYHOUR=9", "UTC", "2026-01-01T00:00", 1, "2027-05-03")).toEqual(["2027-05-03T09:00"]);
    expect(times("FREQ=YEARLY;BYMONTH=6", "UTC", "2026-01-01T00:00", 5)).toEqual([]);
  });

  test("fall on the day of the zone, not of Greenwich", () => {
    const [first = 0] = nextTimes(
      calendarOf("FREQ=WEEKLY;BYDAY=MO;BYHOUR=1"),
      "2026-01-01",
      "Pacific/Auckland",
      after("2026-01-01T00:00"),
      1,
    );
    expect(new Date(first).toISOString()).toBe("2026-01-04T12:00:00.000Z");
    expect(dayAt("Pacific/Auckland", first)).toBe("2026-01-05");
  });
});
