import { quantile } from "../numbers/quantile.ts";
import { deviationsOf } from "./deviations.ts";
import { drawWorkflow } from "./intended-workflow.ts";
import { variantsOf } from "./variants.ts";
import type { Deviation } from "./deviations.ts";
import type { EventLog } from "./event-log.ts";
import type { IntendedWorkflow } from "./intended-workflow.ts";

/** A kind of deviation and the cases that show it at least once. */
export interface DeviationCount {
  readonly deviation: Deviation;
  readonly cases: number;
  /** Of all cases. */
  readonly share: number;
  /** Median time from first to last event of these cases, milliseconds. */
  readonly medianDuration: number;
  /** Some of the cases, at most five. */
  readonly examples: readonly string[];
}

export interface Conformance {
  readonly cases: number;
  /** Share of cases that follow the workflow, as far as they have come. */
  readonly conformingShare: number;
  /** Undefined where no case conforms. */
  readonly conformingMedianDuration: number | undefined;
  /** Cases whose last stage is not a done one; what is still to come is not held against them. */
  readonly openCases: number;
  /** Most frequent first. */
  readonly deviations: readonly DeviationCount[];
  /** Names of the activities and stages that deviations speak of, by number. */
  readonly names: readonly string[];
}

/**
 * Holds a history against the workflow as it was meant and counts what a reader would call a deviation (see
 * `deviationsOf`). An activity repeated right after itself counts once, since the case stays where it is. O(events).
 */
export function conformance(log: EventLog, intended: IntendedWorkflow): Conformance {
  const workflow = drawWorkflow(intended, log.activities);
  const byKind = new Map<string, { deviation: Deviation; cases: number[] }>();
  const conforming: number[] = [];
  let openCases = 0;
  for (const variant of variantsOf(log)) {
    if (workflow.done.get(variant.trace.at(-1)!) !== true) openCases += variant.count;
    const deviations = deviationsOf(variant.trace, workflow);
    if (deviations.length === 0) conforming.push(...variant.cases);
    for (const [name, deviation] of new Map(deviations.map((each) => [JSON.stringify(each), each]))) {
      const count = byKind.get(name);
      if (count) count.cases.push(...variant.cases);
      else byKind.set(name, { deviation, cases: [...variant.cases] });
    }
  }
  const duration = (c: number): number => log.at[log.offsets[c + 1]! - 1]! - log.at[log.offsets[c]!]!;
  const deviations = Array.from(byKind.values(), ({ deviation, cases }) => ({
    deviation,
    cases: cases.length,
    share: cases.length / log.cases.length,
    medianDuration: quantile(cases.map(duration), 0.5),
    examples: cases.slice(0, 5).map((c) => log.cases[c]!),
  })).sort((a, b) => b.cases - a.cases);
  return {
    cases: log.cases.length,
    conformingShare: conforming.length / log.cases.length,
    conformingMedianDuration: conforming.length > 0 ? quantile(conforming.map(duration), 0.5) : undefined,
    openCases,
    deviations,
    names: workflow.names,
  };
}
