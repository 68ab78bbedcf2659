import type { FlowHistory } from "../../flow/history.ts";
import { quantileOfSorted } from "../../numbers/quantile.ts";
import { RefusedInput } from "../../numbers/refused-input.ts";
import { Simulation } from "../simulation.ts";
import { fittedOrganisation } from "./calibrate.ts";
import { type FirstFit, LEAST_FINISHED, stateAt } from "./fit-organisation.ts";
import type { FitSpan, KnownFacts } from "./known-facts.ts";
import type { FittedModel } from "./fitted-model.ts";
import { organisationFrom } from "./organisation-from.ts";
import { isGivenUp, type Journey, journeysUntil } from "./visits.ts";

const WEEK = 7 * 86_400_000;
const RUNS = 40;

export type FitMeasure = "finished_per_week" | "mean_time" | "p85_time" | "mean_wip" | "wip_at_end";

/** `good`: close, or where half of the runs come out. `rough`: within what the runs make likely, or a third. `bad`: neither. */
export type FitVerdict = "good" | "rough" | "bad";

export interface MeasureCheck {
  readonly measure: FitMeasure;
  /** Times in milliseconds. */
  readonly seen: number;
  readonly simulated: number;
  /** Nine of ten runs come out between these. */
  readonly low: number;
  readonly high: number;
  readonly verdict: FitVerdict;
}

export interface FitCheck {
  readonly from: number;
  readonly until: number;
  /** Whether the weeks checked were kept from the fit; else it has seen them. */
  readonly isKeptBack: boolean;
  readonly runs: number;
  readonly measures: readonly MeasureCheck[];
  readonly verdict: FitVerdict;
  /** Changes of state in a simulated week: how long a what-if takes. */
  readonly changesPerWeek: number;
}

/**
 * Holds a fit against what happened: fits to what was known some weeks ago, simulates those weeks from where everything stood then,
 * and compares. Where too little lies before them, the weeks are simulated with the fit that has seen them, and it says so.
 */
export function checkFit(history: FlowHistory, facts: KnownFacts, whole: FirstFit, weeks: number): FitCheck {
  const { from, until } = whole.model;
  const since = until - weeks * WEEK;
  const [fit, isKeptBack] = fitBefore(history, facts, { from: from - weeks * WEEK, until: since }, whole);
  const underWay = stateAt(fit, facts, since);
  const standing = fit.model.standing.reduce((sum, { count }) => sum + count, 0);
  const organisation = organisationFrom(fit.model);
  const stages = new Set(fit.model.stages.map(({ id }) => id));
  const runs = Array.from({ length: RUNS }, (_, run) =>
    measuredRun(fit.model, organisation, { seed: `check/${run}`, from: since, until, underWay }),
  );
  const seen = seenMeasures(whole.journeys, { from: since, until }, whole.stageIds, stages, standing);
  const measures = checkedMeasures(
    seen,
    runs.map((run) => run.measures),
  );
  const changes = runs.reduce((sum, run) => sum + run.changes, 0);
  return {
    from: since,
    until,
    isKeptBack,
    runs: RUNS,
    measures,
    verdict: overall(measures),
    changesPerWeek: changes / RUNS / weeks,
  };
}

/** What was known before; the whole fit where that is too little. */
function fitBefore(history: FlowHistory, facts: KnownFacts, span: FitSpan, whole: FirstFit): [FirstFit, boolean] {
  const first = whole.journeys.reduce((earliest, { arrivedAt }) => Math.min(earliest, arrivedAt), Infinity);
  const earlier = { from: Math.max(span.from, first), until: span.until };
  const finished = journeysUntil(history, span.until).filter(
    ({ finishedAt }) => finishedAt !== undefined && finishedAt >= earlier.from,
  );
  if (finished.length < 2 * LEAST_FINISHED) return [whole, false];
  try {
    return [fittedOrganisation(history, facts, earlier), true];
  } catch (error) {
    if (error instanceof RefusedInput) return [whole, false];
    throw error;
  }
}

type Measures = Readonly<Record<FitMeasure, number | undefined>>;

function measuredRun(
  model: FittedModel,
  organisation: ReturnType<typeof organisationFrom>,
  options: { seed: string; from: number; until: number; underWay: FittedModel["underWay"] },
): { measures: Measures; changes: number } {
  const simulation = new Simulation(organisation, { ...options, reportsUnderWay: true });
  const { finished, stages, changes } = simulation.run();
  const givenUp = model.stages.length - 1;
  const times: number[] = [];
  for (let i = 0; i < finished.size; i++)
    if (finished.stage[i] !== givenUp) times.push(finished.finishedAt[i]! - finished.arrivedAt[i]!);
  const inside = stages.filter((_, at) => model.stages[at]!.kind !== "done");
  return {
    changes,
    measures: {
      ...timesOf(times),
      finished_per_week: (times.length / (options.until - options.from)) * WEEK,
      mean_wip: inside.reduce((sum, { meanWip }) => sum + meanWip, 0),
      wip_at_end: inside.reduce((sum, { wip }) => sum + wip, 0),
    },
  };
}

function timesOf(times: number[]): Pick<Measures, "mean_time" | "p85_time"> {
  if (times.length === 0) return { mean_time: undefined, p85_time: undefined };
  const sorted = Float64Array.from(times).sort();
  return {
    mean_time: sorted.reduce((sum, time) => sum + time / sorted.length, 0),
    p85_time: quantileOfSorted(sorted, 0.85),
  };
}

/** What happened in the weeks, in the stages that the fit knows; `standing` items are on neither side. */
function seenMeasures(
  journeys: readonly Journey[],
  { from, until }: FitSpan,
  stageIds: readonly string[],
  stages: ReadonlySet<string>,
  standing: number,
): Measures {
  const times: number[] = [];
  let area = 0;
  let open = 0;
  for (const journey of journeys) {
    const { arrivedAt, finishedAt, visits } = journey;
    if (finishedAt !== undefined && finishedAt >= from && finishedAt <= until && !isGivenUp(journey))
      times.push(finishedAt - arrivedAt);
    for (const { stage, from: entered, to } of visits) {
      if (!stages.has(stageIds[stage]!)) continue;
      area += Math.max(0, Math.min(to, until) - Math.max(entered, from));
      if (to > until) open += 1;
    }
  }
  return {
    ...timesOf(times),
    finished_per_week: (times.length / (until - from)) * WEEK,
    mean_wip: Math.max(0, area / (until - from) - standing),
    wip_at_end: Math.max(0, open - standing),
  };
}

function checkedMeasures(seen: Measures, runs: readonly Measures[]): MeasureCheck[] {
  return (["finished_per_week", "mean_time", "p85_time", "mean_wip", "wip_at_end"] as const).flatMap((measure) => {
    const was = seen[measure];
    const values = Float64Array.from(runs.flatMap((run) => run[measure] ?? [])).sort();
    if (was === undefined || values.length < runs.length / 2) return [];
    const simulated = values.reduce((sum, value) => sum + value / values.length, 0);
    const at = (share: number) => quantileOfSorted(values, share);
    const off = Math.abs(simulated - was) / Math.max(Math.abs(was), 1e-9);
    const few = Math.abs(simulated - was) < (measure.endsWith("time") ? 3_600_000 : 1);
    const verdict: FitVerdict =
      off <= 0.12 || few || (off <= 0.25 && was >= at(0.25) && was <= at(0.75))
        ? "good"
        : off <= 0.33 || (off <= 0.6 && was >= at(0.05) && was <= at(0.95))
          ? "rough"
          : "bad";
    return [{ measure, seen: was, simulated, low: at(0.05), high: at(0.95), verdict }];
  });
}

/** Good where at most one is rough; bad where throughput is, or two are. */
function overall(measures: readonly MeasureCheck[]): FitVerdict {
  const bad = measures.filter(({ verdict }) => verdict === "bad");
  const rough = measures.filter(({ verdict }) => verdict === "rough");
  if (bad.length >= 2 || bad.some(({ measure }) => measure === "finished_per_week")) return "bad";
  return bad.length === 1 || rough.length > 1 ? "rough" : "good";
}
