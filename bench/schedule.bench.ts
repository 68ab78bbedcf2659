/**
 * Resource schedules against the public PSPLIB sets, counted in schedules generated, each held against the independent
 * checker; and the speed of activity networks. Reads the sets that are in ../shared/data/psplib or in what `--data=` names.
 * `--long`: 50,000 schedules on 30 instances of j120 as well.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { randomStream } from "../packages/domain/src/numbers/random.ts";
import { ActivityNetwork } from "../packages/domain/src/projects/activity-network.ts";
import type { NetworkPlan } from "../packages/domain/src/projects/network-plan.ts";
import { ScheduleRun } from "../packages/domain/src/projects/schedule.ts";
import { workingCalendar } from "../packages/domain/src/time/working-calendar.ts";
import { fixedZone } from "../packages/domain/src/time/zone-offsets.ts";
import type { Bench } from "./run.ts";
import { type Instance, readSets } from "./schedule-instances.ts";
import type { Found, Share } from "./schedule-worker.ts";

const HOUR = 3_600_000;

export const bench: Bench = async (print, options) => {
  const figures: Record<string, object | number> = {};
  const sets = readSets(options, print);
  for (const [set, instances] of sets) {
    const budgets = set === "j30" ? [1000] : [1000, 5000];
    const found = await solve({ options, set, budgets, places: all(instances.length) });
    const at = (budget: number) => found.filter((one) => one.budget === budget);
    const rows = budgets.map((budget) => [budget, deviation(set, at(budget), print)] as const);
    const counts = { of: instances.length, infeasible: infeasible(found, print) };
    const gap = gapOf(at(budgets.at(-1)!));
    figures[set] =
      set === "j30"
        ? { gap_pct: gap, ...counts }
        : { ...Object.fromEntries(rows), ...counts, ...(set === "j120" || gap === null ? {} : { gap_pct: gap }) };
    if (set !== "j120") continue;
    if (options.includes("--long")) {
      // One of each ten, of one kind of instance after the other: five of a kind stand together.
      const places = all(30)
        .map((k) => 10 * k + ((3 * k) % 10))
        .filter((place) => place < instances.length);
      const long = await solve({ options, set, budgets: [1000, 5000, 50_000], places });
      for (const budget of [1000, 5000, 50_000]) {
        const own = long.filter((one) => one.budget === budget);
        deviation(set, own, print);
      }
      print(`of these, ${infeasible(long, print)} do not keep their plan`);
    }
    figures["schedules_per_s_j120"] = speed(instances, print);
  }
  const { build, edit } = networkTimes();
  print(`Network of 10,000 activities and 20,000 links: built and computed in ${build.toFixed(1)} ms (bar 20)`);
  print(`One edit of it, up to date afterwards: ${edit.toFixed(3)} ms (bar 2)`);
  return { ...figures, cpm10k_ms: rounded(build), cpm_edit_ms: rounded(edit) };
};

const all = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The instances named, divided among at most two threads. */
async function solve(share: Share): Promise<Found[]> {
  const found: Found[] = [];
  const threads = Math.min(2, availableParallelism());
  const one = (thread: number) =>
    new Promise<void>((resolve, reject) => {
      const own: Share = { ...share, places: share.places.filter((_, k) => k % threads === thread) };
      const worker = new Worker(new URL("./schedule-worker.ts", import.meta.url), { workerData: own });
      worker.on("message", (message: Found) => found.push(message));
      worker.on("error", reject);
      worker.on("exit", () => resolve());
    });
  await Promise.all(Array.from({ length: threads }, (_, thread) => one(thread)));
  return found.sort((a, b) => a.instance - b.instance);
}

/** Prints and gives the mean percentage above the critical path: of all, and of either half, since settings were compared on the first. */
function deviation(set: string, found: readonly Found[], print: (line: string) => void): number {
  const above = (of: (one: Found) => number, some = found) => mean(some.map((one) => 100 * (one.length / of(one) - 1)));
  const halves = [0, 1].map((odd) => found.filter(({ instance }) => instance % 2 === odd));
  const written = (of: (one: Found) => number) => {
    const [first, second] = halves.map((half) => above(of, half).toFixed(2));
    return `${above(of).toFixed(2)} % (every second ${first}, the others ${second})`;
  };
  const criticalPath = written((one) => one.criticalPath);
  const gap = gapOf(found);
  const known = found.filter(({ bestUpper }) => bestUpper !== undefined);
  print(`${set}, ${found.length} instances, ${found[0]!.budget} schedules: ${criticalPath} above the critical path`);
  print(`  above the bound given with them ${written((one) => one.lowerBound)}`);
  if (gap === null) print("  no best known lengths are beside them");
  else
    print(
      `  above the best known ${gap.toFixed(3)} %; ${optimal(found)} of ${known.length} reach it${set === "j30" ? " (bar 0.3 %)" : ""}`,
    );
  return rounded(above((one) => one.criticalPath));
}

/** Mean percentage above the best known lengths, of those that are known. */
function gapOf(found: readonly Found[]): number | null {
  const gaps = found.flatMap(({ length, bestUpper }) => (bestUpper ? [100 * (length / bestUpper - 1)] : []));
  return gaps.length === 0 ? null : rounded(mean(gaps));
}

const optimal = (found: readonly Found[]) =>
  found.filter(({ length, bestUpper }) => bestUpper !== undefined && length <= bestUpper).length;
const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number) => Number(value.toFixed(3));

function infeasible(found: readonly Found[], print: (line: string) => void): number {
  const wrong = found.filter(({ faults }) => faults.length > 0);
  for (const { instance, faults } of wrong.slice(0, 5)) print(`instance ${instance}: ${faults.join("; ")}`);
  return wrong.length;
}

/** Schedules per second of one thread: the median over 31 instances of j120, after five to warm up. */
function speed(instances: readonly Instance[], print: (line: string) => void): number {
  const rates: number[] = [];
  for (let i = 0; i < 36; i++) {
    const run = new ScheduleRun(instances[(i * 8 + 7) % instances.length]!.plan, { seed: i, budget: 5000 });
    const begun = performance.now();
    run.run(5000);
    if (i >= 5) rates.push((1000 * run.passes) / (performance.now() - begun));
  }
  const median = Math.round(rates.sort((a, b) => a - b)[15]!);
  print(`j120: ${median} schedules per second on one thread`);
  return median;
}

/** Medians: of 15 builds after one to warm up, and of 400 edits of one duration after 50. */
function networkTimes(): { build: number; edit: number } {
  const plan = madeNetwork();
  const timed = (run: () => unknown) => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  };
  const middle = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;
  const builds = Array.from({ length: 16 }, () => timed(() => new ActivityNetwork(plan).finish));
  const network = new ActivityNetwork(plan);
  const random = randomStream("edits");
  const edits = Array.from({ length: 450 }, () => {
    const name = `a${random.nextInt(10_000)}`;
    const duration = (1 + random.nextInt(40)) * HOUR;
    return timed(() => {
      network.setDuration(name, duration);
      return network.finish;
    });
  });
  return { build: middle(builds.slice(1)), edit: middle(edits.slice(50)) };
}

/** Ten thousand activities of one to forty hours in a five-day week, linked over short distances in three ways. */
function madeNetwork(): NetworkPlan {
  const random = randomStream("network");
  const shifts = [{ from: 9 * 60, to: 17 * 60 }];
  const calendar = workingCalendar({
    zone: fixedZone("UTC", 0),
    week: [shifts, shifts, shifts, shifts, shifts, [], []],
    exceptions: [],
  });
  const kinds = ["FS", "FS", "SS", "FF"] as const;
  const links = Array.from({ length: 20_000 }, (_, k) => {
    const to = 1 + (k % 9999);
    const from = Math.max(0, to - 1 - random.nextInt(60));
    return { from: `a${from}`, to: `a${to}`, kind: kinds[random.nextInt(4)]!, lag: random.nextInt(3) * HOUR };
  });
  return {
    start: Date.parse("2026-11-30T09:00Z"),
    activities: Array.from({ length: 10_000 }, (_, k) => ({
      name: `a${k}`,
      duration: (1 + random.nextInt(40)) * HOUR,
      calendar,
    })),
    links,
  };
}
