import type { Stage } from "@throughline/contract/workflows";
import { expect, test } from "vitest";
import { addStage, changeStage, placeStage, removeStage, type Design } from "./design.ts";
import { designDifference } from "./design-difference.ts";
import { mergeDesigns } from "./merge-designs.ts";

const stage = (stageId: string, kind: Stage["kind"]): Stage => ({
  stageId,
  teamId: "desk",
  name: stageId,
  kind,
  wipLimit: null,
  wipHard: false,
  serviceLevel: null,
  entryChecklist: [],
  nextStageIds: null,
});
const base: Design = {
  name: "Work",
  description: "",
  stages: [stage("queue", "queue"), stage("doing", "active"), stage("review", "active"), stage("done", "done")],
};
const order = ({ stages }: Design) => stages.map((each) => each.stageId);
const teamName = (id: string) => ({ desk: "Desk", net: "Network" })[id] ?? "?";

test("what different people changed in different places is all kept", () => {
  const mine = changeStage(base, "doing", { wipLimit: 3, wipHard: true });
  const theirs = { ...changeStage(base, "doing", { name: "Repair" }), name: "Repairs" };
  const merged = mergeDesigns(base, mine, theirs);
  expect(merged.clashes).toEqual([]);
  expect(merged.design.name).toBe("Repairs");
  expect(merged.design.stages[1]).toMatchObject({ name: "Repair", wipLimit: 3, wipHard: true });
});

test("what both changed differently is named, and mine stands", () => {
  const mine = changeStage(base, "doing", { wipLimit: 3 });
  const theirs = changeStage(base, "doing", { wipLimit: 8 });
  const merged = mergeDesigns(base, mine, theirs);
  expect(merged.design.stages[1]?.wipLimit).toBe(3);
  expect(merged.clashes).toEqual(["The WIP limit of doing"]);
  expect(mergeDesigns(base, mine, mine).clashes).toEqual([]);
});

test("stages both added are both there, each after what it stood after", () => {
  const mine = addStage(base, "mine", "doing", "desk");
  const theirs = addStage(base, "theirs", "review", "desk");
  expect(order(mergeDesigns(base, mine, theirs).design)).toEqual([
    "queue",
    "doing",
    "mine",
    "review",
    "theirs",
    "done",
  ]);
});

test("my order stands where I changed it, theirs where I did not", () => {
  const theirs = placeStage(base, "review", 1);
  expect(order(mergeDesigns(base, base, theirs).design)).toEqual(["queue", "review", "doing", "done"]);
  const mine = placeStage(base, "doing", 0);
  expect(order(mergeDesigns(base, mine, theirs).design)).toEqual(["doing", "queue", "review", "done"]);
});

test("a stage taken out stays out, except where the other side changed it", () => {
  const without = removeStage(base, "review");
  expect(order(mergeDesigns(base, without, base).design)).toEqual(["queue", "doing", "done"]);
  expect(order(mergeDesigns(base, base, without).design)).toEqual(["queue", "doing", "done"]);
  const changed = changeStage(base, "review", { wipLimit: 2 });
  const kept = mergeDesigns(base, changed, without);
  expect(order(kept.design)).toContain("review");
  expect(kept.clashes).toEqual(["review, which they took out and you changed"]);
  expect(mergeDesigns(base, without, changed).clashes).toEqual(["review, which they changed and you took out"]);
});

test("a stage that only the other side took out is not led to any more", () => {
  const mine = changeStage(base, "doing", { nextStageIds: ["review", "done"] });
  const merged = mergeDesigns(base, mine, removeStage(base, "review"));
  expect(merged.design.stages.find((each) => each.stageId === "doing")?.nextStageIds).toEqual(["done"]);
});

test("a difference is told stage by stage", () => {
  let after = changeStage(base, "doing", {
    name: "Repair",
    wipLimit: 3,
    wipHard: true,
    entryChecklist: ["Parts are here"],
    teamId: "net",
  });
  after = changeStage(after, "queue", { nextStageIds: ["doing"], serviceLevel: { percent: 85, days: 1 } });
  after = addStage(removeStage(after, "review"), "test", "doing", "desk");
  expect(designDifference(base, after, teamName).map((each) => each.sentence)).toEqual([
    "queue has 85 % within 1 working day instead of no service level",
    "After queue may come Repair instead of any stage",
    "doing is now called Repair",
    "Repair belongs to Network instead of Desk",
    "Repair has a hard WIP limit of 3 instead of no WIP limit",
    "To enter Repair one also confirms “Parts are here”",
    "New stage is new: an active stage of Network",
    "review went away",
  ]);
  expect(designDifference(base, base, teamName)).toEqual([]);
  expect(designDifference(base, placeStage(base, "review", 1), teamName)).toMatchObject([
    { stageId: null, sentence: "The order is now queue, review, doing, done" },
  ]);
});
