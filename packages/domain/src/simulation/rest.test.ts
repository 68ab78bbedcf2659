import { describe, expect, test } from "vitest";
import { fixedZone } from "../time/zone-offsets.ts";
import { workingCalendar } from "../time/working-calendar.ts";
import type { Duration } from "./durations.ts";
import type { Organisation, SimulatedStage } from "./organisation.ts";
import { type ItemUnderWay, Simulation } from "./simulation.ts";

const HOUR = 3_600_000;
const fixed = (value: number): Duration => ({ kind: "fixed", value });

const shop = (stages: Partial<SimulatedStage>[], more: Partial<Organisation["teams"][number]> = {}): Organisation => ({
  teams: [{ name: "team", people: [{ name: "person" }], ...more }],
  stages: [
    ...stages.map((stage, at) => ({
      name: `stage ${at}`,
      kind: "active" as const,
      team: "team",
      next: [{ stage: at + 1 < stages.length ? `stage ${at + 1}` : "done", share: 1 }],
      ...stage,
    })),
    { name: "done", kind: "done" },
  ],
  channels: [{ name: "door", stage: "stage 0", between: fixed(100 * HOUR) }],
});

function finishes(organisation: Organisation, underWay: ItemUnderWay[] = [], until = 1_000 * HOUR): number[] {
  const simulation = new Simulation(organisation, { seed: 1, from: 0, until, underWay, reportsUnderWay: true });
  const { finished } = simulation.run();
  return Array.from(finished.finishedAt.slice(0, finished.size), (at) => at / HOUR);
}

describe("rest", () => {
  test("keeps an item in a queue before it may go on, and in an active stage while nobody works on it", () => {
    const stages: Partial<SimulatedStage>[] = [
      { kind: "queue", rest: fixed(3 * HOUR) },
      { effort: fixed(2 * HOUR), rest: fixed(7 * HOUR) },
    ];
    expect(finishes(shop(stages))[0]).toBeCloseTo(112, 9);
    const stillOnly = finishes(shop([{ effort: fixed(2 * HOUR) }]));
    expect(stillOnly[0]).toBeCloseTo(102, 9);
  });

  test("leaves the person free for others meanwhile", () => {
    const underWay = [1, 2, 3].map(() => ({ channel: "door", stage: "stage 0", arrivedAt: -1 }));
    const done = finishes(shop([{ effort: fixed(2 * HOUR), rest: fixed(20 * HOUR) }]), underWay, 90 * HOUR);
    // One after the other with their rests they would take 66 hours.
    expect(done).toHaveLength(3);
    expect(Math.max(...done)).toBeLessThan(29);
  });

  test("runs in the team's working time", () => {
    const calendar = workingCalendar({
      zone: fixedZone("UTC", 0),
      week: Array.from({ length: 7 }, () => [{ from: 0, to: 720 }]),
      exceptions: [],
    });
    // Arrives at 100 hours, which is 4 in the morning: 8 hours are left of the day, the other 2 are of the next.
    const organisation = shop([{ kind: "queue", rest: fixed(10 * HOUR) }], { calendar });
    expect(finishes(organisation)[0]).toBeCloseTo(122, 9);
  });
});

describe("an item under way", () => {
  const underWay = (inStage: number): ItemUnderWay[] => [
    { channel: "door", stage: "stage 0", arrivedAt: -5 * HOUR, inStage: inStage * HOUR },
  ];

  test("has only the rest of its visit before it", () => {
    const organisation = shop([{ effort: fixed(6 * HOUR), rest: fixed(4 * HOUR) }]);
    expect(finishes(organisation, underWay(7), 50 * HOUR)[0]).toBeCloseTo(3, 9);
    expect(finishes(organisation, underWay(0), 50 * HOUR)[0]).toBeCloseTo(10, 9);
  });

  test("is one of those that last longer than it has", () => {
    const organisation = shop([{ effort: { kind: "observed", values: [HOUR, 2 * HOUR, 30 * HOUR] } }]);
    expect(finishes(organisation, underWay(5), 50 * HOUR)[0]).toBeCloseTo(25, 9);
  });

  test("is reported when it finishes only where that is asked for", () => {
    const organisation = shop([{ effort: fixed(6 * HOUR) }]);
    const options = { seed: 1, from: 0, until: 50 * HOUR, underWay: underWay(0) };
    expect(new Simulation(organisation, options).run().finished.size).toBe(0);
    expect(new Simulation(organisation, { ...options, reportsUnderWay: true }).run().finished.size).toBe(1);
  });
});

describe("an offer that keeps no place", () => {
  /** A giver whose work is offered to a taker with room for one, each visit there 10 hours, answers after 1. */
  const handedOver = (keepsPlace: boolean): Organisation => ({
    teams: [
      { name: "giver", people: [{ name: "giver" }] },
      { name: "taker", people: [{ name: "taker" }] },
    ],
    stages: [
      { name: "give", kind: "active", team: "giver", effort: fixed(HOUR), next: [{ stage: "take", share: 1 }] },
      {
        name: "take",
        kind: "active",
        team: "taker",
        effort: fixed(10 * HOUR),
        wipLimit: 1,
        acceptance: { wait: fixed(HOUR), keepsPlace },
        next: [{ stage: "done", share: 1 }],
      },
      { name: "done", kind: "done" },
    ],
    channels: [{ name: "door", stage: "give", between: fixed(1_000 * HOUR) }],
  });
  const changes = (keepsPlace: boolean): string[] => {
    const told: string[] = [];
    const underWay = [1, 2].map(() => ({ channel: "door", stage: "give", arrivedAt: -1 }));
    new Simulation(handedOver(keepsPlace), {
      seed: 1,
      from: 0,
      until: 100 * HOUR,
      underWay,
      watcher: {
        changed(change, at, subject, stage) {
          if (change !== "entered" || stage > 0) told.push(`${change} ${subject} at ${Math.round(at / HOUR)}`);
        },
      },
    }).run();
    return told;
  };

  test("is made while there is no room, and accepted when it has waited and there is", () => {
    expect(changes(false)).toEqual([
      "offered 0 at 1",
      "accepted 0 at 2",
      "entered 0 at 2",
      "offered 1 at 2",
      "entered 0 at 12",
      "accepted 1 at 12",
      "entered 1 at 12",
      "entered 1 at 22",
    ]);
  });

  test("otherwise it is not made before there is room, which it then keeps", () => {
    expect(changes(true)).toEqual([
      "offered 0 at 1",
      "accepted 0 at 2",
      "entered 0 at 2",
      "entered 0 at 12",
      "offered 1 at 12",
      "accepted 1 at 13",
      "entered 1 at 13",
      "entered 1 at 23",
    ]);
  });
});
