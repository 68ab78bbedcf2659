import { describe, expect, test } from "vitest";
import { casesWith, conformance, deviationKeys } from "./conformance.ts";
import { deviationInWords } from "./conformance-in-words.ts";
import { directlyFollows } from "./directly-follows.ts";
import { eventLog } from "./event-log.ts";
import { hiddenInWords, hiddenPart } from "./hidden-part.ts";
import { drawWorkflow } from "./intended-workflow.ts";
import { simplifyGraph } from "./simplify-graph.ts";
import { stagesInOrder } from "./stages-in-order.ts";
import { timeSpent } from "./time-spent.ts";
import { variantKey } from "./variant-key.ts";
import type { EventLog } from "./event-log.ts";

const HOUR = 3_600_000;

/** Cases as stages and the hours at which they were entered: "Draft 0, Review 2, Publish 5". */
const history = (...cases: string[]): EventLog =>
  eventLog(
    cases.flatMap((text, c) =>
      text.split(", ").map((entry) => {
        const [activity = "", hour] = entry.split(" ");
        return { case: `item ${c}`, activity, at: Number(hour) * HOUR };
      }),
    ),
  );

const log = history(
  "Draft 0, Review 2, Publish 5",
  "Draft 0, Review 4, Draft 5, Review 8, Publish 9",
  "Draft 0, Publish 10",
);
const numberOf = (name: string): number => log.activities.indexOf(name);

describe("the map", () => {
  test("says how long every move took and which of them came back", () => {
    const edges = new Map(
      directlyFollows(log).edges.map((edge) => [`${log.activities[edge.from]} ${log.activities[edge.to]}`, edge]),
    );
    // Draft to Review took 2, 4 and 3 hours; the last of them came back to Review.
    expect(edges.get("Draft Review")).toMatchObject({ count: 3, cases: 2, returns: 1, medianTime: 3 * HOUR });
    expect(edges.get("Draft Review")?.p85Time).toBeCloseTo(3.7 * HOUR, 6);
    expect(edges.get("Review Draft")).toMatchObject({ count: 1, returns: 1, medianTime: HOUR });
    expect(edges.get("Draft Publish")).toMatchObject({ count: 1, returns: 0, medianTime: 10 * HOUR });
  });

  test("says how long cases were at each activity, those that have not gone on left out", () => {
    const spent = timeSpent(log);
    expect(spent[numberOf("Draft")]).toEqual({
      stays: 4,
      mean: 4.75 * HOUR,
      median: 3.5 * HOUR,
      p85: expect.closeTo(7.3 * HOUR, 3),
    });
    expect(spent[numberOf("Review")]).toMatchObject({ stays: 3, median: HOUR });
    expect(spent[numberOf("Publish")]).toBeUndefined();
  });

  test("is timed by the clock it is given", () => {
    const halfSpeed = (_: number, from: number, to: number): number => (to - from) / 2;
    expect(timeSpent(log, halfSpeed)[numberOf("Draft")]?.median).toBe(1.75 * HOUR);
    const [edge] = directlyFollows(log, halfSpeed).edges;
    expect(edge).toMatchObject({ count: 3, medianTime: 1.5 * HOUR });
  });

  test("says what it leaves out", () => {
    const whole = directlyFollows(log);
    expect(hiddenInWords(hiddenPart(whole, simplifyGraph(whole, 1, 1)))).toBe("Nothing is hidden.");
    const shown = simplifyGraph(whole, 0.5, 0);
    // Draft (4 entries) and Review (3) stay, Publish (3) goes; of 7 moves the 3 from Draft to Review are left.
    const most = hiddenPart(whole, shown);
    expect(most).toMatchObject({ activities: 1, ofActivities: 3, edges: 3, ofEdges: 4 });
    expect(hiddenInWords(most)).toBe("Hidden: 1 of 3 stages (30 % of entries), 3 of 4 ways (57 % of moves).");
  });
});

test("a map with few edges hangs a stage where cases rarely begin and end on its stronger ways in and out", () => {
  const cases = (word: string, times: number): string[] => Array.from({ length: times }, () => word);
  const graph = directlyFollows(
    eventLog(
      [...cases("abcd", 20), ...cases("acd", 30), ...cases("b", 1)].flatMap((word, c) =>
        Array.from(word, (activity, i) => ({ case: `${c}`, activity, at: i })),
      ),
    ),
  );
  const kept = simplifyGraph(graph, 1, 0).edges.map(({ from, to }) => graph.activities[from]! + graph.activities[to]!);
  expect(kept.toSorted()).toEqual(["ab", "ac", "bc", "cd"]);
});

describe("the workflow as it was meant", () => {
  const stages = [
    { name: "Draft", done: false },
    { name: "Review", done: false },
    { name: "Publish", done: true },
    { name: "Withdrawn", done: true },
  ];

  test("read in the order of its stages, leads from each to the next, from the last to every done one, and on among those", () => {
    expect(stagesInOrder(stages).map(({ name, next }) => [name, next])).toEqual([
      ["Draft", ["Review"]],
      ["Review", ["Publish", "Withdrawn"]],
      ["Publish", ["Withdrawn"]],
      ["Withdrawn", []],
    ]);
  });

  test("read so, lets a stage for exceptions be passed over, at the beginning and before the end", () => {
    const order = (...unusual: string[]) =>
      stagesInOrder(stages, ({ name }) => !unusual.includes(name)).map(({ name, next, begins }) => [
        name,
        begins,
        next,
      ]);
    expect(order("Draft")).toEqual([
      ["Draft", true, ["Review"]],
      ["Review", true, ["Publish", "Withdrawn"]],
      ["Publish", false, ["Withdrawn"]],
      ["Withdrawn", false, []],
    ]);
    expect(order("Review")[0]).toEqual(["Draft", true, ["Review", "Publish", "Withdrawn"]]);
    expect(
      conformance(
        log,
        stagesInOrder(stages, ({ name }) => name !== "Review"),
      ).deviations,
    ).toMatchObject([{ key: "went_back:Review~Draft" }]);
  });

  test("names the moves a deviation shows in and gives the cases behind it", () => {
    const intended = stagesInOrder(stages);
    const held = conformance(log, intended);
    expect(held.deviations).toMatchObject([
      {
        key: "went_back:Review~Draft",
        cases: 1,
        moves: [{ from: numberOf("Review"), to: numberOf("Draft"), times: 1 }],
      },
      { key: "skipped:Review", cases: 1, moves: [{ from: numberOf("Draft"), to: numberOf("Publish"), times: 1 }] },
    ]);
    expect(held.deviations.map((each) => deviationInWords(each, held))).toEqual([
      "33 % go back from Review to Draft (1 of 3).",
      "33 % skip Review (1 of 3).",
    ]);
    expect(casesWith(log, intended, "skipped:Review")).toEqual([2]);
    expect(casesWith(log, intended, undefined)).toEqual([0]);
    expect(casesWith(log, intended, "skipped:Nothing")).toEqual([]);
  });

  test("may be entered wherever a stage says so", () => {
    const entered = (...begins: string[]): string[] => {
      const workflow = drawWorkflow(
        stagesInOrder(stages).map((stage) => ({ ...stage, begins: begins.includes(stage.name) })),
        log.activities,
      );
      return deviationKeys([numberOf("Review"), numberOf("Publish")], workflow);
    };
    expect(entered("Draft", "Review")).toEqual([]);
    expect(entered("Draft")).toEqual(["skipped:Draft"]);
    expect(entered()).toEqual(["skipped:Draft"]);
    expect(entered("Publish")).toEqual(["out_of_turn:~Review"]);
  });
});

test("a way has one key however activities are numbered, and another for every other way", () => {
  expect(variantKey([0, 1, 2], ["a", "b", "c"])).toBe(variantKey([2, 1, 0], ["c", "b", "a"]));
  const words = Array.from({ length: 2_000 }, (_, i) => i.toString(3));
  const keys = words.map((word) => variantKey(Array.from(word, Number), ["a", "b", "c"]));
  expect(new Set(keys).size).toBe(words.length);
  expect(variantKey([0], ["ab"])).not.toBe(variantKey([0, 1], ["a", "b"]));
});
