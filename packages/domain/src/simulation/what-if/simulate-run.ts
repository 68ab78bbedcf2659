import { quantileOfSorted } from "../../numbers/quantile.ts";
import { RefusedInput } from "../../numbers/refused-input.ts";
import type { FittedModel } from "../fit/fitted-model.ts";
import type { Organisation } from "../organisation.ts";
import { Simulation } from "../simulation.ts";

const WEEK = 7 * 86_400_000;
/** Quantiles that a run's times are kept as. */
export const KEPT = 200;
/** More items than this at once and the simulation says no: the change makes work pile up without end. */
const MOST_OPEN = 60_000;

/** Weeks simulated after those that are reported, so that what arrived in the last of them can be seen to finish. */
export const runOut = (weeks: number): number => Math.min(26, Math.max(4, Math.ceil(weeks / 2)));

/** What one run says. Times in milliseconds. */
export interface RunFigures {
  /** Of what arrived in the weeks reported, from arrival to done; what is still open at the end counts with its age. */
  readonly times: Float64Array;
  /** Items finished, week by week. */
  readonly finished: Int32Array;
  /** Items in each stage that is not done, at the end of each week, stage after stage. */
  readonly wip: Int32Array;
  /** Busy share of each team's hours. */
  readonly load: ReadonlyMap<string, number>;
  /** When each item that was under way at the beginning was done, counted from then, rising; ∞ where it was not. */
  readonly backlog: Float64Array;
}

/** One run from where things stand. Items given up are neither finished nor timed. */
export function simulateRun(model: FittedModel, organisation: Organisation, seed: string, weeks: number): RunFigures {
  const from = model.until;
  const until = from + weeks * WEEK;
  const simulation = new Simulation(organisation, {
    seed,
    from,
    until: until + runOut(weeks) * WEEK,
    underWay: model.underWay,
    reportsUnderWay: true,
  });
  const inside = Array.from(model.stages.keys()).filter((at) => model.stages[at]!.kind !== "done");
  const wip = new Int32Array(inside.length * weeks);
  for (let week = 0; week < weeks; week++) {
    simulation.runUntil(from + (week + 1) * WEEK);
    const now = simulation.wip;
    let open = 0;
    for (const [place, stage] of inside.entries()) {
      wip[place * weeks + week] = now[stage]!;
      open += now[stage]!;
    }
    if (open > MOST_OPEN)
      throw new RefusedInput(
        "piles_up",
        `More than ${MOST_OPEN} items pile up by week ${week + 1}: less work must come, or more be done.`,
      );
  }
  const load = loadOf(simulation);
  const { finished: done } = simulation.run();
  const givenUp = model.stages.length - 1;
  const times: number[] = [];
  const backlog: number[] = [];
  const finished = new Int32Array(weeks);
  for (let i = 0; i < done.size; i++) {
    const finishedAt = done.finishedAt[i]!;
    const arrivedAt = done.arrivedAt[i]!;
    if (arrivedAt < from) backlog.push(finishedAt - from);
    if (done.stage[i] === givenUp) continue;
    if (arrivedAt >= from && arrivedAt < until) times.push(finishedAt - arrivedAt);
    if (finishedAt < until) finished[Math.floor((finishedAt - from) / WEEK)]! += 1;
  }
  for (const arrivedAt of simulation.openArrivals()) {
    if (arrivedAt < from) backlog.push(Infinity);
    else if (arrivedAt < until) times.push(simulation.now - arrivedAt);
  }
  return {
    times: thinned(Float64Array.from(times).sort()),
    finished,
    wip,
    load,
    backlog: Float64Array.from(backlog).sort(),
  };
}

function loadOf(simulation: Simulation): Map<string, number> {
  const busy = new Map<string, { shift: number; worked: number }>();
  for (const { team, shiftTime, workedShare, interruptedShare } of simulation.result().people) {
    const sum = busy.get(team) ?? { shift: 0, worked: 0 };
    sum.shift += shiftTime;
    sum.worked += shiftTime * (workedShare + interruptedShare);
    busy.set(team, sum);
  }
  return new Map(Array.from(busy, ([team, { shift, worked }]) => [team, shift > 0 ? worked / shift : 0]));
}

function thinned(sorted: Float64Array): Float64Array {
  if (sorted.length <= KEPT) return sorted;
  return Float64Array.from({ length: KEPT }, (_, i) => quantileOfSorted(sorted, (i + 0.5) / KEPT));
}
