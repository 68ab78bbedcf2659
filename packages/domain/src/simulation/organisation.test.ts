import { describe, expect, test } from "vitest";
import { randomStream } from "../numbers/random.ts";
import { meanInterval } from "./batch-means.ts";
import { QUEUEING_CHECKS, runCheck } from "./queueing-checks.ts";
import { Simulation } from "./simulation.ts";
import type { Duration } from "./durations.ts";
import type { Organisation, SimulatedStage } from "./organisation.ts";

const fixed = (value: number): Duration => ({ kind: "fixed", value });

/** One person, one active stage, arrivals every `between`, each taking `effort`; `stage` and `more` change what they name. */
function shop(
  between: number,
  effort: number,
  stage: Partial<SimulatedStage> = {},
  more: Partial<Organisation> = {},
): Organisation {
  return {
    teams: [{ name: "team", people: [{ name: "person" }] }],
    stages: [
      {
        name: "work",
        kind: "active",
        team: "team",
        effort: fixed(effort),
        next: [{ stage: "done", share: 1 }],
        ...stage,
      },
      { name: "done", kind: "done" },
    ],
    channels: [{ name: "door", stage: "work", between: fixed(between) }],
    ...more,
  };
}

describe("against queueing theory", () => {
  test.each(QUEUEING_CHECKS.map((check) => [check.name, check] as const))(
    "%s lies within its interval of five runs",
    (_, check) => {
      const runs = Array.from({ length: 5 }, (__, seed) => meanInterval(runCheck(check, `test ${seed}`, 4)).mean);
      const { low, high } = meanInterval(runs, 0.999);
      expect(low).toBeLessThan(check.theory);
      expect(high).toBeGreaterThan(check.theory);
      // The interval itself must say something.
      expect(high - low).toBeLessThan(check.theory);
    },
  );
});

describe("an organisation that could not run is refused", () => {
  const start = (organisation: Organisation) => () => new Simulation(organisation, { seed: 1, from: 0, until: 100 });
  test.each<[string, Organisation, RegExp]>([
    ["no stages", { teams: [], stages: [], channels: [] }, /at least one stage/],
    [
      "a stage nobody can work",
      shop(1, 1, { skill: "welding" }),
      /Nobody of team “team” can do the work of stage “work”/,
    ],
    ["shares that do not sum to 1", shop(1, 1, { next: [{ stage: "done", share: 0.7 }] }), /sum to 0.7/],
    ["a way to nowhere", shop(1, 1, { next: [{ stage: "gone", share: 1 }] }), /leads to “gone”/],
    ["no way to the end", shop(1, 1, { next: [{ stage: "work", share: 1 }] }), /no done stage can be reached/],
    [
      "an active stage without a team",
      {
        ...shop(1, 1),
        stages: [
          { name: "work", kind: "active", effort: fixed(1), next: [{ stage: "done", share: 1 }] },
          { name: "done", kind: "done" },
        ],
      },
      /needs a team/,
    ],
    ["a negative duration", shop(-1, 1), /time between arrivals of channel “door” has a length of -1/],
    ["arrivals without any time between them", shop(0, 1), /always nothing/],
    ["a limit of nothing", shop(1, 1, { wipLimit: 0 }), /WIP limit of stage “work”/],
    [
      "a capacity above one",
      shop(1, 1, {}, { teams: [{ name: "team", people: [{ name: "p", capacity: 2 }] }] }),
      /share of 2 of working time/,
    ],
    [
      "two teams of one name",
      shop(
        1,
        1,
        {},
        {
          teams: [
            { name: "team", people: [{ name: "p" }] },
            { name: "team", people: [] },
          ],
        },
      ),
      /Two of kind team/,
    ],
    [
      "a class that is not there",
      shop(1, 1, {}, { channels: [{ name: "door", stage: "work", between: fixed(1), classes: { gold: 1 } }] }),
      /class “gold”/,
    ],
  ])("%s", (_, organisation, message) => {
    expect(start(organisation)).toThrow(message);
  });

  test("as is a span without length", () => {
    expect(() => new Simulation(shop(1, 1), { seed: 1, from: 5, until: 5 })).toThrow(/from 5 to 5/);
  });
});

test("any organisation, drawn at random, loses nothing and comes to its end", () => {
  for (let round = 0; round < 40; round++) {
    const random = randomStream(`organisation ${round}`);
    const teams = 1 + random.nextInt(3);
    const count = 2 + random.nextInt(4);
    const organisation: Organisation = {
      teams: Array.from({ length: teams }, (_, t) => ({
        name: `t${t}`,
        people: Array.from({ length: 1 + random.nextInt(3) }, (__, p) => ({ name: `p${p}` })),
        pull: random.nextInt(2) === 0 ? "by_order" : "finish_first",
      })),
      stages: [
        ...Array.from({ length: count }, (_, s): SimulatedStage => ({
          name: `s${s}`,
          kind: random.nextInt(4) === 0 ? "queue" : "active",
          team: `t${random.nextInt(teams)}`,
          effort: { kind: "exponential", mean: 1 + random.nextInt(5) },
          ...(random.nextInt(2) === 0 && { wipLimit: 1 + random.nextInt(4) }),
          ...(random.nextInt(2) === 0 && { acceptance: { wait: { kind: "exponential", mean: 2 }, declined: 0.2 } }),
          ...(random.nextInt(2) === 0 && { blocks: { share: 0.3, wait: { kind: "exponential", mean: 6 } } }),
          next:
            s > 0
              ? [
                  { stage: s + 1 < count ? `s${s + 1}` : "done", share: 0.8 },
                  { stage: `s${random.nextInt(s)}`, share: 0.2 },
                ]
              : [{ stage: "s1", share: 1 }],
        })),
        { name: "done", kind: "done" },
      ],
      channels: [
        {
          name: "door",
          stage: "s0",
          between: { kind: "exponential", mean: 12 },
          whenFull: random.nextInt(2) === 0 ? "wait" : "turned_away",
        },
      ],
      interruptions: [
        {
          name: "alarm",
          team: "t0",
          between: { kind: "exponential", mean: 40 },
          duration: { kind: "exponential", mean: 5 },
        },
      ],
    };
    const result = new Simulation(organisation, { seed: round, from: 0, until: 20_000 }).run();
    expect(result.finished.size).toBeGreaterThan(100);
    expect(result.finished.size + result.open + result.turnedAway).toBe(result.arrived);
    for (const { wip } of result.stages) expect(wip).toBeGreaterThanOrEqual(0);
    expect(result.stages.reduce((sum, { wip }) => sum + wip, 0)).toBeLessThanOrEqual(result.open);
  }
});
