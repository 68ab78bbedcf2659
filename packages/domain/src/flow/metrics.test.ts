/** The worked example of docs/methods/flow-metrics.md: four items, times in days. */
import { describe, expect, test } from "vitest";
import { ageingWork } from "./ageing-work.ts";
import { cumulativeFlow } from "./cumulative-flow.ts";
import { cycleTimes, spreadOf } from "./cycle-time.ts";
import { handOffWaits, waitsByPair } from "./hand-off-waits.ts";
import { readHistory, type FlowEvent, type FlowHistory, type FlowStage } from "./history.ts";
import { itemLifetimes, stayLifetimes } from "./lifetimes.ts";
import { littleGauge } from "./little.ts";
import { remainingTime } from "./remaining-time.ts";
import { serviceLevel } from "./service-level.ts";
import { timeInProgress } from "./spells.ts";
import { blockedByReason, flowEfficiency, pooledFlowEfficiency, stageTimes } from "./stage-times.ts";
import { throughput } from "./throughput.ts";
import { crossings, workInProgress, workInProgressAt } from "./work-in-progress.ts";
import { randomStream } from "../numbers/random.ts";

const stages: FlowStage[] = [
  { id: "ready", kind: "queue", team: "design" },
  { id: "draft", kind: "active", team: "design" },
  { id: "inbox", kind: "queue", team: "legal" },
  { id: "review", kind: "active", team: "legal" },
  { id: "done", kind: "done" },
];

const example: FlowEvent[] = [
  { name: "entered", item: "a", at: 0, stage: "ready" },
  { name: "entered", item: "a", at: 1, stage: "draft" },
  { name: "entered", item: "a", at: 4, stage: "inbox" },
  { name: "entered", item: "a", at: 6, stage: "review" },
  { name: "entered", item: "a", at: 7, stage: "done" },
  { name: "entered", item: "b", at: 1, stage: "ready" },
  { name: "entered", item: "b", at: 2, stage: "draft" },
  { name: "blocked", item: "b", at: 3, reason: "figures" },
  { name: "unblocked", item: "b", at: 5 },
  { name: "entered", item: "b", at: 6, stage: "done" },
  { name: "entered", item: "c", at: 3, stage: "ready" },
  { name: "entered", item: "c", at: 5, stage: "draft" },
  { name: "entered", item: "d", at: 4, stage: "ready" },
  { name: "dropped", item: "d", at: 8 },
];
const history = readHistory(example, stages);
const whole = { from: 0, to: 10 };

describe("flow metrics of the worked example", () => {
  test("cycle time runs from the start of work, lead time from arrival", () => {
    expect(cycleTimes(history, "start").map(({ flow, time }) => [flow.item, time])).toEqual([
      ["b", 4],
      ["a", 6],
    ]);
    expect(cycleTimes(history, "arrival").map(({ time }) => time)).toEqual([5, 7]);
    expect(cycleTimes(history, "arrival", { window: { from: 7, to: 9 } }).map(({ flow }) => flow.item)).toEqual(["a"]);
    expect(spreadOf([4, 6])).toEqual({ count: 2, mean: 5, p50: 5, p85: 5.7, p95: 5.9 });
    expect(spreadOf([])).toBeUndefined();
  });

  test("time runs on the calendar it is given", () => {
    const half = (from: number, to: number): number => (to - from) / 2;
    expect(cycleTimes(history, "start", { elapsed: half }).map(({ time }) => time)).toEqual([2, 3]);
  });

  test("work in progress rises with starts and falls with ends", () => {
    const changes = crossings(history, "start");
    expect(Array.from(workInProgressAt(changes, [0, 1, 2, 5, 6, 7, 9]))).toEqual([0, 1, 2, 3, 2, 1, 1]);
    expect(workInProgress(changes, whole)).toEqual({ mean: 1.5, least: 0, most: 3, area: 15 });
  });

  test("throughput counts finishes, arrivals and drops per bucket", () => {
    const counts = throughput(history, [0, 2, 7, 8, 9]);
    expect(Array.from(counts.finished)).toEqual([0, 1, 1, 0]);
    expect(Array.from(counts.arrived)).toEqual([2, 2, 0, 0]);
    expect(Array.from(counts.dropped)).toEqual([0, 0, 0, 1]);
  });

  test("the cumulative flow diagram accounts for every item at every instant", () => {
    const flow = cumulativeFlow(history, [0, 3, 5, 7, 9]);
    expect(flow.inStage.map((row) => Array.from(row))).toEqual([
      [1, 1, 1, 1, 0],
      [0, 2, 2, 1, 1],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 2, 2],
    ]);
    expect(Array.from(flow.dropped)).toEqual([0, 0, 0, 0, 1]);
    expect(Array.from(flow.arrived)).toEqual([1, 3, 4, 4, 4]);
  });

  test("flow efficiency leaves out queues and blocked time", () => {
    const [a, b] = history.items.map((item) => stageTimes(item, 10));
    expect([a!.active, a!.waiting, a!.byStage.get("inbox")]).toEqual([4, 3, 2]);
    expect([b!.active, b!.waiting, b!.blocked]).toEqual([2, 3, 2]);
    expect(flowEfficiency(a!)).toBeCloseTo(4 / 7, 12);
    expect(pooledFlowEfficiency([a!, b!])).toBe(0.5);
    expect(pooledFlowEfficiency([])).toBeUndefined();
  });

  test("blocked time is added up by reason", () => {
    expect(blockedByReason(history, 10)).toEqual([{ reason: "figures", count: 1, time: 2, open: 0 }]);
    expect(blockedByReason(history, 4)).toEqual([{ reason: "figures", count: 1, time: 1, open: 1 }]);
  });

  test("a move into another team's queue waits until that team starts", () => {
    expect(waitsByPair(handOffWaits(history, 10))).toEqual([
      { fromTeam: "design", toTeam: "legal", count: 1, open: 0, times: [2], total: 2 },
    ]);
    expect(handOffWaits(history, 5)).toEqual([
      { item: "a", fromTeam: "design", toTeam: "legal", from: 4, to: undefined, time: 1 },
    ]);
  });

  test("service level counts open work past its target as missed and weighs the rest", () => {
    const level = serviceLevel(itemLifetimes(history, "start", { to: 10 }), 4);
    expect([level.met, level.missed, level.undecided, level.attainment]).toEqual([1, 2, 0, 1 / 3]);
    const young = serviceLevel(itemLifetimes(history, "start", { to: 10 }), 5.5);
    expect([young.met, young.missed, young.undecided, young.attainment]).toEqual([1, 1, 1, 0.5]);
    expect(young.estimate!.share).toBeCloseTo(1 / 3, 12);
  });

  test("ageing work tells stage, age, and how unusual it is", () => {
    const [oldest, ...others] = ageingWork(history, "start", 10);
    expect(others).toEqual([]);
    expect(oldest).toMatchObject({ stage: "draft", age: 5, stageAge: 5, blocked: false });
    expect(oldest!.olderThan).toBeCloseTo(1 / 3, 12);
    expect(ageingWork(history, "start", 4).map(({ flow, blocked }) => [flow.item, blocked])).toEqual([
      ["a", false],
      ["b", true],
    ]);
  });

  test("Little's law holds exactly over any window, and steadiness shows work piling up", () => {
    const gauge = littleGauge(history, "start", whole);
    expect(gauge).toMatchObject({ inProgress: 1.5, rate: 0.3, time: 5 });
    expect(gauge.error).toBeLessThan(1e-15);
    expect(gauge.steadiness).toBeCloseTo(10 / 10 / 1.5, 12);
    expect(littleGauge(history, "start", { from: 20, to: 30 })).toMatchObject({ inProgress: 1, steadiness: undefined });
  });
});

describe("lifetimes", () => {
  test("seen through a window enter at the age they had", () => {
    expect(itemLifetimes(history, "start", { from: 4, to: 6.5 })).toEqual([
      { time: 5.5, finished: false, since: 3 },
      { time: 4, finished: true, since: 2 },
      { time: 1.5, finished: false, since: 0 },
    ]);
  });

  test("of stays end when the item goes on, and not when it is dropped", () => {
    expect(stayLifetimes(history, "ready", { to: 10 }).map(({ time, finished }) => [time, finished])).toEqual([
      [1, true],
      [1, true],
      [2, true],
      [4, false],
    ]);
  });
});

describe("remaining time given stage and age", () => {
  test("rests on stays that reached the age, and says nothing from too few", () => {
    const given = { stage: "draft", age: 2, now: 10 };
    expect(remainingTime(history, given, [0.5], 3)).toMatchObject({ basis: 3, percentiles: [4] });
    expect(remainingTime(history, given, [0.5])).toBeUndefined();
    expect(remainingTime(history, { ...given, age: 3.5 }, [0.5], 1)!.basis).toBe(2);
    expect(() => remainingTime(history, { ...given, age: -1 })).toThrow(/zero or more/);
  });
});

describe("time in progress", () => {
  test("leaves out the time an item was taken for done and counts a straight finish as no time", () => {
    const { items } = readHistory(
      [
        { name: "entered", item: "again", at: 0, stage: "draft" },
        { name: "entered", item: "again", at: 4, stage: "done" },
        { name: "entered", item: "again", at: 9, stage: "ready" },
        { name: "entered", item: "again", at: 12, stage: "done" },
        { name: "entered", item: "quick", at: 3, stage: "ready" },
        { name: "entered", item: "quick", at: 5, stage: "done" },
        { name: "entered", item: "waiting", at: 3, stage: "ready" },
        { name: "entered", item: "back", at: 0, stage: "draft" },
        { name: "dropped", item: "back", at: 2 },
        { name: "entered", item: "back", at: 6, stage: "draft" },
      ],
      stages,
    );
    expect(items.map((item) => timeInProgress(item, "start", 20))).toEqual([7, 0, undefined, 16]);
    expect(items.map((item) => timeInProgress(item, "arrival", 20))).toEqual([7, 2, 17, 16]);
  });
});

/** Items that wander at random through stages, are blocked, dropped, reopened. */
function wander(seed: number): FlowHistory {
  const random = randomStream(seed);
  const events: FlowEvent[] = [];
  for (let i = 0; i < 60; i++) {
    let at = random.nextInt(1000) + random.nextUniform();
    for (let step = random.nextInt(8); step >= 0; step--) {
      events.push({ name: "entered", item: `${i}`, at, stage: stages[random.nextInt(stages.length)]!.id });
      at += random.nextInt(3) === 0 ? 0 : random.nextUniform() * 100;
      if (random.nextInt(6) === 0) events.push({ name: "dropped", item: `${i}`, at });
    }
  }
  return readHistory(events, stages);
}

describe("whatever happened", () => {
  test("Little's law holds to 1e-9 through time and through items, and stages, dropped and arrived add up", () => {
    for (let seed = 0; seed < 50; seed++) {
      const history = wander(seed);
      for (const clock of ["arrival", "start"] as const) {
        for (const window of [
          { from: -10, to: 2000 },
          { from: 200, to: 300 },
          { from: 500.5, to: 777 },
        ]) {
          expect(littleGauge(history, clock, window).error).toBeLessThan(1e-9);
        }
      }
      const flow = cumulativeFlow(history, [100, 500, 900, 5000]);
      for (let i = 0; i < 4; i++) {
        const counted = flow.inStage.reduce((sum, row) => sum + row[i]!, 0) + flow.dropped[i]!;
        expect(counted).toBe(flow.arrived[i]);
      }
    }
  });

  test("and the gauge notices a history whose ends and starts do not belong together", () => {
    const history = readHistory(example, stages);
    // A faulty source: work that ended before it began. The sweep through time and the items then disagree.
    const broken = {
      ...history,
      items: history.items.map((item) =>
        item.item === "a"
          ? { ...item, stays: [item.stays[0]!, { ...item.stays[1]!, to: 0.5 }, { ...item.stays[4]!, from: 0.5 }] }
          : item,
      ),
    };
    expect(littleGauge(broken, "start", { from: 0.75, to: 10 }).error).toBeGreaterThan(1e-9);
  });
});
