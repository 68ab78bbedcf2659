import { readHistory, type FlowEvent } from "@throughline/domain/flow/history";
import { describe, expect, test } from "vitest";
import { bandsOf } from "./flow-bands.ts";
import { windowOf, type AskedWindow } from "./flow-window.ts";
import type { ReadStage } from "./read-flow.ts";

const at = (text: string) => Date.parse(text);
const asked = (more: Partial<AskedWindow> = {}) => {
  const window = windowOf({
    from: undefined,
    to: undefined,
    days: 90,
    zone: "Europe/Oslo",
    firstAt: at("2024-01-01T00:00Z"),
    until: at("2026-03-30T12:00Z"),
    now: at("2026-03-30T12:00Z"),
    ...more,
  });
  return [window.from, window.to].map((instant) => new Date(instant).toISOString());
};

describe("the window", () => {
  test("reaches back whole days of the zone, over a change of the clocks", () => {
    // Clocks went forward on 29 March: midnight of the 24th is an hour later in UTC than that of the 30th.
    expect(asked({ days: 7 })).toEqual(["2026-03-23T23:00:00.000Z", "2026-03-30T12:00:00.000Z"]);
    expect(asked({ from: "2026-03-28", to: "2026-03-29" })).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
  });

  test("begins with what happened first, never lies ahead of now, and is at most thirty years", () => {
    expect(asked({ from: "0001-01-01" })[0]).toBe("2023-12-31T23:00:00.000Z");
    expect(asked({ to: "2031-01-01" })[1]).toBe("2026-03-30T12:00:00.000Z");
    const [from = "", to = ""] = asked({ from: "0001-01-01", firstAt: undefined });
    expect((at(to) - at(from)) / 86_400_000).toBeCloseTo(30 * 366, 6);
  });

  test("is a day where it would be none", () => {
    const [from = "", to = ""] = asked({ from: "2027-01-01", to: "2027-01-05" });
    expect(at(to) - at(from)).toBe(86_400_000);
  });
});

describe("bands", () => {
  const history = (count: number) => {
    const stages = Array.from({ length: count }, (_, i): ReadStage => ({
      id: `s${i}`,
      kind: i === count - 1 ? "done" : i % 2 === 0 ? "queue" : "active",
      team: "t",
      name: `Stage ${i}`,
      workflowId: "w",
      position: i,
      wipLimit: null,
      serviceLevel: null,
    }));
    const events = stages.map((stage, i): FlowEvent => ({ name: "entered", item: "a", at: i, stage: stage.id }));
    return { stages, told: readHistory(events, [...stages, { id: "never", kind: "queue" }]) };
  };

  test("are the stages something was in, with their names", () => {
    const { stages, told } = history(4);
    expect(bandsOf(told, stages).rows.map(({ name }) => name)).toEqual(["Stage 0", "Stage 1", "Stage 2", "Stage 3"]);
  });

  test("are kinds of stages where stages are many, and every stay keeps its times", () => {
    const { stages, told } = history(13);
    const { rows, history: drawn } = bandsOf(told, stages);
    expect(rows.map(({ bandId, name }) => [bandId, name])).toEqual([
      ["queue", null],
      ["active", null],
      ["done", null],
    ]);
    expect(drawn.items[0]?.stays.map(({ from }) => from)).toEqual(told.items[0]?.stays.map(({ from }) => from));
    expect(new Set(drawn.items[0]?.stays.map(({ stage }) => stage.id))).toEqual(new Set(["queue", "active", "done"]));
  });
});
