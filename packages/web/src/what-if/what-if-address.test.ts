import type { WhatIfChange } from "@throughline/domain/simulation/what-if/changes";
import { describe, expect, test } from "vitest";
import { alternativesOf, alternativeText, cleanName, placeOf, runsOf, scopeOf, weeksOf } from "./what-if-address.ts";

const every: readonly WhatIfChange[] = [
  { kind: "arrivals", channel: null, percent: 110 },
  { kind: "arrivals", channel: "hand", percent: 0 },
  { kind: "people", team: "t1", people: 6 },
  { kind: "share", team: "t1", percent: 50 },
  { kind: "hours", team: "t1", perWeek: 37.5 },
  { kind: "effort", team: "t1", percent: 90 },
  { kind: "order", team: "t1", order: "due" },
  { kind: "limit", stage: "s1", limit: 4 },
  { kind: "limit", stage: "s2", limit: null },
  { kind: "answers", team: "t1", hours: 1.5 },
  { kind: "blocked", stage: "s1", percent: 0 },
  { kind: "rework", stage: "s1", percent: 12 },
  { kind: "interruptions", team: "t1", perWeek: 5, hours: 1 },
];

describe("alternatives in the address", () => {
  test("come back as they went, every kind of change", () => {
    const text = alternativeText("Two more: at the desk", every);
    const search = Object.fromEntries(new URLSearchParams({ b: text }));
    expect(alternativesOf(search)).toEqual([{ letter: "b", name: "Two more: at the desk", changes: every }]);
  });

  test("without a name and without a change are still there: being made up", () => {
    expect(alternativeText("", [])).not.toBe("");
    expect(alternativesOf({ a: alternativeText("", []) })).toEqual([{ letter: "a", name: "", changes: [] }]);
    expect(alternativesOf({})).toEqual([]);
  });

  test("pass over what makes no sense, and keep the rest", () => {
    const a =
      "Old~people:t1~people:t1:many~order:t1:fastest~teleport:t1:3~interruptions:t1:4~limit:s1:Infinity~people:t1:5";
    expect(alternativesOf({ a })).toEqual([
      { letter: "a", name: "Old", changes: [{ kind: "people", team: "t1", people: 5 }] },
    ]);
  });

  test("hold names that an address can, and no longer ones", () => {
    expect(cleanName("  a ~ b  ")).toBe("a - b");
    expect(cleanName("x".repeat(100))).toHaveLength(60);
  });

  test("tell changes of one thing from changes of another", () => {
    expect(new Set(every.map(placeOf)).size).toBe(every.length);
    expect(placeOf({ kind: "limit", stage: "s1", limit: null })).toBe(
      placeOf({ kind: "limit", stage: "s1", limit: 9 }),
    );
  });
});

test("how far ahead, how exactly and whose work fall back to what is usual", () => {
  expect([weeksOf({}), weeksOf({ weeks: "26" }), weeksOf({ weeks: "27" })]).toEqual([12, 26, 12]);
  expect([runsOf({}), runsOf({ runs: "200" }), runsOf({ runs: "1e9" })]).toEqual([60, 200, 60]);
  expect(scopeOf({ workflow: "w", class: "expedite", a: "x" }, "t")).toEqual({
    team: "t",
    workflow: "w",
    class: "expedite",
  });
});
