import { describe, expect, test } from "vitest";
import { readHistory } from "../flow/history.ts";
import { randomStream } from "../numbers/random.ts";
import { directlyFollows } from "./directly-follows.ts";
import { eventLog } from "./event-log.ts";
import { filterLog } from "./filter-log.ts";
import { mineTree } from "./inductive-miner.ts";
import { logOfHistory } from "./log-of-history.ts";
import { writeTree } from "./process-tree.ts";
import { simplifyGraph } from "./simplify-graph.ts";
import { replayFitness } from "./token-replay.ts";
import { treeToNet } from "./tree-to-net.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";

/** Traces as words: "abc×3" is three cases a, b, c, an hour between events. */
function logOf(...traces: string[]): EventLog {
  let cases = 0;
  return eventLog(
    traces.flatMap((text) => {
      const [word, times = "1"] = text.split("×");
      return Array.from({ length: Number(times) }, () => {
        const name = `case ${cases++}`;
        return Array.from(word!).map((activity, i) => ({ case: name, activity, at: i * 3_600_000 }));
      }).flat();
    }),
  );
}

const mined = (log: EventLog, infrequent = 0): string => writeTree(mineTree(log, infrequent), log.activities);

describe("a log", () => {
  test("is put in order of time within each case, equal times as given", () => {
    const log = eventLog([
      { case: "x", activity: "late", at: 20 },
      { case: "y", activity: "only", at: 5 },
      { case: "x", activity: "early", at: 10 },
      { case: "x", activity: "same", at: 20 },
    ]);
    expect(Array.from(log.activity.subarray(0, 3), (a) => log.activities[a])).toEqual(["early", "late", "same"]);
    expect([...log.offsets]).toEqual([0, 3, 4]);
  });

  test("long unsorted cases are sorted too", () => {
    const random = randomStream("order");
    const events = Array.from({ length: 500 }, (_, i) => ({
      case: "c",
      activity: `a${i % 7}`,
      at: random.nextInt(100),
    }));
    const log = eventLog(events);
    const expected = events.map((event, i) => ({ ...event, i })).sort((a, b) => a.at - b.at || a.i - b.i);
    expect(Array.from(log.activity, (a) => log.activities[a])).toEqual(expected.map(({ activity }) => activity));
  });

  test("is refused when empty, when a time is no number, when a name is missing", () => {
    expect(() => eventLog([])).toThrow(/no events/);
    expect(() => eventLog([{ case: "x", activity: "a", at: Number.NaN }])).toThrow(/Event 0 of case x needs a time/);
    expect(() => eventLog([{ case: "x", activity: "", at: 1 }])).toThrow(/Event 0 needs the name/);
  });

  test("has its ways counted, the most frequent first, however long they are", () => {
    expect(variantsOf(logOf("ab", "ac×2", "ab×3")).map(({ trace, count }) => [[...trace], count])).toEqual([
      [[0, 1], 4],
      [[0, 2], 2],
    ]);
    expect(
      variantsOf(logOf("ab".repeat(6_000), "ab".repeat(6_000), `${"ab".repeat(5_999)}aa`)).map(({ count }) => count),
    ).toEqual([2, 1]);
  });

  test("is made from the history of live work, stage by stage", () => {
    const stages = [
      { id: "1", kind: "queue" },
      { id: "2", kind: "done" },
    ] as const;
    const history = readHistory(
      [
        { name: "entered", at: 1, item: "x", stage: "1" },
        { name: "blocked", at: 2, item: "x" },
        { name: "entered", at: 5, item: "x", stage: "2" },
      ],
      stages,
    );
    const log = logOfHistory(history, ({ kind }) => kind);
    expect([log.cases, log.activities, [...log.at]]).toEqual([["x"], ["queue", "done"], [1, 5]]);
  });

  test("is filtered by time, by activity and to its most frequent ways", () => {
    const log = logOf("abc×7", "abd×2", "acb");
    expect(filterLog(log, { variantShare: 0.7 }).cases.length).toBe(7);
    expect(filterLog(log, { variantShare: 0.71 }).cases.length).toBe(9);
    expect(variantsOf(filterLog(log, { activities: ["a", "b"] })).map(({ count }) => count)).toEqual([10]);
    expect(() => filterLog(log, { startedFrom: 1 })).toThrow(/No case passes/);
    expect(() => filterLog(log, { activities: ["z"] })).toThrow(/called “z”/);
    expect(() => filterLog(log, { variantShare: 0 })).toThrow(/above 0/);
  });
});

describe("the directly-follows graph", () => {
  test("counts edges, cases with them, and their times", () => {
    const graph = directlyFollows(
      eventLog([
        { case: "1", activity: "a", at: 0 },
        { case: "1", activity: "b", at: 10 },
        { case: "1", activity: "a", at: 15 },
        { case: "1", activity: "b", at: 45 },
        { case: "2", activity: "a", at: 0 },
        { case: "2", activity: "b", at: 14 },
      ]),
    );
    expect(graph.edges).toEqual([
      { from: 0, to: 1, count: 3, cases: 2, returns: 1, meanTime: 18, medianTime: 14, p85Time: 25.2, longestTime: 30 },
      { from: 1, to: 0, count: 1, cases: 1, returns: 1, meanTime: 5, medianTime: 5, p85Time: 5, longestTime: 5 },
    ]);
    expect([[...graph.occurrences], [...graph.starts], [...graph.ends]]).toEqual([
      [3, 3],
      [2, 0],
      [0, 2],
    ]);
  });

  test("simplified to nothing still connects every activity it shows to a start and an end", () => {
    const graph = directlyFollows(logOf("abcd×50", "abed×3", "afd×2", "ad×9"));
    const simple = simplifyGraph(graph, 1, 0);
    const names = simple.edges
      .map(({ from, to }) => `${graph.activities[from]}${graph.activities[to]}`)
      .sort((a, b) => (a < b ? -1 : 1));
    expect(names).toEqual(["ab", "af", "bc", "be", "cd", "ed", "fd"]);
    expect(
      simplifyGraph(graph, 0.6, 1).edges.every(
        ({ from, to }) => graph.activities[from] !== "f" && graph.activities[to] !== "f",
      ),
    ).toBe(true);
    expect(() => simplifyGraph(graph, 1.2, 1)).toThrow(/share of activities/);
  });
});

describe("the Inductive Miner", () => {
  test.each([
    ["sequence, parallel and choice", ["abcd×3", "acbd×2", "aed"], "→(a, ×(∧(b, c), e), d)"],
    ["a loop with its way back", ["ab", "abcab", "abcabcab"], "↺(→(a, b), c)"],
    ["a step that can be skipped", ["abc×5", "ac×5"], "→(a, ×(τ, b), c)"],
    ["steps skipped together", ["abcd×5", "ad×5"], "→(a, ×(τ, →(b, c)), d)"],
    ["an activity repeated", ["aaa", "a", "aa"], "↺(a, τ)"],
    ["cases without a second step", ["ab", "a"], "→(a, ×(τ, b))"],
    ["one activity", ["a×4"], "a"],
    ["an activity beside a sequence", ["xabc", "axbc", "abxc", "abcx"], "∧(x, →(a, b, c))"],
  ])("finds %s", (_, traces, tree) => {
    expect(mined(logOf(...traces))).toBe(tree);
  });

  test("leaves rare ways out when asked, and only then", () => {
    const log = logOf("abcd×95", "acbd×2", "abd×2", "dcba");
    expect(mined(log, 0.2)).toBe("→(a, b, c, d)");
    expect(mined(log)).not.toBe("→(a, b, c, d)");
  });

  test("without leaving anything out, every trace of any log fits what was mined", () => {
    const random = randomStream("any log");
    for (let round = 0; round < 60; round++) {
      const kinds = 2 + random.nextInt(6);
      const traces = Array.from({ length: 3 + random.nextInt(12) }, () =>
        Array.from({ length: 1 + random.nextInt(8) }, () => "abcdefgh"[random.nextInt(kinds)]).join(""),
      );
      const log = logOf(...traces);
      const replay = replayFitness(log, treeToNet(mineTree(log)));
      expect([traces, replay.fitness, replay.fittingShare]).toEqual([traces, 1, 1]);
    }
  });

  test("refuses a share that is none", () => {
    expect(() => mineTree(logOf("ab"), 1.5)).toThrow(/infrequent/);
  });
});
