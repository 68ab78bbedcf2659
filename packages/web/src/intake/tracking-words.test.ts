import { describe, expect, test } from "vitest";
import { trackingSteps, trackingWords } from "./tracking-words.ts";

const at = (
  state: Parameters<typeof trackingSteps>[0]["state"],
  stageKind: Parameters<typeof trackingSteps>[0]["stageKind"] = null,
) => ({ state, stageKind, team: "The desk", stage: stageKind === null ? null : "Doing" });
const reached = (of: Parameters<typeof trackingSteps>[0]) =>
  trackingSteps(of)
    .filter((step) => step.isReached)
    .map((step) => step.name);

describe("a request as its sender follows it", () => {
  test("says what is expected of them and nothing of them otherwise", () => {
    expect(trackingWords(at("asked")).headline).toBe("We need something from you");
    for (const state of ["new", "accepted", "declined", "merged"] as const)
      expect(trackingWords(at(state)).headline).not.toMatch(/you/);
  });

  test("goes from received to done as its item does", () => {
    expect(reached(at("new"))).toEqual(["Received"]);
    expect(reached(at("asked"))).toEqual(["Received"]);
    expect(reached(at("accepted", "queue"))).toEqual(["Received", "Accepted"]);
    expect(reached(at("accepted", "active"))).toEqual(["Received", "Accepted", "Under way"]);
    expect(reached(at("accepted", "done"))).toEqual(["Received", "Accepted", "Under way", "Done"]);
  });

  test("a merged one goes the way of what it was merged into, and waits while that is undecided", () => {
    expect(reached(at("merged"))).toEqual(["Received"]);
    expect(reached(at("merged", "active"))).toEqual(["Received", "Accepted", "Under way"]);
    expect(trackingWords(at("merged", "done"))).toEqual({
      headline: "Done",
      sentence: "Someone asked for the same before, so the two go on together. The work is finished.",
    });
  });

  test("a declined one ends there", () => {
    expect(trackingSteps(at("declined")).map((step) => step.name)).toEqual(["Received", "Declined"]);
  });

  test("an accepted one whose item was put away claims no stage", () => {
    expect(trackingWords(at("accepted"))).toEqual({ headline: "Accepted", sentence: "It was taken on." });
    expect(reached(at("accepted"))).toEqual(["Received", "Accepted"]);
  });
});
