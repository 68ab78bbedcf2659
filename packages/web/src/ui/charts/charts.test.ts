import { describe, expect, test } from "vitest";
import { durationScale, durationUnit, inUnit } from "./duration-unit.ts";
import { fitText, spreadLabels, textWidth, withoutOverlap } from "./label-places.ts";
import { markAfterKey, nearestMark } from "./nearest-mark.ts";
import { areaPath, boxesPath, dotsPath, stepAreaPath, stepPath } from "./paths.ts";
import { bandScale, linearScale, logScale, timeScale } from "./scales.ts";
import { csvOf } from "./table-twin.ts";
import { linearTicks, logTicks, numberText } from "./ticks.ts";
import { timeTicks } from "./time-ticks.ts";
import { instantOf, wallClock } from "./zone-clock.ts";

const texts = (ticks: readonly { text: string }[]) => ticks.map(({ text }) => text);

describe("round numbers", () => {
  test("are 1, 2 or 5 times a power of ten, without drift", () => {
    expect(texts(linearTicks(0, 100, 5))).toEqual(["0", "20", "40", "60", "80", "100"]);
    expect(texts(linearTicks(0, 0.7, 7))).toEqual(["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"]);
    expect(texts(linearTicks(-3, 3, 3))).toEqual(["−2", "0", "2"]);
    expect(texts(linearTicks(0, 12_345, 3))).toEqual(["0", "5,000", "10,000"]);
  });

  test("stay whole for counts, and nothing comes of nothing", () => {
    expect(texts(linearTicks(0, 2, 8, true))).toEqual(["0", "1", "2"]);
    expect(texts(linearTicks(0, 2, 8))).toHaveLength(11);
    expect(linearTicks(Number.NaN, 1, 5)).toEqual([]);
    expect(texts(linearTicks(4, 4, 5))).toEqual(["4"]);
  });

  test("of ratios are powers of ten, with 2 and 5 where there is room", () => {
    expect(texts(logTicks(1, 1000, 4))).toEqual(["1", "10", "100", "1,000"]);
    expect(texts(logTicks(1, 100, 8))).toEqual(["1", "2", "5", "10", "20", "50", "100"]);
    expect(texts(logTicks(0.01, 1, 2))).toEqual(["0.01", "0.1", "1"]);
    expect(logTicks(0, 10, 4)).toEqual([]);
  });

  test("read as numbers do, and never minus zero", () => {
    expect([numberText(1204), numberText(-3.5), numberText(4.04), numberText(-0.01)]).toEqual([
      "1,204",
      "−3.5",
      "4",
      "0",
    ]);
  });
});

describe("time in a zone", () => {
  const oslo = "Europe/Oslo";

  test("the wall clock goes there and back, through both changes of the clocks", () => {
    for (let at = Date.UTC(2026, 2, 28); at < Date.UTC(2026, 2, 31); at += 1_800_000)
      expect(instantOf(wallClock(at, oslo), oslo)).toBe(at);
    // Half past two does not exist on 29 March: as much after the change.
    expect(instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, oslo)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    // Half past two comes twice on 25 October.
    expect([Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]).toContain(
      instantOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, oslo),
    );
  });

  test("days are cut at the zone's midnight, also where the day has 23 hours", () => {
    const ticks = timeTicks(Date.UTC(2026, 2, 27), Date.UTC(2026, 2, 31), 5, oslo);
    expect(ticks.map(({ value }) => wallClock(value, oslo).hour)).toEqual(ticks.map(() => 0));
    expect(texts(ticks)).toEqual(["28 Mar", "29 Mar", "30 Mar", "31 Mar"]);
    expect(ticks[2]!.value - ticks[1]!.value).toBe(23 * 3_600_000);
  });

  test("weeks begin on Monday, months on the first, and the year is said where it changes", () => {
    const weeks = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 1), 8, "UTC");
    expect(weeks.every(({ value }) => new Date(value).getUTCDay() === 1)).toBe(true);
    const ticks = timeTicks(Date.UTC(2011, 9, 15), Date.UTC(2012, 3, 15), 7, "UTC");
    expect(ticks.map(({ text, context }) => `${text} ${context ?? ""}`.trim())).toEqual([
      "Nov 2011",
      "Dec",
      "Jan 2012",
      "Feb",
      "Mar",
      "Apr",
    ]);
  });

  test("hours, minutes and decades have steps of their own, never more than asked for", () => {
    expect(texts(timeTicks(Date.UTC(2026, 0, 1, 7), Date.UTC(2026, 0, 1, 19), 5, "UTC"))).toEqual([
      "09:00",
      "12:00",
      "15:00",
      "18:00",
    ]);
    expect(texts(timeTicks(Date.UTC(1990, 5, 1), Date.UTC(2026, 5, 1), 4, "UTC"))).toEqual(["2000", "2010", "2020"]);
    for (const days of [0.01, 0.2, 1, 5, 20, 90, 400, 3000, 20_000])
      for (const count of [3, 6, 12]) {
        const ticks = timeTicks(
          Date.UTC(2001, 6, 7, 3, 4),
          Date.UTC(2001, 6, 7, 3, 4) + days * 86_400_000,
          count,
          oslo,
        );
        expect(ticks.length).toBeLessThanOrEqual(count + 2);
      }
    expect(timeTicks(5, 1, 4, "UTC")).toEqual([]);
  });
});

describe("scales", () => {
  test("lead from values to places and back", () => {
    for (const scale of [
      linearScale([0, 50], [200, 10]),
      logScale([1, 1000], [0, 300]),
      timeScale([Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1)], [40, 700], "UTC"),
    ]) {
      const middle = scale.domain[0] + (scale.domain[1] - scale.domain[0]) / 3;
      expect(scale.invert(scale.at(middle))).toBeCloseTo(middle, 4);
      expect([scale.at(scale.domain[0]), scale.at(scale.domain[1])].map((place) => Math.round(place))).toEqual([
        ...scale.range,
      ]);
    }
  });

  test("a nice top is a round one, and a scale of one value stands in the middle", () => {
    expect(linearScale([0, 87], [0, 1], { nice: 5 }).domain).toEqual([0, 100]);
    expect(linearScale([0, 1], [0, 1], { nice: 5, isWhole: true }).domain).toEqual([0, 1]);
    expect(linearScale([3, 3], [0, 10]).at(3)).toBe(5);
    expect(logScale([1, 100], [0, 10]).at(0)).toBe(0);
  });

  test("bands lie side by side and find the place they cover", () => {
    const bands = bandScale(4, [0, 100], 0.2);
    expect([bands.at(0), bands.width, bands.middle(3)]).toEqual([2.5, 20, 87.5]);
    expect([-5, 26, 99, 400].map((place) => bands.indexAt(place))).toEqual([0, 1, 3, 3]);
    expect(bandScale(0, [0, 100]).indexAt(5)).toBe(0);
  });

  test("lengths of time choose a unit people can hold", () => {
    const day = 86_400_000;
    expect([3_600_000, day, 9 * day].map((longest) => durationUnit(longest).name)).toEqual([
      "minutes",
      "hours",
      "days",
    ]);
    expect(durationUnit(90 * day, true).name).toBe("hours");
    expect(inUnit(day, durationUnit(9 * day))).toBe("1 day");
    expect(inUnit(4.23 * day, durationUnit(9 * day))).toBe("4.2 days");
    const scale = durationScale(8.7 * day, [100, 0], durationUnit(9 * day));
    expect([scale.domain[1] / day, texts(scale.ticks(5))]).toEqual([10, ["0", "2", "4", "6", "8", "10"]]);
    expect(durationScale(0, [100, 0], durationUnit(0)).domain[1]).toBeGreaterThan(0);
  });
});

describe("labels", () => {
  const placed = (middles: number[], from = 0, to = 200) =>
    spreadLabels(
      middles.map((middle) => ({ middle, room: 14 })),
      from,
      to,
    );

  test("stay where they want to be while there is room, and share the shift where there is none", () => {
    expect(placed([20, 100])).toEqual([20, 100]);
    expect(placed([100, 104])).toEqual([95, 109]);
    expect(placed([104, 100])).toEqual([109, 95]);
    expect(placed([100, 100, 100])).toEqual([86, 100, 114]);
  });

  test("stay inside, and never stand on each other where they fit", () => {
    expect(placed([-40, 0])).toEqual([7, 21]);
    for (let seed = 1; seed < 60; seed += 1) {
      const middles = placed(
        Array.from({ length: 9 }, (_, at) => (seed * 7919 * (at + 3)) % 260),
        0,
        200,
      ).toSorted((a, b) => a - b);
      expect(middles[0]).toBeGreaterThanOrEqual(7);
      expect(middles.at(-1)).toBeLessThanOrEqual(193 + 1e-9);
      for (let at = 1; at < middles.length; at += 1)
        expect(middles[at]! - middles[at - 1]!).toBeGreaterThanOrEqual(14 - 1e-9);
    }
  });

  test("along a line the first come are kept", () => {
    expect(
      withoutOverlap(
        [10, 20, 45].map((middle) => ({ middle, room: 18 })),
        4,
      ),
    ).toEqual([true, false, true]);
  });

  test("that are too wide are cut", () => {
    expect(fitText("Waiting for the network team", 60)).toMatch(/^Wait.*…$/);
    expect(textWidth(fitText("Waiting for the network team", 60))).toBeLessThanOrEqual(60);
    expect(fitText("Done", 60)).toBe("Done");
  });
});

describe("outlines", () => {
  test("steps hold their height until the next place", () => {
    expect(
      stepPath([
        [0, 5],
        [10, 7],
      ]),
    ).toBe("M0,5H10V7");
    expect(stepAreaPath([0, 10], [5, 7], [9, 9])).toBe("M0,5H10V7V9H10V9H0Z");
    expect(areaPath([0, 10], [5, 7], [9, 8])).toBe("M0,5L10,7L10,8L0,9Z");
  });

  test("dots and boxes are one element each, and what has no size is not drawn", () => {
    expect(
      dotsPath([
        [1, 2],
        [3.456, 4],
      ]),
    ).toBe("M1,2h0M3.46,4h0");
    expect(
      boxesPath([
        { x: 0, y: 0, width: 2, height: 0 },
        { x: 1, y: 2, width: 3, height: 4 },
      ]),
    ).toBe("M1,2h3v4h-3z");
    expect([stepPath([]), areaPath([], [], []), stepAreaPath([], [], [])]).toEqual(["", "", ""]);
  });
});

describe("pointing", () => {
  const marks = [
    [0, 0],
    [50, 90],
    [100, 0],
  ].map(([x = 0, y = 0], at) => ({ id: `${at}`, x, y, title: "", lines: [] }));

  test("finds the nearest mark in reach, or along x wherever the pointer is", () => {
    expect(nearestMark(marks, 55, 85, "xy")).toBe(1);
    expect(nearestMark(marks, 55, 10, "xy")).toBe(-1);
    expect(nearestMark(marks, 55, 10, "x")).toBe(1);
    expect(nearestMark(marks, 0, 80, "y")).toBe(1);
    expect(nearestMark([], 0, 0, "x")).toBe(-1);
  });

  test("has its twin on the keys", () => {
    expect(["ArrowRight", "ArrowLeft", "Home", "End", "PageUp", "a"].map((key) => markAfterKey(key, 4, 30))).toEqual([
      5,
      3,
      0,
      29,
      7,
      undefined,
    ]);
    expect([
      markAfterKey("ArrowRight", 29, 30),
      markAfterKey("ArrowLeft", -1, 30),
      markAfterKey("ArrowRight", -1, 30),
    ]).toEqual([29, 29, 0]);
  });
});

describe("the file of a table", () => {
  test("quotes what needs it and lets no text run as a formula", () => {
    const rows = [
      ["a,b", 1.5, null],
      ['say "x"', -2, "=1+1"],
    ];
    expect(csvOf({ columns: [{ title: "A" }, { title: "B" }, { title: "C" }], rows })).toBe(
      'A,B,C\r\n"a,b",1.5,\r\n"say ""x""",-2,\'=1+1\r\n',
    );
  });
});
