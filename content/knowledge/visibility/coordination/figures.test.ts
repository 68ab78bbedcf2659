import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("A meeting for each decision: person-hours of both calendars", () => {
  const text = lessonText("visibility/coordination/cadences");
  const rows = [...text.matchAll(/\| (\d+) min \| (\d+) \| (\d+) \| (\d+) \|/g)].map((m) => m.slice(1).map(Number));
  expect(rows).toHaveLength(8);
  for (const [minutes = 0, times = 0, people = 0, hours] of rows) expect((minutes * times * people) / 60).toBe(hours);
  const sum = (from: number): number => rows.slice(from, from + 4).reduce((all, row) => all + (row[3] ?? 0), 0);
  const capacity = 8 * 20 * 8;
  expect(text).toContain(`${sum(0)} of 1,280 hours are ${((100 * sum(0)) / capacity).toFixed(1)} %`);
  expect(text).toContain(`${sum(4)} hours are ${((100 * sum(4)) / capacity).toFixed(1)} %`);
  expect(text).toContain(`gain of ${sum(0) - sum(4)} hours`);
  expect(text).toContain(`The gain is then ${sum(0) - sum(4) - (8 * 15 * 4) / 60}`);
  expect([8, 12].map((n) => (n * (n - 1)) / 2)).toEqual([28, 66]);
  expect((15 / 60) * 8 * 240).toBe(480);
});

/** Hours of overlap of two working days given in local hours on days before and after, too. */
function shared(a: [from: number, to: number, offset: number], b: [from: number, to: number, offset: number]): number {
  return [-24, 0, 24].reduce(
    (sum, day) =>
      sum + Math.max(0, Math.min(a[1] - a[2], b[1] - b[2] + day) - Math.max(a[0] - a[2], b[0] - b[2] + day)),
    0,
  );
}

/** The zone's offset from UTC in hours at noon UTC of a day, from the runtime's own time zone data. */
function offset(zone: string, day: string): number {
  const at = new Date(`${day}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const [hour = 0, minute = 0] = parts.split(":").map(Number);
  return hour + minute / 60 - 12;
}

test("In whose hours: overlaps in winter, in the three weeks of March and in summer", () => {
  const text = lessonText("visibility/coordination/in-whose-hours");
  const days = { winter: "2026-01-14", march: "2026-03-16", summer: "2026-07-15" };
  const place = (from: number, to: number, zone: string, day: string): [number, number, number] => [
    from,
    to,
    offset(zone, day),
  ];
  const lisbon = (day: string) => place(9, 17.5, "Europe/Lisbon", day);
  const bengaluru = (day: string) => place(10, 18.5, "Asia/Kolkata", day);
  const denver = (day: string) => place(8, 16.5, "America/Denver", day);
  expect(shared(lisbon(days.winter), bengaluru(days.winter))).toBe(4);
  expect(shared(lisbon(days.winter), denver(days.winter))).toBe(2.5);
  expect(shared(bengaluru(days.winter), denver(days.winter))).toBe(0);
  expect(shared(lisbon(days.summer), bengaluru(days.summer))).toBe(5);
  expect(shared(lisbon(days.summer), denver(days.summer))).toBe(2.5);
  expect(shared(lisbon(days.march), denver(days.march))).toBe(3.5);
  expect(text).toContain("**3.5 hours**");
  // Asked at 12:30 UTC, read in Denver at 15:00, answered to be read at 4:30 next day.
  expect(24 + 4.5 - 12.5).toBe(16);
  // The check: Toronto and Warsaw in winter, then two hours later in Warsaw.
  expect(shared([9, 17, -5], [8, 16, 1])).toBe(1);
  expect(shared([9, 17, -5], [10, 18, 1])).toBe(3);
});
