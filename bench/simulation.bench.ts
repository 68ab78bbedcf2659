/**
 * The simulation against queueing theory over many seeds (1,000, or `--seeds=N`), and its speed on the demo organisation.
 * An event is a change of stage, hand-off, block, shift or interruption; starts and ends of work are not counted.
 */
import { meanInterval } from "../packages/domain/src/simulation/batch-means.ts";
import { demoOrganisation, DEMO_START } from "../packages/domain/src/simulation/demo-organisation.ts";
import { QUEUEING_CHECKS, runCheck } from "../packages/domain/src/simulation/queueing-checks.ts";
import { Simulation } from "../packages/domain/src/simulation/simulation.ts";
import { optionOf } from "./bench-data.ts";
import type { Bench } from "./run.ts";

const DAY = 86_400_000;

export const bench: Bench = async (print, options) => {
  const given = Number(optionOf(options, "seeds") ?? 1000);
  const seeds = Number.isSafeInteger(given) && given > 0 ? given : 1000;
  const speed = demoSpeed();
  print(
    `Demo organisation: ${speed.events} events in ${speed.seconds.toFixed(2)} s, ${(speed.events_per_s / 1e6).toFixed(2)} million a second (bar 1); again with the same seed: ${speed.hash_equal ? "the same hash" : "ANOTHER HASH"} ${speed.hash}`,
  );
  const checks: Record<string, { theory: number; mean: number; covered_pct: number }> = {};
  for (const check of QUEUEING_CHECKS) {
    let covered = 0;
    let mean = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const interval = meanInterval(runCheck(check, `check ${seed}`));
      if (interval.low <= check.theory && check.theory <= interval.high) covered++;
      mean += interval.mean / seeds;
    }
    checks[check.name] = { theory: check.theory, mean, covered_pct: (100 * covered) / seeds };
    print(
      `${check.name.padEnd(12)} theory ${check.theory.toFixed(6)}  mean ${mean.toFixed(6)}  95 % intervals hold it in ${((100 * covered) / seeds).toFixed(1)} % of ${seeds} seeds (bar 93)`,
    );
  }
  return { checks, events_per_s: speed.events_per_s, hash_equal: speed.hash_equal };
};

/** The median of five runs of five years, after one to warm up. */
function demoSpeed() {
  const run = () => {
    const simulation = new Simulation(demoOrganisation(), {
      seed: "speed",
      from: DEMO_START,
      until: DEMO_START + 5 * 365 * DAY,
    });
    const started = performance.now();
    const { hash, changes } = simulation.run();
    return { hash, changes, seconds: (performance.now() - started) / 1000 };
  };
  const { hash } = run();
  const runs = Array.from({ length: 5 }, run).sort((a, b) => a.seconds - b.seconds);
  const { changes, seconds } = runs[2]!;
  return {
    hash,
    hash_equal: runs.every((each) => each.hash === hash),
    events: changes,
    seconds,
    events_per_s: changes / seconds,
  };
}
