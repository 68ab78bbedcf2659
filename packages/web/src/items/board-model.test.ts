import type { ItemRow } from "@throughline/contract/items";
import type { Workflow } from "@throughline/contract/workflows";
import { expect, test } from "vitest";
import { arrangeBoard, columnKeeper, rankBelow } from "./board-model.ts";

const stage = (stageId: string, kind: "queue" | "active" | "done") => ({
  stageId,
  kind,
  teamId: "t",
  name: stageId,
  wipLimit: null,
  wipHard: false,
  serviceLevel: null,
  entryChecklist: [],
  nextStageIds: null,
});
const workflow: Workflow = {
  workflowId: "w",
  teamId: "t",
  name: "w",
  description: "",
  version: 1,
  stages: [stage("queue", "queue"), stage("doing", "active"), stage("done", "done")],
  archivedAt: null,
  revision: 1,
};
const row = (itemId: string, stageId: string, rank: string, more: Partial<ItemRow> = {}): ItemRow =>
  ({
    itemId,
    stageId,
    rank,
    workflowId: "w",
    archivedAt: null,
    finishedAt: null,
    stageEnteredAt: "2026-01-01T00:00:00Z",
    ...more,
  }) as ItemRow;
const loaded = {
  columns: [
    { stageId: "queue", count: 3, wip: 0, itemIds: ["a", "b"] },
    { stageId: "doing", count: 0, wip: 4, itemIds: [] },
    { stageId: "done", count: 0, wip: 0, itemIds: [] },
  ],
};
const ids = (columns: ReturnType<typeof arrangeBoard>) =>
  columns.map((column) => column.cards.map((card) => card.itemId));

test("a card stands where its row says, before the board is listed again", () => {
  const rows = new Map([
    ["a", row("a", "doing", "B")],
    ["b", row("b", "queue", "A")],
  ]);
  const columns = arrangeBoard(
    workflow,
    loaded,
    (id) => rows.get(id),
    [],
    () => true,
  );
  expect(ids(columns)).toEqual([["b"], ["a"], []]);
  expect(columns[0]).toMatchObject({ more: 1 });
  expect(columns[1]).toMatchObject({ wip: 5, more: 0 });
});

test("an item that arrived meanwhile is shown where the filter lets it, an archived one is gone", () => {
  const rows = new Map([
    ["a", row("a", "queue", "B", { archivedAt: "2026-01-02T00:00:00Z" })],
    ["b", row("b", "queue", "C")],
  ]);
  const arrived = [
    row("n", "queue", "A"),
    row("x", "queue", "D", { workflowId: "other" }),
    row("hidden", "queue", "E"),
  ];
  expect(
    ids(
      arrangeBoard(
        workflow,
        loaded,
        (id) => rows.get(id),
        arrived,
        (each) => each.itemId !== "hidden",
      ),
    ),
  ).toEqual([["n", "b"], [], []]);
});

test("a card put below another gets a rank between its neighbours", () => {
  const cards = [row("a", "queue", "B"), row("b", "queue", "D"), row("c", "queue", "F")];
  expect(rankBelow(cards, "c", "a") > "B" && rankBelow(cards, "c", "a") < "D").toBe(true);
  expect(rankBelow(cards, "c", null) < "B").toBe(true);
  expect(rankBelow(cards, "a", "c") > "F").toBe(true);
});

test("columns that did not change stay the same objects; those that did do not", () => {
  const arrange = (rows: readonly ItemRow[]) =>
    arrangeBoard(
      workflow,
      loaded,
      (id) => rows.find((each) => each.itemId === id),
      [],
      () => true,
    );
  const [a, b] = [row("a", "queue", "B"), row("b", "queue", "C")];
  const keep = columnKeeper();
  const first = keep(arrange([a, b]));
  expect(keep(arrange([a, b])).map((column, at) => column === first[at])).toEqual([true, true, true]);
  const moved = keep(arrange([{ ...a, stageId: "doing" }, b]));
  expect(moved.map((column, at) => column === first[at])).toEqual([false, false, true]);
  expect(ids([...moved])).toEqual([["b"], ["a"], []]);
});
