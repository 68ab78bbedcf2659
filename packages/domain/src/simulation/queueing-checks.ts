/** Organisations whose long-run means queueing theory knows exactly, to hold the simulation against. Time units are arbitrary. */
import { BatchMeans } from "./batch-means.ts";
import { Simulation } from "./simulation.ts";
import type { Duration } from "./durations.ts";
import type { Organisation } from "./organisation.ts";
import type { Seed } from "../numbers/random.ts";

export interface QueueingCheck {
  readonly name: string;
  readonly theory: number;
  readonly organisation: Organisation;
  /** Arrivals (or, for time averages, units of time) per batch, long against what ties one to the next. */
  readonly batch: number;
  readonly measured:
    | { readonly kind: "cycle_time" | "wait" | "turned_away" }
    | { readonly kind: "wip"; readonly stage: number };
}

/** λ customers per unit, `servers` people, service as given, first in first out. */
function queue(rate: number, servers: number, effort: Duration, limit?: number): Organisation {
  return {
    teams: [{ name: "servers", people: Array.from({ length: servers }, (_, i) => ({ name: `server ${i + 1}` })) }],
    stages: [
      {
        name: "service",
        kind: "active",
        team: "servers",
        effort,
        next: [{ stage: "gone", share: 1 }],
        ...(limit !== undefined && { wipLimit: limit }),
      },
      { name: "gone", kind: "done" },
    ],
    channels: [
      {
        name: "street",
        stage: "service",
        between: { kind: "exponential", mean: 1 / rate },
        ...(limit !== undefined && { whenFull: "turned_away" }),
      },
    ],
  };
}

const exponential: Duration = { kind: "exponential", mean: 1 };
const jackson: Organisation = {
  teams: [
    { name: "makers", people: [{ name: "maker" }] },
    { name: "testers", people: [{ name: "tester" }] },
  ],
  stages: [
    { name: "make", kind: "active", team: "makers", effort: exponential, next: [{ stage: "test", share: 1 }] },
    {
      name: "test",
      kind: "active",
      team: "testers",
      effort: { kind: "exponential", mean: 1 / 0.9 },
      next: [
        { stage: "gone", share: 0.8 },
        { stage: "make", share: 0.2 },
      ],
    },
    { name: "gone", kind: "done" },
  ],
  channels: [{ name: "orders", stage: "make", between: { kind: "exponential", mean: 1 / 0.6 } }],
};

/** Wq of M/G/1 by Pollaczek and Khinchine: ρ (1 + cv²) / (2 (1 − ρ)) for mean service 1. */
const pollaczek = (cv2: number): number => (0.8 * (1 + cv2)) / (2 * 0.2);

export const QUEUEING_CHECKS: readonly QueueingCheck[] = [
  {
    name: "mm1_w",
    theory: 10,
    organisation: queue(0.9, 1, exponential),
    batch: 32_000,
    measured: { kind: "cycle_time" },
  },
  {
    name: "mm3_wq",
    theory: 1.078652,
    organisation: queue(2.4, 3, exponential),
    batch: 16_000,
    measured: { kind: "wait" },
  },
  {
    name: "mm8_wq",
    theory: 0.876916,
    organisation: queue(7.2, 8, exponential),
    batch: 32_000,
    measured: { kind: "wait" },
  },
  {
    name: "mg1_cv0_wq",
    theory: pollaczek(0),
    organisation: queue(0.8, 1, { kind: "fixed", value: 1 }),
    batch: 8_000,
    measured: { kind: "wait" },
  },
  {
    name: "mg1_cv05_wq",
    theory: pollaczek(0.5),
    organisation: queue(0.8, 1, { kind: "erlang", mean: 1, phases: 2 }),
    batch: 10_000,
    measured: { kind: "wait" },
  },
  {
    name: "mg1_cv1_wq",
    theory: pollaczek(1),
    organisation: queue(0.8, 1, exponential),
    batch: 12_000,
    measured: { kind: "wait" },
  },
  {
    name: "mg1_cv4_wq",
    theory: pollaczek(4),
    organisation: queue(0.8, 1, { kind: "hyperexponential", mean: 1, squaredVariation: 4 }),
    batch: 32_000,
    measured: { kind: "wait" },
  },
  {
    name: "erlang_b",
    theory: 4 / 19,
    organisation: queue(2, 3, exponential, 3),
    batch: 4_000,
    measured: { kind: "turned_away" },
  },
  { name: "jackson_l1", theory: 3, organisation: jackson, batch: 16_000, measured: { kind: "wip", stage: 0 } },
  { name: "jackson_l2", theory: 5, organisation: jackson, batch: 32_000, measured: { kind: "wip", stage: 1 } },
];

/** Means of `batches` batches of one run, after a warm-up of one batch. */
export function runCheck(check: QueueingCheck, seed: Seed, batches = 5): number[] {
  const { organisation, measured, batch } = check;
  if (measured.kind === "wip") {
    const simulation = new Simulation(organisation, { seed, from: 0, until: batch * (batches + 1) });
    return Array.from({ length: batches }, (_, b) => {
      simulation.runUntil(batch * (b + 1));
      simulation.measureFromNow();
      simulation.runUntil(batch * (b + 2));
      return simulation.result().stages[measured.stage]!.meanWip;
    });
  }
  const means = new BatchMeans(batch, batches + 1);
  const watcher = {
    cycle_time: { finished: (cycleTime: number) => means.add(cycleTime) },
    wait: { started: (_stage: number, waited: number) => means.add(waited) },
    turned_away: {
      changed: (change: string, _at: number, _subject: number, stage: number) => {
        if (change === "turned_away") means.add(1);
        else if (change === "entered" && stage === 0) means.add(0);
      },
    },
  }[measured.kind];
  const simulation = new Simulation(organisation, { seed, from: 0, until: 1e12, watcher });
  const between = organisation.channels[0]!.between;
  const step = batch * (between.kind === "exponential" ? between.mean : 1);
  while (!means.full) simulation.runUntil(simulation.now + step);
  return means.means.slice(1);
}
