import { expect, test } from "vitest";
import { fillTemplate } from "./fill-template.ts";
import { isoWeek } from "./iso-week.ts";
import { readRecurrence } from "./recurrence.ts";

test.each([
  ["2026-01-01", "2026-W01"],
  ["2027-01-01", "2026-W53"],
  ["2024-12-30", "2025-W01"],
  ["2026-03-16", "2026-W12"],
  ["2021-01-03", "2020-W53"],
])("%s is in ISO week %s", (date, week) => {
  expect(isoWeek(date)).toBe(week);
});

test("a template's {date} and {week} are those of the day it is made for; anything else in braces stays", () => {
  expect(fillTemplate("Backup check {week} ({date}, {date}) {who}", "2026-03-16")).toBe(
    "Backup check 2026-W12 (2026-03-16, 2026-03-16) {who}",
  );
});

test.each([
  ["FREQ=WEEKLY;BYDAY=MO;BYHOUR=9", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9"],
  ["rrule:freq=monthly;byday=-1fr;byhour=17;byminute=30", "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17;BYMINUTE=30"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
  ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;COUNT=3;", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;COUNT=3"],
  ["FREQ=HOURLY;INTERVAL=6", "FREQ=HOURLY;INTERVAL=6"],
])("%s is a rule", (text, rule) => {
  expect(readRecurrence(text)).toEqual({ recurrence: { rule, until: null } });
});

test("an end is read as a day to its last second, a wall clock or UTC, and taken off the rule", () => {
  const untilOf = (until: string) => {
    const reading = readRecurrence(`FREQ=DAILY;UNTIL=${until}`);
    return "recurrence" in reading ? reading.recurrence : reading.problem;
  };
  expect(untilOf("20261231")).toEqual({
    rule: "FREQ=DAILY",
    until: { date: "2026-12-31", time: "23:59:59", utc: false },
  });
  expect(untilOf("20261231T170000")).toMatchObject({ until: { time: "17:00:00", utc: false } });
  expect(untilOf("20261231T170000Z")).toMatchObject({ until: { utc: true } });
});

test.each([
  ["", /FREQ/],
  ["every monday", /NAME=VALUE/],
  ["FREQ=MINUTELY", /at most once an hour/],
  ["FREQ=DAILY;BYMINUTE=0,30", /BYMINUTE takes at most 1/],
  ["FREQ=DAILY;BYSECOND=5", /BYSECOND is not known/],
  ["FREQ=DAILY;CONSTRUCTOR=5", /CONSTRUCTOR is not known/],
  ["FREQ=DAILY;BYHOUR=24", /from 0 to 23/],
  ["FREQ=DAILY;INTERVAL=0", /from 1 to 1000/],
  ["FREQ=DAILY;INTERVAL=1.5", /whole numbers/],
  ["FREQ=WEEKLY;BYDAY=MONDAY", /BYDAY takes days/],
  ["FREQ=WEEKLY;BYDAY=1MO", /only monthly and yearly/],
  ["FREQ=MONTHLY;BYDAY=6MO", /from 1 to 5/],
  ["FREQ=WEEKLY;BYMONTHDAY=1", /BYDAY, not BYMONTHDAY/],
  ["FREQ=MONTHLY;BYWEEKNO=1", /FREQ=YEARLY only/],
  ["FREQ=DAILY;COUNT=2;UNTIL=20261231", /not both/],
  ["FREQ=DAILY;UNTIL=20260230", /UNTIL is a day/],
  ["FREQ=DAILY;FREQ=DAILY", /given twice/],
  ["FREQ=MONTHLY;BYSETPOS=1", /another part names/],
  ["FREQ=DAILY\nDTSTART:20260101", /NAME=VALUE|Give a frequency|not known/],
])("%j is refused, with what to do", (text, problem) => {
  const reading = readRecurrence(text);
  expect("problem" in reading ? reading.problem : "accepted").toMatch(problem);
});
