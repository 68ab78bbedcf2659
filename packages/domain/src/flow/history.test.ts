import { describe, expect, test } from "vitest";
import { RefusedInput } from "../numbers/refused-input.ts";
import { readHistory, type FlowEvent, type FlowStage } from "./history.ts";

const stages: FlowStage[] = [
  { id: "ready", kind: "queue", team: "design" },
  { id: "draft", kind: "active", team: "design" },
  { id: "review", kind: "active", team: "legal" },
  { id: "done", kind: "done" },
];

function refusal(events: FlowEvent[]): string {
  try {
    readHistory(events, stages);
  } catch (error) {
    if (error instanceof RefusedInput) return `${error.code} at ${error.at}`;
    throw error;
  }
  return "accepted";
}

describe("reading a history", () => {
  test("keeps stays, starts, ends, blocks and hand-offs of each item apart", () => {
    const { items } = readHistory(
      [
        { name: "entered", item: "a", at: 0, stage: "ready" },
        { name: "entered", item: "b", at: 1, stage: "draft" },
        { name: "entered", item: "a", at: 2, stage: "draft" },
        { name: "blocked", item: "a", at: 3, reason: "waiting for figures" },
        { name: "blocked", item: "a", at: 4, reason: "said twice" },
        { name: "unblocked", item: "a", at: 6 },
        { name: "offered", item: "a", at: 7, team: "legal" },
        { name: "accepted", item: "a", at: 9 },
        { name: "entered", item: "a", at: 9, stage: "review" },
        { name: "entered", item: "a", at: 12, stage: "done" },
        { name: "dropped", item: "b", at: 13 },
      ],
      stages,
    );
    const [a, b] = items;
    expect(a).toMatchObject({ arrivedAt: 0, startedAt: 2, finishedAt: 12, droppedAt: undefined });
    expect(a!.stays.map(({ stage, from, to }) => [stage.id, from, to])).toEqual([
      ["ready", 0, 2],
      ["draft", 2, 9],
      ["review", 9, 12],
      ["done", 12, undefined],
    ]);
    expect(a!.blocks).toEqual([{ reason: "waiting for figures", from: 3, to: 6 }]);
    expect(a!.handOffs).toEqual([{ fromTeam: "design", toTeam: "legal", from: 7, to: 9, end: "accepted" }]);
    expect(b).toMatchObject({ startedAt: 1, finishedAt: undefined, droppedAt: 13 });
    expect(b!.stays[0]!.to).toBe(13);
  });

  test("takes a finished item that is reopened as unfinished until it is done again", () => {
    const reopened: FlowEvent[] = [
      { name: "entered", item: "a", at: 0, stage: "draft" },
      { name: "entered", item: "a", at: 5, stage: "done" },
      { name: "entered", item: "a", at: 8, stage: "draft" },
    ];
    expect(readHistory(reopened, stages).items[0]!.finishedAt).toBeUndefined();
    const again: FlowEvent[] = [...reopened, { name: "entered", item: "a", at: 9, stage: "done" }];
    expect(readHistory(again, stages).items[0]!.finishedAt).toBe(9);
  });

  test("ends blocks and withdraws offers when the item is done", () => {
    const { items } = readHistory(
      [
        { name: "entered", item: "a", at: 0, stage: "draft" },
        { name: "blocked", item: "a", at: 1 },
        { name: "offered", item: "a", at: 2, team: "legal" },
        { name: "entered", item: "a", at: 5, stage: "done" },
      ],
      stages,
    );
    expect(items[0]!.blocks[0]!.to).toBe(5);
    expect(items[0]!.handOffs[0]).toMatchObject({ to: 5, end: "withdrawn" });
  });

  test("of nothing is empty", () => expect(readHistory([], stages).items).toEqual([]));

  test.each<[string, FlowEvent[]]>([
    ["not_finite at 0", [{ name: "entered", item: "a", at: Number.NaN, stage: "draft" }]],
    ["unknown_stage at 0", [{ name: "entered", item: "a", at: 0, stage: "polish" }]],
    ["not_entered at 0", [{ name: "blocked", item: "a", at: 0 }]],
    [
      "unsorted_history at 1",
      [
        { name: "entered", item: "a", at: 5, stage: "draft" },
        { name: "entered", item: "a", at: 4, stage: "review" },
      ],
    ],
    [
      "not_offered at 1",
      [
        { name: "entered", item: "a", at: 5, stage: "draft" },
        { name: "accepted", item: "a", at: 6 },
      ],
    ],
    [
      "after_drop at 2",
      [
        { name: "entered", item: "a", at: 5, stage: "draft" },
        { name: "dropped", item: "a", at: 6 },
        { name: "blocked", item: "a", at: 7 },
      ],
    ],
    [
      "accepted",
      [
        { name: "entered", item: "a", at: 5, stage: "draft" },
        { name: "entered", item: "b", at: 4, stage: "draft" },
        { name: "dropped", item: "a", at: 6 },
        { name: "entered", item: "a", at: 7, stage: "draft" },
      ],
    ],
  ])("answers %s", (expected, events) => expect(refusal(events)).toBe(expected));
});
