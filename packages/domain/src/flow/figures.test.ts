/** The pieces that a page of flow is drawn from, on the worked example of docs/methods/flow-metrics.md; times in days there. */
import { describe, expect, test } from "vitest";
import { DAY } from "../time/civil-date.ts";
import { fixedZone, type ZoneOffsets } from "../time/zone-offsets.ts";
import { ageBands } from "./age-bands.ts";
import { calendarCuts, cutFor } from "./calendar-cuts.ts";
import { evenInstants } from "./even-instants.ts";
import { readHistory, type FlowEvent, type FlowStage } from "./history.ts";
import { stageLoad } from "./stage-load.ts";
import { blockedByReason } from "./stage-times.ts";
import { thinned } from "./thinned.ts";
import { timeHistogram } from "./time-histogram.ts";

const stages: FlowStage[] = [
  { id: "ready", kind: "queue" },
  { id: "draft", kind: "active" },
  { id: "review", kind: "active" },
  { id: "done", kind: "done" },
];
const entered = (item: string, at: number, stage: string): FlowEvent => ({ name: "entered", item, at, stage });
const history = readHistory(
  [
    entered("a", 0, "ready"),
    entered("a", 1, "draft"),
    entered("a", 4, "review"),
    entered("a", 7, "done"),
    entered("b", 1, "ready"),
    entered("b", 2, "draft"),
    { name: "blocked", item: "b", at: 3, reason: "figures" },
    { name: "unblocked", item: "b", at: 5 },
    entered("b", 6, "done"),
    entered("c", 3, "ready"),
    entered("c", 5, "draft"),
  ],
  stages,
);

/** Berlin in 2026: clocks forward on 29 March, back on 25 October. */
const berlin: ZoneOffsets = {
  name: "Europe/Berlin",
  initial: 60,
  transitions: [
    { at: Date.UTC(2026, 2, 29, 1), offset: 120 },
    { at: Date.UTC(2026, 9, 25, 1), offset: 60 },
  ],
};

describe("the calendar cuts time", () => {
  test("at local midnights, through a day of 23 hours", () => {
    const cuts = calendarCuts(berlin, { from: Date.UTC(2026, 2, 28, 12), to: Date.UTC(2026, 2, 30, 12) }, "day");
    expect(cuts.map((at) => new Date(at).toISOString())).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      "2026-03-30T22:00:00.000Z",
    ]);
  });

  test("at Mondays and at firsts of the month, covering the window and no more", () => {
    const window = { from: Date.UTC(2026, 0, 14), to: Date.UTC(2026, 2, 1) };
    const weeks = calendarCuts(fixedZone("UTC", 0), window, "week");
    expect(weeks[0]).toBe(Date.UTC(2026, 0, 12));
    expect(weeks.at(-1)).toBe(Date.UTC(2026, 2, 2));
    expect(calendarCuts(fixedZone("UTC", 0), window, "month")).toEqual([
      Date.UTC(2026, 0, 1),
      Date.UTC(2026, 1, 1),
      Date.UTC(2026, 2, 1),
    ]);
    expect(() => calendarCuts(berlin, { from: 5, to: 5 }, "day")).toThrow(/end after it starts/);
  });

  test("coarser where the buckets would be too many", () => {
    const window = (days: number) => ({ from: 0, to: days * DAY });
    expect([cutFor(window(90), "day", 400), cutFor(window(900), "day", 400), cutFor(window(9000), "day", 400)]).toEqual(
      ["day", "week", "month"],
    );
    expect(cutFor(window(9), "week", 400)).toBe("week");
  });
});

describe("instants to draw at", () => {
  test("are full hours where people are, also where the zone is half an hour off", () => {
    const kolkata = fixedZone("Asia/Kolkata", 330);
    const instants = evenInstants(kolkata, { from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 3, 5) }, 400);
    expect(instants.slice(1, -1).every((at) => (at + 330 * 60_000) % (6 * 3_600_000) === 0)).toBe(true);
  });

  test("rise from end to end, within the bound, on full minutes, hours or midnights", () => {
    for (const days of [0.5, 3, 30, 90, 365, 2000]) {
      const window = { from: Date.UTC(2026, 0, 5, 7, 31), to: Date.UTC(2026, 0, 5, 7, 31) + days * DAY };
      const instants = evenInstants(berlin, window, 400);
      expect(instants.length).toBeLessThanOrEqual(402);
      expect([instants[0], instants.at(-1)]).toEqual([window.from, window.to]);
      expect(instants.every((at, i) => i === 0 || at > instants[i - 1]!)).toBe(true);
      expect(instants.slice(1, -1).every((at) => at % (days < 10 ? 60_000 : 3_600_000) === 0)).toBe(true);
    }
  });
});

describe("ages at which finished work left its stages", () => {
  test("are counted on the clock asked for, only for what is finished", () => {
    const fromStart = ageBands(history, "start");
    // a left draft at 3 and review at 6; b left draft at 4.
    expect(fromStart.get("draft")).toMatchObject({ count: 2, p50: 3.5 });
    expect(fromStart.get("review")).toMatchObject({ count: 1, p50: 6 });
    expect(fromStart.get("ready")).toMatchObject({ count: 2, p95: 0 });
    expect(fromStart.has("done")).toBe(false);
    expect(ageBands(history, "arrival").get("draft")).toMatchObject({ count: 2, p50: 4.5 });
    expect(ageBands(history, "start", { window: { from: 6.5, to: 8 } }).get("draft")).toMatchObject({
      count: 1,
      p50: 3,
    });
  });
});

describe("how full a stage was", () => {
  test("is its average, its most, its last, and the share of time at the limit", () => {
    // draft holds 1 from 1, 2 from 2, 1 from 4, 2 from 5, 1 from 6.
    expect(stageLoad(history, "draft", { from: 0, to: 10 }, 2)).toEqual({ mean: 1.2, most: 2, last: 1, full: 0.3 });
    expect(stageLoad(history, "draft", { from: 0, to: 10 }).full).toBeUndefined();
    expect(stageLoad(history, "review", { from: 8, to: 9 }, 1)).toEqual({ mean: 0, most: 0, last: 0, full: 0 });
  });
});

describe("blocked time", () => {
  test("counts inside the window only", () => {
    expect(blockedByReason(history, 10, undefined, 4)).toEqual([{ reason: "figures", count: 1, time: 1, open: 0 }]);
    expect(blockedByReason(history, 10, undefined, 6)).toEqual([]);
  });
});

describe("thinning", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => at);

  test("keeps all that must stay and spreads the rest evenly", () => {
    const kept = thinned(rows, 1000, (row) => row % 100 === 7);
    expect(kept.length).toBeGreaterThan(990);
    expect(kept.length).toBeLessThanOrEqual(1000);
    expect(kept.filter((row) => row % 100 === 7)).toHaveLength(100);
    expect(kept.filter((row) => row < 5000).length).toBeCloseTo(kept.length / 2, -1.5);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });

  test("leaves few as they are and stays within the bound whatever must stay", () => {
    expect(thinned(rows.slice(0, 10), 10, () => false)).toHaveLength(10);
    expect(thinned(rows, 300, () => true)).toHaveLength(300);
  });
});

describe("a histogram of times", () => {
  test("has bins of a round width that count every item once", () => {
    const times = Array.from({ length: 100 }, (_, at) => at * 0.1 * DAY);
    const { width, counts, beyond } = timeHistogram(times, 10);
    expect(width).toBe(DAY);
    expect(counts.reduce((sum, count) => sum + count, 0) + beyond).toBe(100);
    expect(counts[0]).toBe(10);
  });

  test("one item of a year does not press the others together", () => {
    const { width, counts, beyond } = timeHistogram([
      ...Array.from({ length: 99 }, (_, at) => at * 3_600_000),
      365 * DAY,
    ]);
    expect(width).toBeLessThanOrEqual(DAY);
    expect(counts.length).toBeLessThanOrEqual(40);
    expect(beyond).toBe(1);
  });

  test("of nothing is empty, of no time is one bin, of a negative time is refused", () => {
    expect(timeHistogram([])).toMatchObject({ counts: [], beyond: 0 });
    expect(timeHistogram([0, 0])).toMatchObject({ counts: [2], beyond: 0 });
    expect(() => timeHistogram([-1])).toThrow(/zero or more/);
  });
});
