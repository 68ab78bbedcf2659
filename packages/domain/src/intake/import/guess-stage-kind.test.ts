import { expect, it, test } from "vitest";
import { guessStageKind } from "./guess-stage-kind.ts";

it.each([
  ["Queued", "Awaiting Assignment", "queue"],
  ["Accepted", "In Progress", "active"],
  ["Accepted", "Wait - User", "queue"],
  ["Completed", "Closed", "done"],
  ["Completed", "In Call", "done"],
  ["Unmatched", "Unmatched", "done"],
  ["To Do", null, "queue"],
  ["In Progress", null, "active"],
  ["In Review", null, "active"],
  ["Done", null, "done"],
  ["WON'T FIX", null, "done"],
  ["Not done", null, "active"],
  ["Partially implemented", null, "active"],
  ["waiting_for_approval", null, "queue"],
  ["Take in charge ticket", null, "active"],
  ["Draft", null, "queue"],
  ["Cancelled", null, "done"],
  ["", null, "active"],
] as const)("a state %j refined by %j is a stage that is %s", (state, subState, kind) => {
  expect(guessStageKind(state, subState)).toBe(kind);
});

test("states in German and French are understood as well", () => {
  const kinds = [
    "Erledigt",
    "Gelöst",
    "Offen",
    "In Bearbeitung",
    "nicht erledigt",
    "Terminé",
    "Fermée",
    "En attente",
    "En cours",
  ].map((state) => guessStageKind(state));
  expect(kinds).toEqual(["done", "done", "queue", "active", "active", "done", "done", "queue", "active"]);
});
