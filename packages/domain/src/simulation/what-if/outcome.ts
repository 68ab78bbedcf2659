import { quantileOfSorted } from "../../numbers/quantile.ts";
import { meanInterval, type MeanInterval } from "../batch-means.ts";
import type { FittedModel } from "../fit/fitted-model.ts";
import type { RunFigures } from "./simulate-run.ts";

/** Times in milliseconds; `backlog_85` is when 85 % of what is under way today is done. */
export const OUTCOME_MEASURES = [
  "p85_time",
  "p50_time",
  "mean_time",
  "finished_per_week",
  "wip_at_end",
  "backlog_85",
] as const;
export type OutcomeMeasure = (typeof OUTCOME_MEASURES)[number];

/** A figure over the runs: its mean, and between which values nine of ten runs come out. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The mean difference with its 95 % interval, and between which values nine of ten runs come out. */
export interface Difference extends MeanInterval {
  readonly from: number;
  readonly to: number;
}

export interface MeasuredOutcome extends Spread {
  /** Of this less things as they are, run by run. Absent for things as they are. */
  readonly difference?: Difference;
}

export interface Outcome {
  readonly name: string;
  /** Undefined where most runs say nothing: nothing arrived, or the backlog was not done in the time simulated. */
  readonly measures: Readonly<Partial<Record<OutcomeMeasure, MeasuredOutcome>>>;
  /** The 0th to 100th percentile of times over all runs; empty where nothing arrived. */
  readonly times: readonly number[];
  /** Items finished in a week, week by week. */
  readonly finished: readonly Spread[];
  /** The 0th to 100th percentile of items finished in a week, over all weeks and runs. */
  readonly finishedInWeek: readonly number[];
  /** Items under way at the end of each week, those that stand still included. */
  readonly wip: readonly Spread[];
  /** Mean items by stage at the end of each week. */
  readonly wipByStage: readonly { readonly stage: string; readonly mean: readonly number[] }[];
  readonly load: readonly ({ readonly team: string } & Spread)[];
  /** Mean share of what is under way today that is done, at the end of each week. */
  readonly backlog: readonly Spread[];
  readonly backlogCount: number;
}

const WEEK = 7 * 86_400_000;

/** Sums up runs; with those of things as they are, the difference too. */
export function outcomeOf(
  name: string,
  model: FittedModel,
  runs: readonly RunFigures[],
  base: readonly RunFigures[] | undefined,
): Outcome {
  const standing = model.standing.reduce((sum, { count }) => sum + count, 0);
  const stages = model.stages.filter(({ kind }) => kind !== "done");
  const weeks = runs[0]!.finished.length;
  const eachWeek = (value: (run: RunFigures, week: number) => number): Spread[] =>
    Array.from({ length: weeks }, (_, week) => spreadOver(runs.map((run) => value(run, week))));
  const measures: Partial<Record<OutcomeMeasure, MeasuredOutcome>> = {};
  for (const measure of OUTCOME_MEASURES) {
    const values = runs.map((run) => measured(run, measure, standing));
    const others = base?.map((run) => measured(run, measure, standing));
    const pairs = values.flatMap((value, run) => {
      const other = others?.[run];
      return value === undefined || (others && other === undefined) ? [] : [[value, other ?? 0] as const];
    });
    if (pairs.length < Math.max(2, runs.length * 0.8)) continue;
    measures[measure] = {
      ...spreadOver(pairs.map(([value]) => value)),
      ...(others && { difference: differenceOver(pairs.map(([value, other]) => value - other)) }),
    };
  }
  return {
    name,
    measures,
    times: percentiles(runs.flatMap((run) => Array.from(run.times))),
    finished: eachWeek((run, week) => run.finished[week]!),
    finishedInWeek: percentiles(runs.flatMap((run) => Array.from(run.finished))),
    wip: eachWeek((run, week) => standing + inAll(run, week)),
    wipByStage: stages.map(({ id }, place) => ({
      stage: id,
      mean: Array.from({ length: weeks }, (_, week) => {
        const still = model.standing.find(({ stage }) => stage === id)?.count ?? 0;
        return still + runs.reduce((sum, run) => sum + run.wip[place * weeks + week]! / runs.length, 0);
      }),
    })),
    load: model.teams
      .filter(({ people }) => people > 0)
      .map(({ id }) => ({ team: id, ...spreadOver(runs.map((run) => run.load.get(id) ?? 0)) })),
    backlog: eachWeek(({ backlog }, week) => {
      let done = 0;
      while (done < backlog.length && backlog[done]! <= (week + 1) * WEEK) done += 1;
      return backlog.length === 0 ? 1 : done / backlog.length;
    }),
    backlogCount: runs[0]!.backlog.length,
  };
}

function inAll({ wip, finished: { length: weeks } }: RunFigures, week: number): number {
  let sum = 0;
  for (let at = week; at < wip.length; at += weeks) sum += wip[at]!;
  return sum;
}

function measured(run: RunFigures, measure: OutcomeMeasure, standing: number): number | undefined {
  const { times, finished, backlog } = run;
  switch (measure) {
    case "mean_time":
      return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time / times.length, 0);
    case "p50_time":
      return times.length === 0 ? undefined : quantileOfSorted(times, 0.5);
    case "p85_time":
      return times.length === 0 ? undefined : quantileOfSorted(times, 0.85);
    case "finished_per_week":
      return finished.reduce((sum, n) => sum + n, 0) / finished.length;
    case "wip_at_end":
      return standing + inAll(run, finished.length - 1);
    case "backlog_85": {
      const at = backlog[Math.ceil(0.85 * backlog.length) - 1];
      return at === undefined || at === Infinity ? undefined : at;
    }
  }
}

function spreadOver(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  return {
    mean: sorted.reduce((sum, value) => sum + value / sorted.length, 0),
    low: quantileOfSorted(sorted, 0.05),
    high: quantileOfSorted(sorted, 0.95),
  };
}

function differenceOver(values: readonly number[]): Difference {
  const { low: from, high: to } = spreadOver(values);
  return { ...meanInterval(values), from, to };
}

function percentiles(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: 101 }, (_, p) => quantileOfSorted(sorted, p / 100));
}
