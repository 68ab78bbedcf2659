import { describe, expect, test } from "vitest";
import { stagesOfStates, type StateUse } from "./stages-of-states.ts";

const use = (state: string, subState: string | null, position: number | null, events = 10, last = 0): StateUse => ({
  state,
  subState,
  position,
  events,
  last,
});
const drawn = (uses: readonly StateUse[], kinds = {}, most?: number) =>
  stagesOfStates(uses, kinds, most).stages.map((stage) => `${stage.name} ${stage.kind}`);

describe("stages of states", () => {
  test("stand in the order items typically come by, what is done last, whatever came early once", () => {
    expect(
      drawn([use("Done", null, 0.9), use("Doing", null, 0.5), use("New", null, 0), use("Cancelled", null, 0.1)]),
    ).toEqual(["New queue", "Doing active", "Cancelled done", "Done done"]);
  });

  test("where nothing tells of an order, what waits comes before what is under way, the common before the rare", () => {
    expect(
      drawn([
        use("In progress", null, 0, 50),
        use("Waiting", null, 0, 5),
        use("New", null, 0, 40),
        use("Done", null, 0),
      ]),
    ).toEqual(["New queue", "Waiting queue", "In progress active", "Done done"]);
  });

  test("are told apart by what refines a state only where that says more", () => {
    expect(
      drawn([
        use("Accepted", "In Progress", 0),
        use("Accepted", "Wait", 0.2),
        use("Queued", "Awaiting Assignment", 0.1),
        use("Completed", "Closed", 1),
        use("Completed", "Completed", 0.9),
      ]),
    ).toEqual([
      "Accepted: In Progress active",
      "Queued queue",
      "Accepted: Wait queue",
      "Completed done",
      "Completed: Closed done",
    ]);
  });

  test("too many with their refinements go by state alone; too many even so, the rarest share one", () => {
    const refined = Array.from({ length: 30 }, (_, at) => use(at % 2 ? "Done" : "Doing", `sub ${at}`, at / 30));
    expect(drawn(refined, {}, 10)).toEqual(["Doing active", "Done done"]);
    const many = Array.from({ length: 30 }, (_, at) => use(`State ${at}`, null, at / 30, 100 - at, at === 3 ? 100 : 0));
    const { stages, joined } = stagesOfStates(many, {}, 10);
    expect(stages).toHaveLength(8);
    expect(stages.find((stage) => stage.name === "Other")?.states).toHaveLength(23);
    expect(joined).toContain("State 29");
  });

  test("end somewhere: where no name says done, the state most items end in is taken as done, and told", () => {
    const uses = [use("Alpha", null, 0, 10, 1), use("Omega", null, 1, 10, 9)];
    expect(stagesOfStates(uses)).toMatchObject({ takenAsDone: "Omega" });
    expect(drawn(uses)).toEqual(["Alpha active", "Omega done"]);
    // Someone who said what a stage is was asked; a stage of its own is made then.
    expect(drawn(uses, { Omega: "active" })).toEqual(["Alpha active", "Omega active", "Done done"]);
  });

  test("begin and end even where the source has no state, or only one that is done", () => {
    expect(drawn([])).toEqual(["Open queue", "Done done"]);
    expect(drawn([use("Closed", null, 0)])).toEqual(["Open queue", "Closed done"]);
  });

  test("have different names whatever the source calls them, cut to what a stage may be called", () => {
    const long = "x".repeat(100);
    const names = stagesOfStates([
      use("Open", null, 0),
      use("OPEN", null, 0.1),
      use(long, null, 0.2),
      use(`${long}y`, null, 0.3),
    ]).stages.map((stage) => stage.name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(80);
  });
});
