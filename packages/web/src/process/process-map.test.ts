import { describe, expect, test } from "vitest";
import type { DrawnMap } from "./drawn-map.ts";
import { stageHeight, stageWidth } from "./drawn-map.ts";
import { layOutMap } from "./lay-out-map.ts";
import type { ProcessAnswer } from "./process-query.ts";
import { lookOf } from "./process-search.ts";
import { fitText, shortTime, wrapText } from "./process-words.ts";
import { addressOf, litBy, selectionOf, wayKey } from "./selection.ts";
import { graphOf, shownPart, usualShares } from "./shown-part.ts";
import { variantMarks } from "./variant-marks.ts";
import { fitted, moved, showing, whole, zoomed } from "./view-box.ts";
import { meantMap, workedMap } from "./worked-map.ts";

const HOUR = 3_600_000;
const kinds = { Draft: "queue", Work: "active", Review: "active", Done: "done" } as const;
type Name = keyof typeof kinds;

const stage = (key: Name, position: number, visits: number, starts = 0, ends = 0): ProcessAnswer["stages"][number] => ({
  key,
  stageId: key,
  name: key,
  teamId: null,
  kind: kinds[key],
  position,
  visits,
  items: visits,
  starts,
  ends,
  spent: { stays: visits, median: position * HOUR, mean: position * HOUR, p85: position * HOUR },
  isShown: true,
});
const way = (from: Name, to: Name, moves: number, more: Partial<ProcessAnswer["ways"][number]> = {}) => ({
  from,
  to,
  moves,
  items: moves,
  share: moves / 100,
  returns: 0,
  median: HOUR,
  mean: HOUR,
  p85: HOUR,
  isHandOff: false,
  isBack: false,
  isIntended: true,
  isShown: true,
  ...more,
});

/** 100 items; 10 skip Review, 5 come back from Done. */
const process = {
  items: 100,
  stages: [stage("Draft", 0, 100, 100), stage("Work", 1, 105), stage("Review", 2, 95), stage("Done", 3, 105, 0, 100)],
  ways: [
    way("Draft", "Work", 100),
    way("Work", "Review", 95),
    way("Review", "Done", 95),
    way("Work", "Done", 10, { isIntended: false }),
    way("Done", "Work", 5, { isIntended: false, isBack: true, returns: 5 }),
  ],
  variants: {
    total: 1,
    shownShare: 1,
    shown: [
      {
        key: "v",
        stages: ["Draft", "Work", "Done"],
        length: 3,
        items: 10,
        share: 0.1,
        median: 0,
        deviations: [],
        examples: [],
      },
    ],
  },
  intended: {
    reading: "drawn",
    isFree: false,
    stages: [
      { key: "Draft", next: ["Work"], begins: true },
      { key: "Work", next: ["Review"], begins: false },
      { key: "Review", next: ["Done", "Work"], begins: false },
      { key: "Done", next: [], begins: false },
    ],
  },
  conformance: {
    deviations: [{ key: "skipped:Review", stage: "Review", ways: [{ from: "Work", to: "Done", times: 10 }] }],
  },
} as unknown as ProcessAnswer; // what these functions read of an answer; the rest is not theirs

const all = shownPart(graphOf(process), 1, 1);
const noTeam = () => null;

describe("what the sliders leave", () => {
  test("is worked out from the answer alone, in the words the server has for it", () => {
    expect(all.sentence).toBe("Nothing is hidden.");
    const part = shownPart(graphOf(process), 1, 0);
    expect([...part.ways].toSorted()).toEqual(["Draft~Work", "Review~Done", "Work~Review"]);
    expect(part.sentence).toBe("Hidden: 2 of 5 ways (5 % of moves).");
  });

  test("is everything of a small map, and as much of a large one as can be read", () => {
    expect(usualShares(process)).toEqual({ stages: 100, ways: 100 });
    const names = Array.from({ length: 30 }, (_, at) => `S${at}`);
    const many = {
      stages: names.map((key, at) => ({ ...stage("Work", at, 1000 - at), key })),
      ways: names.flatMap((from) => names.map((to) => ({ ...way("Work", "Done", 10), from, to }))),
    };
    const { stages, ways } = usualShares(many);
    expect(Math.ceil((stages / 100) * 30)).toBeLessThanOrEqual(16);
    // Of the ways among the stages that are left.
    expect(Math.ceil((ways / 100) * 16 * 16)).toBeLessThanOrEqual(26);
    expect(ways).toBeGreaterThan(0);
  });
});

describe("what is chosen", () => {
  test("stands in the address and comes back out of it", () => {
    for (const selection of [
      { of: "way", key: "a~b" },
      { of: "deviation", key: "went_back:a~b" },
      { of: "following", key: "" },
    ] as const)
      expect(selectionOf(addressOf(selection))).toEqual(selection);
    expect(selectionOf("nonsense:a")).toBeNull();
    expect(selectionOf(undefined)).toBeNull();
  });

  test("lights where it shows on the map", () => {
    expect([...(litBy({ of: "deviation", key: "skipped:Review" }, process)?.ways ?? [])]).toEqual(["Work~Done"]);
    expect([...(litBy({ of: "variant", key: "v" }, process)?.ways ?? [])]).toEqual(["Draft~Work", "Work~Done"]);
    expect([...(litBy({ of: "stage", key: "Done" }, process)?.ways ?? [])]).toEqual([
      "Review~Done",
      "Work~Done",
      "Done~Work",
    ]);
    expect([...(litBy({ of: "returned", key: "" }, process)?.ways ?? [])]).toEqual(["Done~Work"]);
    expect(litBy({ of: "deviation", key: "skipped:Nothing" }, process)).toBeNull();
  });

  test("is read from the address with everything else; what makes no sense is passed over", () => {
    const look = lookOf(
      { from: "2026-01-01", to: "soon", time: "working", stages: "140", ways: "x", workflow: "1", group: "stage_team" },
      "T",
      "UTC",
    );
    expect(look).toMatchObject({
      time: "working",
      measure: "often",
      stages: 100,
      ways: null,
      rare: 20,
      tab: "deviations",
    });
    expect(look.asked).toEqual({ team: "T", from: "2026-01-01", zone: "UTC", group: "stage_team" });
  });
});

describe("the maps", () => {
  test("mark what is not meant on the one, and what was never taken on the other", () => {
    const worked = workedMap(process, all, "often", false, noTeam);
    const marked = (map: DrawnMap, mark: string) => map.ways.filter((each) => each.mark === mark).map(({ key }) => key);
    expect(marked(worked, "extra")).toEqual(["Work~Done", "Done~Work"]);
    const meant = meantMap(process, (key) => ({ name: key, kind: kinds[key as Name] }));
    expect(marked(meant, "unused")).toEqual(["Review~Work"]);
    expect(meant.ways.find(({ key }) => key === "Work~Review")?.figure).toBe("95");
    expect(worked.stages.map(({ note }) => note)).toEqual(["100 in", null, null, "100 ended"]);
  });

  test("tell how long where that is asked for; thickness stays how often", () => {
    const often = workedMap(process, all, "often", false, noTeam);
    const long = workedMap(process, all, "long", false, noTeam);
    expect(long.stages.map(({ figure }) => figure)).toEqual(["0 s", "1 h", "2 h", "3 h"]);
    expect(long.ways.map(({ weight }) => weight)).toEqual(often.ways.map(({ weight }) => weight));
  });

  test("are laid out downwards in the order of the workflow, the same each time, nothing upon anything", () => {
    const worked = workedMap(process, all, "often", false, noTeam);
    const layout = layOutMap(worked);
    expect(layOutMap(worked)).toEqual(layout);
    const tops = worked.stages.map(({ key }) => layout.stages.get(key)?.y ?? Number.NaN);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    const boxes = worked.stages.map((each) => ({ ...layout.stages.get(each.key), height: stageHeight(each) }));
    for (const [at, a] of boxes.entries())
      for (const b of boxes.slice(at + 1))
        expect((a.y ?? 0) + a.height <= (b.y ?? 0) || Math.abs((a.x ?? 0) - (b.x ?? 0)) >= stageWidth).toBe(true);
    // Going back it leaves above and comes in below.
    const back = layout.ways.get(wayKey("Done", "Work"));
    expect(back?.angle).toBe(-Math.PI / 2);
    expect(back?.tip.y).toBe((layout.stages.get("Work")?.y ?? 0) + stageHeight(worked.stages[1]!));
    for (const laid of layout.ways.values()) {
      expect(laid.path).not.toContain("NaN");
      expect(laid.label.x).toBeLessThan(layout.width);
    }
  });

  test("draw a stage that leads to itself, and nothing at all", () => {
    const loop = { ...process, ways: [way("Work", "Work", 3)] } as unknown as ProcessAnswer; // as above
    const layout = layOutMap(workedMap(loop, shownPart(graphOf(loop), 1, 1), "often", false, noTeam));
    expect(layout.ways.get("Work~Work")?.path).toMatch(/^M/);
    expect(layOutMap({ stages: [], ways: [] })).toMatchObject({ stages: new Map(), ways: new Map() });
  });
});

describe("looking around", () => {
  const window = { width: 400, height: 300 };

  test("begins with all of it where that can be read, else with its width, never as an ornament", () => {
    expect(fitted({ width: 200, height: 200 }, window)).toEqual({ scale: 1, x: 100, y: 0 });
    expect(fitted({ width: 440, height: 1000 }, window).scale).toBeCloseTo(400 / 440, 9);
    expect(fitted({ width: 4000, height: 300 }, window).scale).toBe(0.55);
    expect(whole({ width: 4000, height: 300 }, window).scale).toBe(0.15);
    expect(fitted({ width: 0, height: 0 }, window)).toEqual({ scale: 1, x: 0, y: 0 });
  });

  test("comes nearer to the point under the pointer and goes no further than the drawing", () => {
    const drawing = { width: 1000, height: 1000 };
    const before = { scale: 1, x: -200, y: -200 };
    const after = zoomed(before, 2, { x: 100, y: 100 }, drawing, window);
    expect((100 - after.x) / after.scale).toBeCloseTo((100 - before.x) / before.scale, 9);
    expect(zoomed(before, 100, { x: 0, y: 0 }, drawing, window).scale).toBe(2.5);
    expect(moved(before, 9999, -9999, drawing, window)).toEqual({ scale: 1, x: 0, y: -700 });
    expect(showing(before, { x: 900, y: 0, width: 50, height: 50 }, drawing, window)).toEqual({
      scale: 1,
      x: -574,
      y: 0,
    });
  });
});

describe("words that fit on a map", () => {
  test.each([
    [4_000, false, "4 s"],
    [12 * 60_000, false, "12 min"],
    [3.44 * HOUR, false, "3.4 h"],
    [50 * HOUR, false, "2.1 d"],
    [50 * HOUR, true, "50 h"],
    [1000 * HOUR, false, "42 d"],
  ])("%d ms, working hours %s: %s", (time, isWorking, text) => expect(shortTime(time, isWorking)).toBe(text));

  test("are cut with an ellipsis, or broken between words into two lines", () => {
    expect(fitText("Done", 100, 13)).toBe("Done");
    expect(fitText("Waiting for the supplier", 60, 13)).toMatch(/^Wai.*…$/);
    expect(wrapText("Take in charge ticket", 122, 13)).toEqual(["Take in charge", "ticket"]);
    expect(wrapText("Wiederherstellungszeitpunkt", 60, 13)).toHaveLength(1);
  });

  test("letters tell stages of a strip apart", () => {
    const named = (...names: string[]) => names.map((name, at) => ({ ...stage("Work", at, 1), key: name, name }));
    const marks = variantMarks({
      stages: named("Review", "Release", "Ready for test", "Re", "Accepted: Wait", "Accepted: Wait - User"),
    });
    const letters = [...marks.values()].map((mark) => mark.letters.toLowerCase());
    expect(new Set(letters).size).toBe(6);
  });
});
