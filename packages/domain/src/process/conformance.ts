import { quantile } from "../numbers/quantile.ts";
import { deviationKey } from "./deviation-key.ts";
import { deviationsOf } from "./deviations.ts";
import { drawWorkflow } from "./intended-workflow.ts";
import { caseTime, elapsed, type TimeBetween } from "./time-spent.ts";
import { variantsOf } from "./variants.ts";
import type { Deviation } from "./deviations.ts";
import type { EventLog } from "./event-log.ts";
import type { DrawnWorkflow, IntendedWorkflow } from "./intended-workflow.ts";
import type { Variant } from "./variants.ts";

/** A kind of deviation and the cases that show it at least once. */
export interface DeviationCount {
  /** See `deviationKey`. */
  readonly key: string;
  readonly deviation: Deviation;
  readonly cases: number;
  /** Of all cases. */
  readonly share: number;
  /** Median time from first to last event of these cases, milliseconds. */
  readonly medianDuration: number;
  /** Some of the cases, at most five. */
  readonly examples: readonly string[];
  /** The moves it shows in, most frequent first; without `from` it shows where cases begin. */
  readonly moves: readonly { readonly from: number | undefined; readonly to: number; readonly times: number }[];
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

/** The keys of what a way through the process shows, each once. */
export function deviationKeys(trace: ArrayLike<number>, workflow: DrawnWorkflow): string[] {
  return [...new Set(deviationsOf(trace, workflow).map(({ deviation }) => deviationKey(deviation, workflow.names)))];
}

/** The cases, by number, that show the deviation with this key; those that follow the workflow where it is undefined. */
export function casesWith(log: EventLog, intended: IntendedWorkflow, key: string | undefined): number[] {
  const workflow = drawWorkflow(intended, log.activities);
  return variantsOf(log).flatMap(({ trace, cases }) => {
    const keys = deviationKeys(trace, workflow);
    return (key === undefined ? keys.length === 0 : keys.includes(key)) ? cases : [];
  });
}

/**
 * Holds a history against the workflow as it was meant and counts what a reader would call a deviation (see
 * `deviationsOf`). An activity repeated right after itself counts once, since the case stays where it is. O(events).
 */
export function conformance(
  log: EventLog,
  intended: IntendedWorkflow,
  timeBetween: TimeBetween = elapsed,
): Conformance {
  const workflow = drawWorkflow(intended, log.activities);
  const gathered = new Map<string, Gathered>();
  const conforming: number[] = [];
  let openCases = 0;
  for (const variant of variantsOf(log)) {
    if (workflow.done.get(variant.trace.at(-1)!) !== true) openCases += variant.count;
    if (!gather(variant, workflow, gathered)) conforming.push(...variant.cases);
  }
  const duration = (c: number): number => caseTime(log, c, timeBetween);
  const deviations = Array.from(gathered, ([key, { deviation, cases, moves }]) => ({
    key,
    deviation,
    cases: cases.length,
    share: cases.length / log.cases.length,
    medianDuration: quantile(cases.map(duration), 0.5),
    examples: cases.slice(0, 5).map((c) => log.cases[c]!),
    moves: [...moves.values()].sort((a, b) => b.times - a.times),
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

interface Gathered {
  readonly deviation: Deviation;
  readonly cases: number[];
  readonly moves: Map<string, { readonly from: number | undefined; readonly to: number; times: number }>;
}

/** Adds what a variant shows; false where it shows nothing. */
function gather({ trace, cases, count }: Variant, workflow: DrawnWorkflow, gathered: Map<string, Gathered>): boolean {
  const seen = new Set<string>();
  for (const { deviation, at } of deviationsOf(trace, workflow)) {
    const key = deviationKey(deviation, workflow.names);
    let of = gathered.get(key);
    if (!of) gathered.set(key, (of = { deviation, cases: [], moves: new Map() }));
    if (!seen.has(key)) for (const c of cases) of.cases.push(c);
    seen.add(key);
    const [from, to] = [at === 0 ? undefined : trace[at - 1]!, trace[at]!];
    const move = of.moves.get(`${from}~${to}`);
    if (move) move.times += count;
    else of.moves.set(`${from}~${to}`, { from, to, times: count });
  }
  return seen.size > 0;
}
