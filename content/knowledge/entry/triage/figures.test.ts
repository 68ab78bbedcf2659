import { respondBy } from "@throughline/domain/intake/response-clock";
import { workingCalendar } from "@throughline/domain/time/working-calendar";
import { workingTimeBetween } from "@throughline/domain/time/working-time";
import { fixedZone } from "@throughline/domain/time/zone-offsets";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const HOUR = 3_600_000;
const office = workingCalendar({
  zone: fixedZone("Dublin", 0),
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 9 * 60, to: 17 * 60 }] : [])),
  exceptions: [],
});
/** 5 January 2026 is a Monday. */
const at = (day: number, hour: number): number => Date.UTC(2026, 0, 5 + day, hour);

test("Five endings: a pause moves the due time by what it lasts, and handing on does not", () => {
  const text = lessonText("entry/triage/five-endings");
  const due = (createdAt: number, hours: number, paused: number): number | null =>
    respondBy({ state: "new", createdAt, paused, firstResponseHours: hours }, office);
  const paused = workingTimeBetween(office, at(0, 11), at(2, 15));
  expect(paused / HOUR).toBe(20);
  expect(due(at(0, 9), 8, paused)).toBe(at(3, 13));
  expect(due(at(0, 9), 8, 0)).toBe(at(0, 17));
  expect(due(at(2, 15), 8, 0)).toBe(at(3, 15));
  expect(due(at(1, 14), 6, 0)).toBe(at(2, 12));
  expect(text).toContain("**Thursday at 13:00**");
});

test("Five endings: kappa of the twenty requests", () => {
  const perth = [10, 2, 4, 2, 2];
  const dublin = [9, 3, 3, 2, 3];
  const chance = perth.reduce((sum, count, i) => sum + (count * (dublin[i] ?? 0)) / 400, 0);
  expect((100 * chance).toFixed(1)).toBe("29.5");
  expect(((0.75 - chance) / (1 - chance)).toFixed(2)).toBe("0.65");
});

/** The longest wait, in minutes, of requests that come one every `every` minutes, worked off in passes. */
function longestWait(gap: number, every: number, each: number): number {
  let longest = 0;
  for (let request = 1; request <= (10 * gap) / every; request += 1) {
    const came = request * every;
    const pass = Math.ceil(came / gap) * gap;
    const before = Math.ceil((came - (pass - gap)) / every) - 1;
    longest = Math.max(longest, pass - came + (before + 1) * each);
  }
  return longest;
}

test("Somebody's turn: the gap and the length of a pass together bound the wait", () => {
  const text = lessonText("entry/triage/triage-rota");
  // Whoever writes just after a pass began and is taken last waits for the gap and the whole next pass.
  const worst = (gapHours: number, perHour: number, minutes: number): number =>
    gapHours * 60 + gapHours * perHour * minutes;
  expect([worst(4, 2, 3), worst(3, 2, 3)]).toEqual([264, 198]);
  expect(text).toContain("**4 hours 24 minutes**");
  expect(text).toContain("**3 hours 18 minutes**");
  expect([worst(5, 5, 4), worst(4, 5, 4)]).toEqual([400, 320]);
  // In order of arrival with even arrivals nobody waits longer than that.
  expect(longestWait(240, 30, 3)).toBeLessThanOrEqual(264);
  expect(longestWait(180, 30, 3)).toBeLessThanOrEqual(198);
  const hours: Record<string, [offset: number, from: number, to: number, passes: number[]]> = {
    Melbourne: [10, 9, 17, [0, 3]],
    Bengaluru: [5.5, 9, 17.5, [6, 9]],
    Lisbon: [1, 9, 17, [12, 15]],
    Vancouver: [-7, 9, 17, [18, 21]],
  };
  for (const [offset, from, to, passes] of Object.values(hours)) {
    for (const pass of passes) {
      const local = (pass + offset + 24) % 24;
      expect(local).toBeGreaterThanOrEqual(from);
      expect(local + 0.3).toBeLessThanOrEqual(to);
    }
  }
  // Monday 9:00 in Melbourne is Sunday 23:00 UTC; Friday 17:00 in Vancouver is Saturday 0:00 UTC.
  expect((Date.UTC(2026, 5, 5, 17 + 7) - Date.UTC(2026, 5, 1, 9 - 10)) / HOUR).toBe(121);
  expect(3 * 60 + 25 * 3).toBe(255);
  expect([(10 * 18) / 60, (10 * 18) / 60 / 2, (40 * 18) / 60]).toEqual([3, 1.5, 12]);
});
