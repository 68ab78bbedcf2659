import { describe, expect, test } from "vitest";
import { randomStream } from "../numbers/random.ts";
import { Aligner, alignLog } from "./align.ts";
import { conformance } from "./conformance.ts";
import { deviationInWords } from "./conformance-in-words.ts";
import { eventLog } from "./event-log.ts";
import { MarkingEquation } from "./marking-equation.ts";
import { NetStates } from "./net-states.ts";
import { etcPrecision } from "./precision.ts";
import { SILENT } from "./process-tree.ts";
import { replayFitness } from "./token-replay.ts";
import { SuffixCounts } from "./suffix-counts.ts";
import { treeToNet } from "./tree-to-net.ts";
import type { RandomStream } from "../numbers/random.ts";
import type { EventLog } from "./event-log.ts";
import type { PetriNet } from "./petri-net.ts";
import type { ProcessTree } from "./process-tree.ts";

const logOf = (...traces: string[]): EventLog =>
  eventLog(
    traces.flatMap((text, c) =>
      Array.from(text).map((activity, i) => ({ case: `case ${c}`, activity, at: c * 1000 + i * 10 })),
    ),
  );

const of = (...activities: number[]): Uint16Array => Uint16Array.from(activities);
const leaf = (activity: number): ProcessTree => ({ kind: "activity", activity });
const sequence = (...children: ProcessTree[]): ProcessTree => ({ kind: "sequence", children });

/** Dijkstra's search over every marking and place in the trace: slow, and plainly right. */
function cheapest(net: PetriNet, trace: Uint16Array): number {
  const states = new NetStates(net);
  const width = trace.length + 1;
  const costs = new Map<number, number>([[states.initial * width, 0]]);
  const done = new Set<number>();
  for (;;) {
    let key = -1;
    for (const [candidate, cost] of costs)
      if (!done.has(candidate) && (key < 0 || cost < costs.get(key)!)) key = candidate;
    if (key < 0) return Infinity;
    done.add(key);
    const cost = costs.get(key)!;
    const [marking, position] = [Math.floor(key / width), key % width];
    if (marking === states.final && position === trace.length) return cost;
    const reach = (m: number, p: number, more: number): void => {
      const next = m * width + p;
      if (cost + more < (costs.get(next) ?? Infinity)) costs.set(next, cost + more);
    };
    if (position < trace.length) reach(marking, position + 1, 1);
    for (const t of states.enabled(marking)) {
      const { activity } = net.transitions[t]!;
      const next = states.fire(marking, t);
      reach(next, position, activity === undefined ? 0 : 1);
      if (activity !== undefined && activity === trace[position]) reach(next, position + 1, 0);
    }
  }
}

function bound(equation: MarkingEquation, states: NetStates, trace: Uint16Array): number {
  const left = new SuffixCounts(trace);
  return equation.bound(states.tokens(states.initial), left.activities, left.at(0)).cost;
}

function anyTree(random: RandomStream, depth: number): ProcessTree {
  const drawn = random.nextInt(depth === 0 ? 4 : 10);
  if (drawn === 0) return SILENT;
  if (drawn < 4) return leaf(random.nextInt(5));
  const kind = (["sequence", "choice", "parallel", "loop"] as const)[random.nextInt(4)]!;
  return {
    kind,
    children: Array.from({ length: kind === "loop" ? 2 : 2 + random.nextInt(2) }, () => anyTree(random, depth - 1)),
  };
}

describe("alignments", () => {
  test("cost what an exhaustive search says, on trees of every kind with repeated activities", () => {
    const random = randomStream("trees");
    for (let round = 0; round < 80; round++) {
      const net = treeToNet(anyTree(random, 3));
      const aligner = new Aligner(net);
      for (let i = 0; i < 4; i++) {
        const trace = Uint16Array.from({ length: random.nextInt(7) }, () => random.nextInt(6));
        const found = aligner.align(trace);
        expect([round, [...trace], found.cost, found.optimal]).toEqual([round, [...trace], cheapest(net, trace), true]);
        expect(found.moves.filter(({ kind }) => kind !== "both").length).toBe(found.cost);
        expect(found.moves.filter(({ kind }) => kind !== "net").map(({ activity }) => activity)).toEqual([...trace]);
      }
    }
  }, 60_000);

  test("the marking equation never promises more than it costs", () => {
    const random = randomStream("bounds");
    for (let round = 0; round < 60; round++) {
      const net = treeToNet(anyTree(random, 3));
      const states = new NetStates(net);
      const equation = new MarkingEquation(net);
      for (let i = 0; i < 3; i++) {
        const trace = Uint16Array.from({ length: random.nextInt(6) }, () => random.nextInt(6));
        expect(bound(equation, states, trace)).toBeLessThanOrEqual(cheapest(net, trace) + 1e-6);
      }
    }
  });

  test("a trace of ten thousand events is aligned too", () => {
    const net = treeToNet({ kind: "loop", children: [sequence(leaf(0), leaf(1)), SILENT] });
    const trace = Uint16Array.from({ length: 10_000 }, (_, i) => (i === 5_000 ? 3 : i % 2));
    expect(new Aligner(net).align(trace)).toMatchObject({ cost: 2, optimal: true });
  });

  test("by hand: a, then b and c in any order, then d, held against a c d d", () => {
    const net = treeToNet(sequence(leaf(0), { kind: "parallel", children: [leaf(1), leaf(2)] }, leaf(3)));
    const found = new Aligner(net).align(of(0, 2, 3, 3));
    expect(found.cost).toBe(2);
    // Dropping the trace costs 4, playing the net alone 4.
    expect(found.fitness).toBe(1 - 2 / 8);
    expect(found.moves.filter(({ kind }) => kind === "net")).toMatchObject([{ activity: 1 }]);
    expect(found.moves.filter(({ kind }) => kind === "trace")).toEqual([{ kind: "trace", activity: 3 }]);
  });

  test("a search cut short says that its alignment may not be the cheapest", () => {
    const net = treeToNet({
      kind: "parallel",
      children: Array.from({ length: 8 }, (_, a) => sequence(leaf(a), leaf(a + 8))),
    });
    const trace = of(8, 0, 9, 1, 10, 2, 11, 3, 12, 4, 13, 5, 14, 6, 15, 7);
    const hasty = new Aligner(net, 20).align(trace);
    expect(hasty.optimal).toBe(false);
    expect(hasty.cost).toBeGreaterThanOrEqual(new Aligner(net).align(trace).cost);
  });

  test("a net that cannot end is refused, as are a place it does not have and a step that needs nothing", () => {
    expect(
      () => new Aligner({ places: 3, source: 0, sink: 1, transitions: [{ activity: 0, from: [0], to: [2] }] }),
    ).toThrow(/cannot reach its end/);
    expect(
      () => new Aligner({ places: 2, source: 0, sink: 1, transitions: [{ activity: 0, from: [0], to: [7] }] }),
    ).toThrow(/Transition 0 names a place/);
    expect(
      () => new Aligner({ places: 2, source: 0, sink: 1, transitions: [{ activity: 0, from: [], to: [1] }] }),
    ).toThrow(/could happen for ever/);
  });
});

describe("token replay", () => {
  test("counts what is lent and what is left: a b c played as a c", () => {
    // Tokens: 1 at the start, a and c produce 1 each, c lacks one (from b), b's way in keeps one.
    const replay = replayFitness(logOf("abc", "ac"), treeToNet(sequence(leaf(0), leaf(1), leaf(2))));
    expect(replay.variants[1]).toEqual({ produced: 3, consumed: 3, missing: 1, remaining: 1 });
    expect(replay.fitness).toBeCloseTo(0.5 * (1 - 1 / 7) + 0.5 * (1 - 1 / 7), 12);
    expect(replay.fittingShare).toBe(0.5);
  });

  test("an activity the net does not have counts against it", () => {
    const replay = replayFitness(logOf("ab", "axb"), treeToNet(sequence(leaf(0), leaf(1))));
    expect(replay.variants[1]).toEqual({ produced: 4, consumed: 4, missing: 1, remaining: 1 });
  });
});

describe("precision", () => {
  test("is 1 for a net that allows only what was seen, and falls with what else it allows", () => {
    const log = logOf("ab", "ab");
    expect(etcPrecision(log, treeToNet(sequence(leaf(0), leaf(1))))).toBe(1);
    // After nothing and after a, the flower allows a and b; each time one of them was seen.
    expect(
      etcPrecision(
        log,
        treeToNet({ kind: "loop", children: [{ kind: "choice", children: [leaf(0), leaf(1)] }, SILENT] }),
      ),
    ).toBe(0.5);
  });

  test("sees through silent steps: a, then b or nothing, then c", () => {
    const net = treeToNet(sequence(leaf(0), { kind: "choice", children: [SILENT, leaf(1)] }, leaf(2)));
    // After a both b and c are allowed and only b was seen: of 4 allowed in all, 1 escapes; cases weigh alike.
    expect(etcPrecision(logOf("abc"), net)).toBe(0.75);
  });
});

describe("the intended workflow", () => {
  const workflow = [
    { name: "Draft", next: ["Review"], done: false },
    { name: "Review", next: ["Publish", "Draft"], done: false },
    { name: "Publish", next: [], done: true },
  ];
  const history = (...cases: string[][]): EventLog =>
    eventLog(
      cases.flatMap((stages, c) =>
        stages.map((activity, i) => ({ case: `item ${c}`, activity, at: i * 1000 * (c + 1) })),
      ),
    );
  const said = (...cases: string[][]): string[] => {
    const held = conformance(history(...cases), workflow);
    return held.deviations.map((deviation) => deviationInWords(deviation, held));
  };
  const straight = ["Draft", "Review", "Publish"];

  test("says who skips a stage, in words with the figures", () => {
    expect(
      said(
        ...Array.from({ length: 22 }, () => straight),
        ["Draft", "Publish"],
        ["Draft", "Publish"],
        ["Draft", "Publish"],
      ),
    ).toEqual(["12 % skip Review (3 of 25)."]);
  });

  test.each([
    [["Draft", "Legal", "Review", "Publish"], ["100 % pass through Legal, which is not in the workflow (1 of 1)."]],
    [["Draft", "Review", "Publish", "Draft", "Review", "Publish"], ["100 % go back from Publish to Draft (1 of 1)."]],
    [["Review", "Draft", "Publish"], ["100 % reach Draft too late (1 of 1)."]],
    [["Publish"], ["100 % skip Draft (1 of 1).", "100 % skip Review (1 of 1)."]],
    [
      ["Draft", "Publish", "Review"],
      [
        "100 % reach Review too late (1 of 1).",
        "100 % go from Publish to Review, which the workflow does not allow (1 of 1).",
      ],
    ],
  ])("reads %j as %j", (stages, sentences) => {
    expect(said(stages)).toEqual(sentences);
  });

  test("holds nothing against work still under way, nor against an allowed way back or a repeated entry", () => {
    const held = conformance(
      history(["Draft"], ["Draft", "Draft", "Review"], ["Draft", "Review", "Draft", "Review", "Publish"]),
      workflow,
    );
    expect(held).toMatchObject({ conformingShare: 1, openCases: 2, deviations: [] });
  });

  test("sets the time of those who deviate beside the time of those who do not", () => {
    const held = conformance(history(straight, straight, ["Draft", "Publish"]), workflow);
    expect(held.conformingMedianDuration).toBe(3000);
    expect(held.deviations[0]).toMatchObject({ cases: 1, medianDuration: 3000, examples: ["item 2"] });
  });

  test("refuses a workflow that is none", () => {
    expect(() => conformance(history(straight), [])).toThrow(/no stages/);
    expect(() => conformance(history(straight), [{ name: "Draft", next: ["Nowhere"], done: true }])).toThrow(
      /“Draft” leads to “Nowhere”/,
    );
    expect(() => conformance(history(straight), [{ name: "Draft", next: null, done: false }])).toThrow(
      /No stage of the workflow is done/,
    );
    expect(() => conformance(history(straight), [workflow[2]!, workflow[2]!])).toThrow(
      /Two stages are called “Publish”/,
    );
  });
});

test("a log is aligned once per way, each counted as often as it was taken", () => {
  const aligned = alignLog(logOf("ab", "ab", "ab", "a"), treeToNet(sequence(leaf(0), leaf(1))));
  expect(aligned.variants.length).toBe(2);
  expect(aligned.fittingShare).toBe(0.75);
  expect(aligned.fitness).toBeCloseTo(0.75 + 0.25 * (1 - 1 / 3), 12);
});
