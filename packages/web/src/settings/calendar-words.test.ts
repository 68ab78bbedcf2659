import { expect, test } from "vitest";
import { clockText, minutesOf, nextSpan, weekFault, weeklyHours, weekSummary, type Week } from "./calendar-words.ts";

const office: Week = [[[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 840]], [], []];

test("a week reads as days with the same hours together", () => {
  expect(weekSummary(office)).toBe("Mon–Thu 08:00–17:00, Fri 08:00–14:00");
  expect(
    weekSummary([
      [
        [480, 720],
        [780, 1020],
      ],
      [],
      [],
      [],
      [],
      [],
      [[0, 1440]],
    ]),
  ).toBe("Mon 08:00–12:00 and 13:00–17:00, Sun 00:00–24:00");
  expect(weekSummary([[], [], [], [], [], [], []])).toBe("No working time");
  expect(weeklyHours(office)).toBe(42);
});

test("midnight ends a day and begins one", () => {
  expect(clockText(1440)).toBe("24:00");
  expect(minutesOf("00:00", true)).toBe(1440);
  expect(minutesOf("00:00", false)).toBe(0);
  expect(minutesOf("09:30", false)).toBe(570);
  expect(minutesOf("", false)).toBeNull();
  expect(minutesOf("9:75", false)).toBeNull();
});

test("what cannot be saved is named by its day", () => {
  expect(weekFault(office)).toBeNull();
  expect(weekFault([[[600, 540]], [], [], [], [], [], []])).toContain("Monday");
  expect(
    weekFault([
      [],
      [
        [480, 720],
        [700, 1020],
      ],
      [],
      [],
      [],
      [],
      [],
    ]),
  ).toContain("Tuesday: spans must be in order");
  expect(weekFault([[], [], [], [], [], [], []])).toContain("At least one day");
});

test("another span comes after the last, and none where the day is full", () => {
  expect(nextSpan([])).toEqual([540, 1020]);
  expect(nextSpan([[480, 720]])).toEqual([780, 960]);
  expect(nextSpan([[480, 1400]])).toBeNull();
});
