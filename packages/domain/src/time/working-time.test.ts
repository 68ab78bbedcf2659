import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CalendarPlan, type Shift, workingCalendar } from "./working-calendar.ts";
import {
  addWorkingTime,
  isWorkingInstant,
  nextWorkingInstant,
  previousWorkingInstant,
  workingTimeBetween,
} from "./working-time.ts";
import { fixedZone, type ZoneOffsets } from "./zone-offsets.ts";

const HOUR = 3_600_000;
const utc = fixedZone("UTC", 0);
const office: Shift[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 17 * 60 },
];
const week = [office, office, office, office, office, [], []];
const plan: CalendarPlan = { zone: utc, week, exceptions: [{ date: "2026-04-06", shifts: [] }] };
const calendar = workingCalendar(plan);
const at = (text: string) => Date.parse(`${text}Z`);
const berlin: ZoneOffsets = {
  name: "Europe/Berlin",
  initial: 60,
  transitions: [
    { at: Date.UTC(2026, 2, 29, 1), offset: 120 },
    { at: Date.UTC(2026, 9, 25, 1), offset: 60 },
  ],
};

describe("the worked example: 10 hours of work from Friday 3 April 2026, 15:00", () => {
  test("end on Wednesday at 10:00, since Easter Monday is a holiday", () => {
    expect(addWorkingTime(calendar, at("2026-04-03T15:00"), 10 * HOUR)).toBe(at("2026-04-08T10:00"));
    expect(workingTimeBetween(calendar, at("2026-04-03T15:00"), at("2026-04-08T10:00"))).toBe(10 * HOUR);
    expect(addWorkingTime(calendar, at("2026-04-08T10:00"), -10 * HOUR)).toBe(at("2026-04-03T15:00"));
  });

  test("would end on Tuesday without the holiday", () => {
    const open = workingCalendar({ ...plan, exceptions: [] });
    expect(addWorkingTime(open, at("2026-04-03T15:00"), 10 * HOUR)).toBe(at("2026-04-07T10:00"));
  });
});

describe("working time", () => {
  test("ends work at the end of a shift and begins it at the start of the next", () => {
    expect(addWorkingTime(calendar, at("2026-04-02T16:00"), HOUR)).toBe(at("2026-04-02T17:00"));
    expect(nextWorkingInstant(calendar, at("2026-04-02T17:00"))).toBe(at("2026-04-03T09:00"));
    expect(previousWorkingInstant(calendar, at("2026-04-03T09:00"))).toBe(at("2026-04-02T17:00"));
    expect(nextWorkingInstant(calendar, at("2026-04-02T10:00"))).toBe(at("2026-04-02T10:00"));
    expect(isWorkingInstant(calendar, at("2026-04-02T12:30"))).toBe(false);
    expect(isWorkingInstant(calendar, at("2026-04-02T13:00"))).toBe(true);
    expect(isWorkingInstant(calendar, at("2026-04-06T13:00"))).toBe(false);
  });

  test("goes on without end on both sides of the days that were listed", () => {
    expect(addWorkingTime(calendar, at("1980-01-07T09:00"), 7 * HOUR)).toBe(at("1980-01-07T17:00"));
    expect(workingTimeBetween(calendar, at("2226-01-02T00:00"), at("2226-01-09T00:00"))).toBe(35 * HOUR);
    expect(addWorkingTime(calendar, at("2026-03-02T09:00"), 35 * 520 * HOUR)).toBe(
      addWorkingTime(workingCalendar({ ...plan, exceptions: [] }), at("2026-03-02T09:00"), (35 * 520 + 7) * HOUR),
    );
  });

  test("counts the hours a night shift really has when the clocks change", () => {
    const nights = workingCalendar({
      zone: berlin,
      week: [[], [], [], [], [], [{ from: 22 * 60, to: 30 * 60 }], []],
      exceptions: [],
    });
    const night = (date: string) =>
      workingTimeBetween(nights, at(`${date}T12:00`), at(`${date}T12:00`) + 24 * HOUR) / HOUR;
    expect([night("2026-03-21"), night("2026-03-28"), night("2026-10-24"), night("2027-07-03")]).toEqual([8, 7, 9, 8]);
    expect(addWorkingTime(nights, at("2026-03-28T20:00"), 7 * HOUR)).toBe(at("2026-03-29T04:00"));
  });

  test("lets a shift that begins on Sunday run into Monday, holiday or not", () => {
    const plain: CalendarPlan = {
      zone: utc,
      week: [[], [], [], [], [], [], [{ from: 1320, to: 1800 }]],
      exceptions: [],
    };
    const holiday = workingCalendar({ ...plain, exceptions: [{ date: "2026-04-06", shifts: [] }] });
    for (const nights of [workingCalendar(plain), holiday]) {
      expect(addWorkingTime(nights, at("2026-04-05T00:00"), 8 * HOUR)).toBe(at("2026-04-06T06:00"));
    }
  });

  test("agrees with counting minute by minute on any pattern", () => {
    const shifts = fc
      .uniqueArray(fc.integer({ min: 0, max: 47 }), { maxLength: 4 })
      .map((cuts) => cuts.sort((a, b) => a - b))
      .map((cuts) =>
        Array.from({ length: cuts.length >> 1 }, (_, i) => ({ from: cuts[2 * i]! * 30, to: cuts[2 * i + 1]! * 30 })),
      );
    const weeks = fc.array(shifts, { minLength: 7, maxLength: 7 }).filter((days) => days.some((day) => day.length > 0));
    const instants = fc
      .integer({ min: -20_000, max: 40_000 })
      .map((minutes) => at("2026-03-20T00:00") + minutes * 60_000);
    fc.assert(
      fc.property(weeks, shifts, instants, fc.integer({ min: 1, max: 20_000 }), (days, special, from, minutes) => {
        const exceptions = [{ date: "2026-03-24", shifts: special }];
        const any = workingCalendar({ zone: berlin, week: days, exceptions });
        const to = from + minutes * 60_000;
        let counted = 0;
        for (let t = from; t < to; t += 60_000) if (isWorkingInstant(any, t)) counted += 60_000;
        const between = workingTimeBetween(any, from, to);
        expect(between).toBe(counted);
        const begun = nextWorkingInstant(any, from);
        if (between > 0) {
          const end = addWorkingTime(any, from, between);
          expect(end).toBe(previousWorkingInstant(any, to));
          expect(addWorkingTime(any, to, -between)).toBe(begun);
          expect(workingTimeBetween(any, begun, end)).toBe(between);
        } else expect(begun).toBeGreaterThanOrEqual(to);
      }),
      { numRuns: 60 },
    );
  });
});

describe("calendars that cannot be are refused", () => {
  const refusals: [string, string, Partial<CalendarPlan>][] = [
    ["six days", "bad_week", { week: week.slice(1) }],
    ["a shift that ends before it starts", "bad_shift", { week: [[{ from: 600, to: 540 }], ...week.slice(1)] }],
    ["overlapping shifts", "bad_shift", { week: [[office[1]!, office[0]!], ...week.slice(1)] }],
    ["a week of holidays", "no_working_time", { week: [[], [], [], [], [], [], []] }],
    ["a date that is none", "bad_date", { exceptions: [{ date: "2026-02-30", shifts: [] }] }],
    ["a date twice", "duplicate_date", { exceptions: [plan.exceptions[0]!, plan.exceptions[0]!] }],
    [
      "exceptions a thousand years apart",
      "calendar_too_long",
      { exceptions: [plan.exceptions[0]!, { date: "1026-01-01", shifts: [] }] },
    ],
  ];
  test.each(refusals)("%s: %s", (_, code, change) => {
    expect(() => workingCalendar({ ...plan, ...change })).toThrow(expect.objectContaining({ code }));
  });

  test("and so is counting with what is no number", () => {
    const notFinite = expect.objectContaining({ code: "not_finite" });
    expect(() => addWorkingTime(calendar, 0, Number.NaN)).toThrow(notFinite);
    expect(() => addWorkingTime(calendar, Infinity, HOUR)).toThrow(notFinite);
  });
});
