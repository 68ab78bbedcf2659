import type { Stage } from "@throughline/contract/workflows";
import { expect, test } from "vitest";
import { addStage, changeStage, likelyGoal, placeStage, removeStage, sameDesign, type Design } from "./design.ts";

const stage = (stageId: string, kind: Stage["kind"], more: Partial<Stage> = {}): Stage => ({
  stageId,
  teamId: "desk",
  name: stageId,
  kind,
  wipLimit: null,
  wipHard: false,
  serviceLevel: null,
  entryChecklist: [],
  nextStageIds: null,
  ...more,
});
const design: Design = {
  name: "Work",
  description: "",
  stages: [stage("queue", "queue"), stage("doing", "active", { teamId: "net" }), stage("done", "done")],
};
const order = ({ stages }: Design) => stages.map((each) => each.stageId);

test("a stage goes to another place, and nowhere outside", () => {
  expect(order(placeStage(design, "queue", 2))).toEqual(["doing", "done", "queue"]);
  expect(placeStage(design, "queue", 3)).toBe(design);
  expect(placeStage(design, "queue", -1)).toBe(design);
});

test("a new stage stands after the chosen one, in its team, under a free name", () => {
  const once = addStage(design, "a", "doing", "desk");
  expect(order(once)).toEqual(["queue", "doing", "a", "done"]);
  expect(once.stages[2]).toMatchObject({ teamId: "net", name: "New stage", kind: "active" });
  expect(addStage(once, "b", "a", "desk").stages[3]?.name).toBe("New stage 2");
  expect(order(addStage(design, "c", null, "desk"))).toEqual(["queue", "doing", "done", "c"]);
});

test("a stage that goes away is no longer what may follow", () => {
  const tied = changeStage(changeStage(design, "queue", { nextStageIds: ["doing"] }), "doing", {
    nextStageIds: ["done", "queue"],
  });
  const without = removeStage(tied, "doing");
  expect(order(without)).toEqual(["queue", "done"]);
  expect(without.stages[0]?.nextStageIds).toBeNull();
  expect(removeStage(tied, "queue").stages[0]?.nextStageIds).toEqual(["done"]);
});

test("items of a stage that goes away are offered the nearest of its kind", () => {
  const stages = [
    stage("a", "queue"),
    stage("b", "active"),
    stage("c", "active"),
    stage("d", "active"),
    stage("e", "done"),
  ];
  const without = (id: string) => stages.filter((each) => each.stageId !== id);
  expect(likelyGoal(stages, without("c"), "c")).toBe("b");
  expect(likelyGoal(stages, without("b"), "b")).toBe("c");
  expect(likelyGoal(stages, without("a"), "a")).toBe("b");
  expect(likelyGoal(stages, [stage("new", "active")], "a")).toBe("new");
});

test("the order in which follow-up stages were ticked is no change", () => {
  const one = changeStage(design, "queue", { nextStageIds: ["doing", "done"] });
  const other = changeStage(design, "queue", { nextStageIds: ["done", "doing"] });
  expect(sameDesign(one, other)).toBe(true);
  expect(sameDesign(one, design)).toBe(false);
  expect(sameDesign(design, placeStage(design, "queue", 1))).toBe(false);
});
