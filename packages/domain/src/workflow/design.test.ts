import { expect, test } from "vitest";
import { designEffects, designFaults, type DrawnStage } from "./design.ts";

const stage = (stageId: string, kind: DrawnStage["kind"], more: Partial<DrawnStage> = {}): DrawnStage => ({
  stageId,
  kind,
  teamId: "desk",
  name: stageId,
  wipLimit: null,
  wipHard: false,
  nextStageIds: null,
  ...more,
});
const usual = [stage("queue", "queue"), stage("doing", "active"), stage("done", "done")];

test("queue, doing, done is a workflow", () => {
  expect(designFaults(usual)).toEqual([]);
});

test("a workflow needs an end, a beginning that is not one, and names that differ", () => {
  expect(designFaults([stage("queue", "queue"), stage("doing", "active")])).toMatchObject([
    { sentence: expect.stringContaining("needs a done stage") },
  ]);
  expect(designFaults([stage("done", "done"), stage("doing", "active")])).toMatchObject([{ stageId: "done" }]);
  expect(designFaults([...usual, stage("two", "active", { name: "Doing " })])).toMatchObject([{ stageId: "two" }]);
});

test("a stage nothing leads to, and one from which nothing ends, are named", () => {
  const lost = [
    stage("queue", "queue", { nextStageIds: ["doing"] }),
    stage("doing", "active", { nextStageIds: ["done"] }),
    stage("check", "active"),
    stage("done", "done", { nextStageIds: [] }),
  ];
  expect(designFaults(lost)).toEqual([{ stageId: "check", sentence: "Nothing leads to check" }]);
  const trap = [stage("queue", "queue"), stage("pit", "active", { nextStageIds: [] }), stage("done", "done")];
  expect(designFaults(trap)).toEqual([{ stageId: "pit", sentence: "From pit no done stage can be reached" }]);
  expect(
    designFaults([stage("queue", "queue", { nextStageIds: ["gone"] }), stage("done", "done")])[0]?.sentence,
  ).toContain("not in the workflow");
});

test("an edit says what it does to items under way", () => {
  const open = new Map([
    ["doing", 4],
    ["queue", 2],
  ]);
  const after = [stage("queue", "queue", { wipLimit: 5, wipHard: true }), stage("done", "done")];
  expect(designEffects(usual, after, open, {})).toMatchObject([
    { stageId: "doing", effect: "removed", items: 4, goTo: null },
  ]);
  const effects = designEffects(usual, after, open, { doing: "queue" });
  expect(effects).toMatchObject([
    { stageId: "doing", effect: "removed", items: 4, goTo: "queue" },
    { stageId: "queue", effect: "over_limit", items: 6 },
  ]);
  expect(effects[1]?.sentence).toContain("holds 6 with a limit of 5");
});

test("a renamed stage of another team and kind says each of these", () => {
  const after = [
    stage("queue", "queue"),
    stage("doing", "done", { name: "Repair", teamId: "network" }),
    stage("done", "done"),
  ];
  expect(designEffects(usual, after, new Map([["doing", 1]]), {}).map((each) => each.effect)).toEqual([
    "renamed",
    "team_changed",
    "kind_changed",
  ]);
});
