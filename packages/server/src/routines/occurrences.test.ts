import { expect, test } from "vitest";
import { dayIn, daysLater, occurrences, startOfDay, upcoming, type Occurrences } from "./occurrences.ts";

function rule(text: string, timeZone = "Europe/Lisbon", startsOn = "2026-01-01"): Occurrences {
  const read = occurrences(text, startsOn, timeZone);
  if ("problem" in read) throw new Error(read.problem);
  return read.occurrences;
}
const at = (text: string) => new Date(text);
const written = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 16));

test("every Monday at nine stays at nine on the wall clock when summer time begins", () => {
  const monday = rule("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9", "Europe/Berlin");
  expect(written(upcoming(monday, at("2026-03-20T00:00Z"), 3))).toEqual([
    "2026-03-23T08:00",
    "2026-03-30T07:00",
    "2026-04-06T07:00",
  ]);
});

test("a time the clocks skip comes an hour later that day, and the day is not lost", () => {
  const daily = rule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "Europe/Berlin");
  expect(written(upcoming(daily, at("2026-03-28T00:00Z"), 3))).toEqual([
    "2026-03-28T01:30",
    "2026-03-29T01:30",
    "2026-03-30T00:30",
  ]);
  expect(daily.latest(at("2026-03-29T01:30Z"))).toEqual(at("2026-03-29T01:30Z"));
  expect(daily.latest(at("2026-03-29T01:29Z"))).toEqual(at("2026-03-28T01:30Z"));
  expect(daily.next(at("2026-03-29T01:10Z"))).toEqual(at("2026-03-29T01:30Z"));
});

test("a time the clocks show twice comes once, the first time", () => {
  const daily = rule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "Europe/Berlin");
  expect(written(upcoming(daily, at("2026-10-24T12:00Z"), 2))).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
  expect(daily.next(at("2026-10-25T01:15Z"))).toEqual(at("2026-10-26T01:30Z"));
  expect(daily.latest(at("2026-10-25T01:45Z"))).toEqual(at("2026-10-25T00:30Z"));
});

test("an hourly rule comes up once for each hour of the wall clock on the day the clocks go back", () => {
  const hourly = rule("FREQ=HOURLY", "Europe/Berlin");
  const day = upcoming(hourly, at("2026-10-24T22:30Z"), 4);
  expect(new Set(day.map(Number)).size).toBe(4);
  expect(written(day)).toEqual(["2026-10-24T23:00", "2026-10-25T00:00", "2026-10-25T02:00", "2026-10-25T03:00"]);
});

test("next and latest agree through three years of clock changes", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]) {
    const daily = rule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", zone);
    const days = upcoming(daily, at("2026-01-01T00:00Z"), 1000);
    for (const [index, day] of days.entries()) {
      expect(daily.latest(day)).toEqual(day);
      if (index > 0) expect(daily.latest(new Date(day.getTime() - 1))).toEqual(days[index - 1]);
    }
    expect(new Set(days.map((day) => dayIn(day, zone))).size).toBe(1000);
  }
});

test.each([
  ["FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17", ["2026-01-30T17:00", "2026-02-27T17:00", "2026-03-27T17:00"]],
  ["FREQ=MONTHLY;BYMONTHDAY=31", ["2026-01-31T00:00", "2026-03-31T00:00", "2026-05-31T00:00"]],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-01-30T00:00", "2026-02-27T00:00", "2026-03-31T00:00"]],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", ["2026-01-01T00:00", "2026-01-13T00:00", "2026-01-15T00:00"]],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29T00:00", "2032-02-29T00:00", "2036-02-29T00:00"]],
])("%s comes up at the times a calendar shows", (text, times) => {
  expect(written(upcoming(rule(text, "UTC"), at("2025-12-31T12:00Z"), 3))).toEqual(times);
});

test("an end is counted on the wall clock of the zone, and the day it names is still in", () => {
  expect(written(upcoming(rule("FREQ=DAILY;UNTIL=20260103", "America/New_York"), at("2026-01-01T00:00Z"), 9))).toEqual([
    "2026-01-01T05:00",
    "2026-01-02T05:00",
    "2026-01-03T05:00",
  ]);
  const zulu = rule("FREQ=DAILY;UNTIL=20260103T040000Z", "America/New_York");
  expect(upcoming(zulu, at("2026-01-01T00:00Z"), 9)).toHaveLength(2);
  expect(upcoming(rule("FREQ=DAILY;COUNT=2", "UTC"), at("2025-12-01T00:00Z"), 9)).toHaveLength(2);
});

test("a rule that can never come up has no next time; one that is no rule says what is wrong", () => {
  expect(rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").next(at("2026-01-01T00:00Z"))).toBeNull();
  expect(occurrences("FREQ=SECONDLY", "2026-01-01", "UTC")).toHaveProperty("problem");
});

test("days are counted on the wall clock", () => {
  expect(dayIn(at("2026-03-28T23:30Z"), "Europe/Berlin")).toBe("2026-03-29");
  expect(startOfDay("2026-03-29", "Europe/Berlin")).toEqual(at("2026-03-28T23:00Z"));
  expect(daysLater(at("2026-03-28T09:00Z"), 1, "Europe/Berlin")).toEqual(at("2026-03-29T08:00Z"));
});
