import { expect, test } from "vitest";
import { decideMove, instantsAfterEntering, type MoveQuestion, type StageRules } from "./move.ts";

const stage = (stageId: string, position: number, more: Partial<StageRules> = {}): StageRules => ({
  stageId,
  workflowId: "support",
  teamId: "desk",
  position,
  kind: "active",
  wipLimit: null,
  wipHard: false,
  entryChecklist: [],
  nextStageIds: null,
  retired: false,
  ...more,
});
const ask = (more: Partial<MoveQuestion> = {}) =>
  decideMove({
    from: stage("doing", 1),
    to: stage("check", 2),
    archived: false,
    blocked: false,
    offered: false,
    wipInTo: 0,
    confirmed: [],
    moverTeamIds: [],
    ...more,
  });

test("a move within a team is done at once", () => {
  expect(ask()).toEqual({ outcome: "moved", overLimit: false, taken: false });
});

test("a hard WIP limit refuses the item that would exceed it, and says limit and count", () => {
  const to = stage("check", 2, { wipLimit: 3, wipHard: true });
  expect(ask({ to, wipInTo: 2 })).toMatchObject({ outcome: "moved" });
  expect(ask({ to, wipInTo: 3 })).toEqual({ outcome: "refused", refusal: { code: "stage_full", limit: 3, count: 3 } });
});

test("a soft WIP limit lets the item in and says that it is over", () => {
  expect(ask({ to: stage("check", 2, { wipLimit: 3 }), wipInTo: 3 })).toEqual({
    outcome: "moved",
    overLimit: true,
    taken: false,
  });
});

test("a move into another team's stage is offered, even where that stage is full", () => {
  const to = stage("fix", 2, { teamId: "network", wipLimit: 1, wipHard: true });
  expect(ask({ to, wipInTo: 1 })).toEqual({ outcome: "offered" });
});

test("someone of the receiving team takes it, and the limit holds for them", () => {
  const to = stage("fix", 2, { teamId: "network", wipLimit: 1, wipHard: true });
  expect(ask({ to, moverTeamIds: ["network"] })).toEqual({ outcome: "moved", overLimit: false, taken: true });
  expect(ask({ to, wipInTo: 1, moverTeamIds: ["network"] })).toMatchObject({ refusal: { code: "stage_full" } });
});

test("a workflow that names what follows refuses the rest", () => {
  expect(ask({ from: stage("doing", 1, { nextStageIds: ["other"] }) })).toMatchObject({
    refusal: { code: "move_not_allowed" },
  });
  expect(ask({ from: stage("doing", 1, { nextStageIds: ["check"] }) })).toMatchObject({ outcome: "moved" });
  expect(ask({ to: stage("check", 2, { retired: true }) })).toMatchObject({ refusal: { code: "move_not_allowed" } });
  expect(ask({ to: stage("check", 2, { workflowId: "another" }) })).toMatchObject({
    refusal: { code: "move_not_allowed" },
  });
});

test("a blocked item may go back but not on", () => {
  expect(ask({ blocked: true })).toMatchObject({ refusal: { code: "item_blocked" } });
  expect(ask({ blocked: true, to: stage("queue", 0, { kind: "queue" }) })).toMatchObject({ outcome: "moved" });
});

test("a stage's entry lines must all be vouched for, and the missing ones are named", () => {
  const to = stage("check", 2, { entryChecklist: ["Steps to repeat are written", "Log attached"] });
  expect(ask({ to, confirmed: ["Log attached"] })).toEqual({
    outcome: "refused",
    refusal: { code: "entry_criteria_open", missing: ["Steps to repeat are written"] },
  });
  expect(ask({ to, confirmed: to.entryChecklist })).toMatchObject({ outcome: "moved" });
});

test("an archived item and an item on offer stay where they are", () => {
  expect(ask({ archived: true })).toMatchObject({ refusal: { code: "item_archived" } });
  expect(ask({ offered: true })).toMatchObject({ refusal: { code: "already_offered" } });
});

test("starting is remembered through going back; finishing is not", () => {
  expect(instantsAfterEntering("active", { startedAt: null, finishedAt: null }, 5)).toEqual({
    startedAt: 5,
    finishedAt: null,
  });
  expect(instantsAfterEntering("queue", { startedAt: 3, finishedAt: 4 }, 5)).toEqual({
    startedAt: 3,
    finishedAt: null,
  });
  expect(instantsAfterEntering("done", { startedAt: null, finishedAt: null }, 5)).toEqual({
    startedAt: 5,
    finishedAt: 5,
  });
});
