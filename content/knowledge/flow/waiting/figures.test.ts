import { Simulation } from "@throughline/domain/simulation/simulation";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const ID = "flow/waiting/busy-is-slow";

function wait(use: number, arrivalCv2: number, serviceCv2: number, service: number, servers = 1): number {
  const useTerm = use ** (Math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - use));
  return useTerm * ((arrivalCv2 + serviceCv2) / 2) * service;
}

/** Mean wait in a long run of the engine's simulation: random arrivals, exponential service of 12 minutes. */
function simulatedWait(use: number, servers: number): number {
  const simulation = new Simulation(
    {
      teams: [{ name: "readers", people: Array.from({ length: servers }, (_, i) => ({ name: `reader ${i + 1}` })) }],
      stages: [
        {
          name: "read",
          kind: "active",
          team: "readers",
          effort: { kind: "exponential", mean: 12 },
          next: [{ stage: "gone", share: 1 }],
        },
        { name: "gone", kind: "done" },
      ],
      channels: [{ name: "wards", stage: "read", between: { kind: "exponential", mean: 12 / (use * servers) } }],
    },
    { seed: "reading room", from: 0, until: 2_000_000 },
  );
  return simulation.run().stages[0]?.meanWait ?? 0;
}

test("Busy is slow: the tables and the check follow from the formula", () => {
  const text = lessonText(ID);
  for (const [use, printed] of [
    [0.7, "28"],
    [0.8, "48"],
    [0.9, "108"],
    [0.95, "228"],
  ] as const) {
    expect(wait(use, 1, 1, 12).toFixed(0)).toBe(printed);
    expect(text).toMatch(new RegExp(`\\| ${Math.round(use * 100)} % \\| [\\d.]+ \\| ${printed} \\|`));
  }
  expect(wait(0.9, 0.5, 1, 12).toFixed(0)).toBe("81");
  expect(wait(0.9, 0.5, 0.5, 12).toFixed(0)).toBe("54");
  expect(wait(0.9, 1, 1, 12, 2).toFixed(0)).toBe("52");
  expect(wait(0.95, 0.1, 0.1, 12).toFixed(0)).toBe("23");
  expect(wait(0.85, 1, 1.4, 10).toFixed(0)).toBe("68");
  expect(wait(0.85, 1, 0.4, 10).toFixed(0)).toBe("40");
  expect(wait(0.8, 1, 1.4, 10).toFixed(0)).toBe("48");
  expect(wait(0.8, 1, 0.4, 10).toFixed(0)).toBe("28");
  // One scan in ten, M/M/1: P(wait > t) = use × exp(−(1 − use) t ÷ service).
  expect(0.9 * Math.exp((-0.1 * 240) / 12)).toBeGreaterThan(0.1);
});

test("Busy is slow: two readers with one queue wait 51 minutes, and the engine's simulation agrees", () => {
  const use = 0.9;
  // Erlang's formula for two servers, exact where arrivals are random and service exponential.
  const pooled = (use ** 2 / (1 - use ** 2)) * 12;
  expect(pooled.toFixed(0)).toBe("51");
  expect(lessonText(ID)).toContain("| two readers, one queue | 51 |");
  expect(Math.abs(simulatedWait(use, 1) / 108 - 1)).toBeLessThan(0.1);
  expect(Math.abs(simulatedWait(use, 2) / pooled - 1)).toBeLessThan(0.1);
}, 60_000);
