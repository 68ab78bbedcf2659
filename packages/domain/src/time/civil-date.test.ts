import { describe, expect, test } from "vitest";
import { dayNumber, weekday, writtenDate } from "./civil-date.ts";

describe("dates", () => {
  test("count days from 1970 and come back", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2000-03-01")).toBe(11_017);
    expect(dayNumber("1969-12-31")).toBe(-1);
    for (let day = -150_000; day < 150_000; day += 37) {
      expect(dayNumber(writtenDate(day))).toBe(day);
      expect(writtenDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    }
  });

  test("fall on the weekday people know", () => {
    expect(weekday(dayNumber("2026-03-09"))).toBe(0);
    expect(weekday(dayNumber("1969-12-31"))).toBe(2);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-3-9", "", "tomorrow", "2026-00-10", "2026-04-31"])(
    "refuse %j, which is no date",
    (date) => expect(() => dayNumber(date)).toThrow(expect.objectContaining({ code: "bad_date" })),
  );
});
