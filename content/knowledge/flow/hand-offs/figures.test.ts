import { fixedZone } from "@throughline/domain/time/zone-offsets";
import { workingCalendar, type WorkingCalendar } from "@throughline/domain/time/working-calendar";
import { addWorkingTime, nextWorkingInstant } from "@throughline/domain/time/working-time";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const HOUR = 3_600_000;
const hours = (utcOffset: number, from = 9, to = 17): WorkingCalendar =>
  workingCalendar({
    zone: fixedZone(`UTC${utcOffset}`, utcOffset * 60),
    week: [1, 1, 1, 1, 1, 0, 0].map((works) => (works ? [{ from: from * 60, to: to * 60 }] : [])),
    exceptions: [],
  });
const dublin = hours(0);
const singapore = hours(8);
const sanFrancisco = hours(-8);
/** Monday 2 March 2026 plus `days`, at an hour UTC. */
const at = (days: number, hour: number): number => Date.UTC(2026, 2, 2 + days) + hour * HOUR;
const route = (calendars: WorkingCalendar[], start: number): number =>
  (calendars.reduce((now, calendar) => addWorkingTime(calendar, now, 2 * HOUR), start) - start) / HOUR;
const east = [dublin, singapore, sanFrancisco];
const west = [dublin, sanFrancisco, singapore];

test("A day at every border: the engine's calendars give the table and the means", () => {
  const text = lessonText("flow/hand-offs/across-time-zones");
  for (const [name, days, hour] of [
    ["Monday 9:00", 0, 9],
    ["Monday 12:00", 0, 12],
    ["Monday 15:00", 0, 15],
    ["Friday 9:00", 4, 9],
  ] as const) {
    const start = at(days, hour);
    expect(text).toContain(`| ${name} | ${route(east, start)} hours | ${route(west, start)} hours |`);
  }
  const starts = [0, 1, 2, 3].flatMap((day) => Array.from({ length: 24 }, (_, i) => at(day, 9 + i / 4)));
  const mean = (calendars: WorkingCalendar[]): number =>
    starts.reduce((sum, start) => sum + route(calendars, start), 0) / starts.length;
  expect(mean(east).toFixed(0)).toBe("31");
  expect(mean(west).toFixed(0)).toBe("15");
});

test("A day at every border: a question costs 23.5 hours without common hours, half an hour with one", () => {
  const asked = (asker: WorkingCalendar, answerer: WorkingCalendar, when: number): number =>
    (nextWorkingInstant(asker, addWorkingTime(answerer, when, HOUR / 2)) - when) / HOUR;
  expect(asked(singapore, dublin, at(1, 1.5))).toBe(23.5);
  expect(asked(sanFrancisco, dublin, at(0, 17.5))).toBe(23.5);
  expect(asked(singapore, sanFrancisco, at(1, 1.5))).toBe(23.5);
  expect(asked(sanFrancisco, hours(0, 10, 18), at(0, 17.5))).toBe(0.5);
});

test("A day at every border: the check", () => {
  const saoPaulo = addWorkingTime(hours(-3), at(1, 18), 2 * HOUR);
  const lisbon = addWorkingTime(hours(0), saoPaulo, 2 * HOUR);
  const auckland = addWorkingTime(hours(13), lisbon, 2 * HOUR);
  expect([saoPaulo, lisbon, auckland]).toEqual([at(1, 20), at(2, 11), at(2, 22)]);
});

test("Offered, accepted: the waits of the table", () => {
  const text = lessonText("flow/hand-offs/offered-and-accepted");
  const wait = (look: number, askedBack: number): number => (60 * look + askedBack * 11) / 60;
  expect(wait(5.5, 15)).toBe(8.25);
  for (const [handOffs, each] of [
    [4, wait(5.5, 15)],
    [4, wait(5.5, 5)],
    [4, wait(2.5, 15)],
    [4, wait(2.5, 5)],
    [3, wait(5.5, 15)],
    [3, wait(2.5, 5)],
  ] as const) {
    expect(text).toContain(`| ${(handOffs * each).toFixed(1)} |`);
  }
});
