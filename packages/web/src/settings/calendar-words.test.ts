import { expect, test } from "vitest";
import { spansFrom, spansText, weeklyHours, weekSummary, type Week } from "./calendar-words.ts";

const office: Week = [[[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 840]], [], []];

test("a week reads as days with the same hours together", () => {
  expect(weekSummary(office)).toBe("Mon–Thu 08:00–17:00, Fri 08:00–14:00");
  const split: [number, number][] = [
    [480, 720],
    [780, 1020],
  ];
  expect(weekSummary([split, [], [], [], [], [], [[0, 1440]]])).toBe(
    "Mon 08:00–12:00 and 13:00–17:00, Sun 00:00–24:00",
  );
  expect(weekSummary([[], [], [], [], [], [], []])).toBe("No working time");
  expect(weeklyHours(office)).toBe(42);
});

test("hours are read as people type them, and come back as they are shown", () => {
  expect(spansFrom("9-17")).toEqual({ spans: [[540, 1020]] });
  expect(spansFrom("13–17 and 8:30–12")).toEqual({
    spans: [
      [510, 720],
      [780, 1020],
    ],
  });
  expect(spansFrom("0900 - 12.30, 14h15 to 18")).toEqual({
    spans: [
      [540, 750],
      [855, 1080],
    ],
  });
  for (const off of ["", " off ", "–"]) expect(spansFrom(off)).toEqual({ spans: [] });
  const read = spansFrom("22:00–24:00, 0–6");
  expect(read).toEqual({
    spans: [
      [0, 360],
      [1320, 1440],
    ],
  });
  expect(spansFrom("22-0")).toEqual({ spans: [[1320, 1440]] });
  if (!("spans" in read)) throw new Error("not read");
  expect(spansFrom(spansText(read.spans))).toEqual(read);
});

test("what cannot be hours is refused with what to write instead", () => {
  for (const wrong of ["nine to five", "9", "9-17-18", "9:75-17", "25-26"])
    expect(spansFrom(wrong)).toEqual({ fault: expect.stringContaining("Write hours such as") });
  expect(spansFrom("22-6")).toEqual({ fault: expect.stringContaining("over midnight") });
  expect(spansFrom("9-12, 11-15")).toEqual({ fault: "These spans overlap" });
  expect(spansFrom("1-2,3-4,5-6,7-8,9-10,11-12,13-14")).toEqual({ fault: "At most six spans a day" });
});
