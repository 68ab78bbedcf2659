import { eventNames, type EventName } from "@throughline/contract/events";
import { expect, test } from "vitest";
import type { Directory } from "../organization/directory.ts";
import { eventSentence, eventWords, type ToldEvent } from "./event-words.ts";

const named = (rows: Readonly<Record<string, object>>) => new Map(Object.entries(rows));
const directory = {
  people: named({ mia: { name: "Mia Sand" }, bot: { name: "Importer" }, leo: { name: "Leo Falk" } }),
  teams: named({ net: { name: "Network" }, desk: { name: "Desk" } }),
  teamByKey: new Map(),
  workflows: named({ fix: { name: "Incidents" } }),
  stages: named({ doing: { name: "Doing" }, review: { name: "Review" } }),
  labels: named({ vpn: { name: "vpn" }, urgent: { name: "urgent" } }),
  fields: named({ impact: { name: "Impact", kind: "choice", choices: [{ id: "high", name: "High" }] } }),
} as unknown as Directory;
const event = (name: EventName, more: Partial<ToldEvent> = {}): ToldEvent => ({
  name,
  actorId: "mia",
  subjectId: "subject",
  itemId: null,
  data: {},
  ...more,
});
const told = (name: EventName, more: Partial<ToldEvent> = {}) => eventSentence(event(name, more), directory, "OPS-12");

test("every event has a sentence of its own that reads as one", () => {
  for (const name of Object.keys(eventNames) as EventName[]) {
    const words = eventWords(event(name), directory);
    expect(words, name).not.toMatch(/undefined|null|\[object/);
    expect(words, name).toMatch(/^[a-z].*[a-z]$/);
  }
});

test("an event this app does not know yet is told by its name", () => {
  expect(eventWords({ ...event("item.moved"), name: "item.sung" }, directory)).toBe("recorded item.sung");
});

test("moves name the stages, who took it, and a limit that was passed", () => {
  expect(told("item.moved", { data: { from: "doing", to: "review" } })).toBe(
    "Mia Sand moved OPS-12 from Doing to Review",
  );
  expect(told("item.moved", { data: { from: "doing", to: "gone", owner: "mia", overLimit: true } })).toBe(
    "Mia Sand moved OPS-12 from Doing to a stage that is gone and took it, over its WIP limit",
  );
  expect(told("item.moved", { data: { from: "doing", to: "review", owner: "leo", byDesign: true } })).toContain(
    "by changing the workflow and made Leo Falk the owner",
  );
});

test("changes are told with old and new values where the history has them, by name where it has not", () => {
  expect(told("item.changed", { data: { changed: ["ownerId", "effortLow", "effortHigh", "fields.impact"] } })).toBe(
    "Mia Sand changed owner, effort and Impact of OPS-12",
  );
  expect(
    told("item.changed", {
      changes: {
        ownerId: { before: null, after: "leo" },
        effortLow: { before: null, after: 1 },
        effortHigh: { before: null, after: 3 },
        "fields.impact": { before: null, after: "high" },
        labelIds: { before: ["vpn"], after: ["urgent"] },
        dueOn: { before: "2025-01-01", after: null },
      },
    }),
  ).toBe(
    "Mia Sand made Leo Falk the owner, set the effort to 1–3 working days, set the Impact to High, " +
      "added the label urgent and removed the label vpn and cleared the due date",
  );
});

test("ticking a line of a checklist is told as that", () => {
  const line = (id: string, done: boolean) => ({ id, text: `Line ${id}`, done });
  const changes = {
    checklist: { before: [line("a", false), line("b", false)], after: [line("a", false), line("b", true)] },
  };
  expect(told("item.changed", { changes })).toBe("Mia Sand ticked off “Line b”");
});

test("without an actor it was the product, or someone outside who made a request", () => {
  expect(told("hand_off.expired", { actorId: null })).toMatch(/^Throughline let the offer of OPS-12 expire/);
  expect(told("request.received", { actorId: null, data: { team: "desk", number: 7 } })).toBe(
    "The requester made request 7 to Desk",
  );
  expect(told("team.created", { actorId: "unknown" })).toMatch(/^Someone made the team/);
});

test("people and roles are named", () => {
  expect(told("person.changed", { subjectId: "leo", data: { fields: ["role"], from: "member", to: "admin" } })).toBe(
    "Mia Sand made Leo Falk an admin, who was a member",
  );
  expect(told("person.removed", { subjectId: "leo", data: { left: false } })).toBe(
    "Mia Sand ended the access of Leo Falk",
  );
  expect(told("person.removed", { subjectId: "mia", data: { left: true } })).toBe("Mia Sand left the organization");
  expect(told("hand_off.offered", { data: { toTeam: "net", to: "review" } })).toBe(
    "Mia Sand offered OPS-12 to Network for Review",
  );
});
