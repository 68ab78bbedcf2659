/**
 * Throughput forecast and item forecast, walk-forward on public data, beside what is usually done.
 * The split was fixed before anything was tuned: of the repositories in alphabetical order, every second (the 1st, 3rd, …)
 * was tuned on, the others are reported. `--tuning` shows the first half instead. Of other data, which nothing was tuned on,
 * every series is reported: `--data=` names a folder or a file of daily counts (CSV of any kind) and logs.
 */
import { dailyBootstrap } from "@throughline/domain/forecast/daily-bootstrap";
import { countCrps, randomizedPlace } from "@throughline/domain/forecast/scores";
import { chanceAtMost, forecastThroughput, totalsIn } from "@throughline/domain/forecast/throughput-forecast";
import { throughputTrials } from "@throughline/domain/forecast/throughput-trials";
import { blockBootstrapMean } from "@throughline/domain/numbers/block-bootstrap";
import { randomStream } from "@throughline/domain/numbers/random";
import { readDaily } from "./daily-series.ts";
import { benchItems } from "./item-forecast.ts";
import { optionOf } from "./bench-data.ts";
import type { Bench } from "./run.ts";

const HORIZONS = [14, 28, 84];
const TARGETS = [50, 85, 95];
const BASELINE_WINDOW = 182;
const LAST_DAYS = 2500;
const STEP = 14;

export const bench: Bench = async (print, options) => {
  const throughput = options.includes("--items") ? {} : await benchThroughput(print, options);
  const item = options.includes("--throughput") ? {} : await benchItems(print, options);
  return { ...throughput, item };
};

async function benchThroughput(print: (line: string) => void, options: readonly string[]): Promise<object> {
  const all = await readDaily(options, print);
  const names = [...all.keys()].sort();
  const isOwn = optionOf(options, "data") === undefined;
  const tuning = options.includes("--tuning");
  const long = names.filter((name) => all.get(name)!.length >= BASELINE_WINDOW + HORIZONS.at(-1)!);
  for (const name of names)
    if (!long.includes(name)) print(`${name}: ${all.get(name)!.length} days are too few, left out`);
  const chosen = isOwn ? names.filter((name, i) => (i % 2 === 0) === tuning && long.includes(name)) : long;
  if (chosen.length === 0) return {};
  const judged = chosen.map((name) => judge(name, all.get(name)!, print));
  const coverage: Record<string, Record<string, number>> = {};
  const ratio: Record<string, number> = {};
  print(
    `pooled over ${chosen.length} series (${!isOwn ? "all that are there" : tuning ? "the half tuned on" : "the half not tuned on"}):`,
  );
  HORIZONS.forEach((days, h) => {
    const rows = judged.map((series) => series[h]!);
    coverage[days] = {};
    for (const target of TARGETS) {
      const held = rows.map(({ places }) => places.map((place) => (place >= 1 - target / 100 ? 1 : 0)));
      const share = 100 * mean(held.flat());
      // Blocks as long as outcomes overlap, and at least a quarter of a year.
      const blockLength = Math.ceil(Math.max(days, 84) / STEP);
      const { low, high } = blockBootstrapMean(held, { blockLength, seed: `coverage ${days} ${target}` });
      coverage[days][target] = round(share, 1);
      print(
        `  ${days} days: "${target} % likely" held ${share.toFixed(1)} %, interval ${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}; ` +
          `daily bootstrap ${(100 * mean(rows.flatMap(({ usualPlaces }) => usualPlaces.map((place) => (place >= 1 - target / 100 ? 1 : 0))))).toFixed(1)} %`,
      );
    }
    ratio[days] = round(mean(rows.flatMap(({ crps }) => crps)) / mean(rows.flatMap(({ usualCrps }) => usualCrps)), 3);
    const single = mean(rows.map(({ crps, usualCrps }) => mean(crps) / mean(usualCrps)));
    print(
      `  ${days} days: CRPS ${ratio[days]} of the daily bootstrap's (bar .90); average of the series' own ratios ${single.toFixed(3)}`,
    );
  });
  const origins = judged.reduce((sum, series) => sum + series[0]!.crps.length, 0);
  const trials = timeTrials(chosen.map((name) => all.get(name)!));
  print(`  10,000 trials of 28 days, day by day, on a model at hand: ${trials.toFixed(1)} ms (bar 30)`);
  return { coverage, crps_ratio: ratio, origins, series: chosen.length, trials10k_ms: round(trials, 1) };
}

/** Median over series and runs, once warm. */
function timeTrials(series: readonly Int32Array[]): number {
  const times: number[] = [];
  for (let run = 0; run < 6; run++) {
    for (const daily of series) {
      const forecast = forecastThroughput(daily);
      totalsIn(forecast, 28);
      const started = performance.now();
      throughputTrials(forecast, { days: 28, trials: 10_000, seed: run });
      if (run > 0) times.push(performance.now() - started);
    }
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

interface Judged {
  readonly places: number[];
  readonly usualPlaces: number[];
  readonly crps: number[];
  readonly usualCrps: number[];
}

/** Every forecast of one series, each from the days before its origin alone. */
function judge(name: string, daily: Int32Array, print: (line: string) => void): Judged[] {
  const judged: Judged[] = HORIZONS.map(() => ({ places: [], usualPlaces: [], crps: [], usualCrps: [] }));
  const chance = randomStream("ties").substream(name);
  const first = Math.max(0, daily.length - LAST_DAYS);
  for (let origin = first; origin + HORIZONS[0]! <= daily.length; origin += STEP) {
    if (origin < BASELINE_WINDOW) continue;
    const known = daily.slice(0, origin);
    const forecast = forecastThroughput(known);
    HORIZONS.forEach((days, h) => {
      if (origin + days > daily.length) return;
      let happened = 0;
      for (let day = origin; day < origin + days; day++) happened += daily[day]!;
      const totals = totalsIn(forecast, days);
      const upTo = (k: number): number => chanceAtMost(totals, k);
      const usual = dailyBootstrap(known, days, BASELINE_WINDOW);
      const usualUpTo = (k: number): number => (k < 0 ? 0 : (usual[k] ?? 1));
      const tie = chance.nextUniform();
      judged[h]!.places.push(randomizedPlace(upTo(happened - 1), upTo(happened), tie));
      judged[h]!.usualPlaces.push(randomizedPlace(usualUpTo(happened - 1), usualUpTo(happened), tie));
      judged[h]!.crps.push(countCrps(upTo, totals.table.cumulative.length * totals.table.step, happened));
      judged[h]!.usualCrps.push(countCrps(usualUpTo, usual.length, happened));
    });
  }
  const line = HORIZONS.map((days, h) => {
    const { places, crps, usualCrps } = judged[h]!;
    const held = TARGETS.map((target) =>
      (100 * mean(places.map((place) => (place >= 1 - target / 100 ? 1 : 0)))).toFixed(0),
    );
    return `${days} days ${held.join("/")} CRPS ${(mean(crps) / mean(usualCrps)).toFixed(3)}`;
  });
  print(`${name}: ${judged[0]!.crps.length} origins; ${line.join("; ")}`);
  return judged;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
