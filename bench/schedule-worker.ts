/** One thread of the schedule benchmark: searches the instances it is given, and holds every schedule against the checker. */
import { parentPort, workerData } from "node:worker_threads";
import { scheduleFaults } from "../packages/domain/src/projects/schedule-check.ts";
import { ScheduleRun } from "../packages/domain/src/projects/schedule.ts";
import { readSets } from "./schedule-instances.ts";

/** Searches of one set: the instances at these places of it, each with every budget. */
export interface Share {
  /** The options of the benchmark, which say where its data are. */
  readonly options: readonly string[];
  readonly set: string;
  readonly budgets: readonly number[];
  readonly places: readonly number[];
}

export interface Found {
  /** Place of the instance in its set. */
  readonly instance: number;
  readonly budget: number;
  readonly length: number;
  readonly criticalPath: number;
  readonly lowerBound: number;
  readonly bestUpper: number | undefined;
  readonly passes: number;
  readonly faults: readonly string[];
}

const share = workerData as Share;
const instances = readSets(share.options, () => {}).get(share.set) ?? [];
for (const instance of share.places) {
  const { name, plan, bestUpper } = instances[instance]!;
  for (const budget of share.budgets) {
    const run = new ScheduleRun(plan, { seed: name, budget });
    run.run(budget);
    const { starts, length, bounds, passes } = run.best!;
    const faults = scheduleFaults(plan, starts);
    // What is counted is held against the allowance here, not where it is counted.
    if (passes > budget) throw new Error(`${name}: ${passes} schedules were generated of ${budget}`);
    const { criticalPath, best: lowerBound } = bounds;
    const found: Found = { instance, budget, length, criticalPath, lowerBound, bestUpper, passes, faults };
    parentPort!.postMessage(found);
  }
}
