import { runCheck, type QueueingCheck } from "@throughline/domain/simulation/queueing-checks";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const SERVICE = 10;

/** Mean waits with a class that goes first without interrupting (Cobham): one server at load 0.8, exponential service. */
function waits(first: number): [number, number] {
  const load = 0.8;
  const residual = load * SERVICE;
  const ahead = residual / (1 - load * first);
  return [ahead, ahead / (1 - load)];
}

test("Doors and side doors: what callers gain, form users pay", () => {
  const text = lessonText("entry/channels/doors-and-side-doors");
  for (const [first, caller, form] of [
    [0.2, "9.5", "47.6"],
    [0.5, "13.3", "66.7"],
  ] as const) {
    const [a, b] = waits(first);
    expect([a.toFixed(1), b.toFixed(1)]).toEqual([caller, form]);
    expect(first * a + (1 - first) * b).toBeCloseTo(40, 9);
    expect(text).toContain(caller);
    expect(text).toContain(form);
  }
  expect((47.6 - 40).toFixed(1)).toBe("7.6");
  expect(((30 - 8 / 4) / 0.75).toFixed(1)).toBe("37.3");
});

test("Doors and side doors: the simulation waits 40 minutes in two lines and 17.8 in one", () => {
  const line = (rate: number, servers: number): QueueingCheck => ({
    name: "line",
    theory: 0,
    batch: 8_000,
    measured: { kind: "wait" },
    organisation: {
      teams: [{ name: "desk", people: Array.from({ length: servers }, (_, i) => ({ name: `clerk ${i + 1}` })) }],
      stages: [
        {
          name: "service",
          kind: "active",
          team: "desk",
          effort: { kind: "exponential", mean: SERVICE },
          next: [{ stage: "gone", share: 1 }],
        },
        { name: "gone", kind: "done" },
      ],
      channels: [{ name: "in", stage: "service", between: { kind: "exponential", mean: 60 / rate } }],
    },
  });
  const mean = (rate: number, servers: number): number => {
    const batches = runCheck(line(rate, servers), 11, 20);
    return batches.reduce((a, b) => a + b, 0) / batches.length;
  };
  expect(Math.abs(mean(4.8, 1) - 40)).toBeLessThan(2.5);
  expect(Math.abs(mean(9.6, 2) - 17.8)).toBeLessThan(1.2);
  const a = 1.6;
  const waiting = a ** 2 / 2 / (1 - a / 2);
  const erlangC = waiting / (1 + a + waiting);
  expect((60 * (erlangC / (12 - 9.6))).toFixed(1)).toBe("17.8");
});
