/**
 * Sequencing against the OR-Library weighted-tardiness sets (optimal or best known values), and 1,000 made items.
 * Reads the sets wtN.txt with their best values wtoptN.txt, whatever N, in ../shared/data/wt or in what `--data=` names.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { delayAfter } from "@throughline/domain/priority/sequencing/cost-of-delay";
import { sequence } from "@throughline/domain/priority/sequencing/sequence";
import type { SequenceItem } from "@throughline/domain/priority/sequencing/sequencing-problem";
import { randomStream } from "@throughline/domain/numbers/random";
import { dataFiles } from "./bench-data.ts";
import type { Bench } from "./run.ts";

interface SetFigures {
  best: number;
  of: number;
  ms_per_instance: number;
  worst_ms: number;
  worst_gap_pct: number;
}

export const bench: Bench = async (print, options) => {
  const figures: Record<string, SetFigures | number> = {};
  const files = dataFiles(options, "wt", /^wt(opt)?\d+(\.txt)?$/i, print);
  const sized = (pattern: RegExp) =>
    new Map(files.map((file) => [Number(pattern.exec(basename(file))?.[1] ?? Number.NaN), file] as const));
  const [sets, known] = [sized(/^wt(\d+)/i), sized(/^wtopt(\d+)/i)];
  print("set      best known reached   ms/instance   slowest ms   worst gap");
  for (const [count, values] of sets) {
    if (Number.isNaN(count)) continue;
    const best = known.get(count);
    if (best === undefined) {
      print(`wt${count}: its best values, wtopt${count}.txt, are not beside it, left out`);
      continue;
    }
    const instances = weightedTardiness(values, count);
    const optima = numbers(best);
    if (instances.length === 0 || optima.length !== instances.length) {
      print(`wt${count}: ${instances.length} instances, but ${optima.length} best values; left out`);
      continue;
    }
    const set = solve(instances, optima);
    figures[`wt${count}`] = set;
    const row = [`${set.best} of ${set.of}`, set.ms_per_instance, set.worst_ms, `${set.worst_gap_pct} %`];
    print(`wt${count}     ${row.join("             ")}`);
  }
  const times = [0.3, 0.6, 0.9].map((tightness) => {
    const items = made(1000, tightness);
    const begun = performance.now();
    const { cost, rule } = sequence(items, { seed: 1 });
    const ms = performance.now() - begun;
    print(`1,000 items, tightness ${tightness}: ${ms.toFixed(0)} ms, cost ${cost} (best rule ${rule.cost})`);
    return ms;
  });
  figures["items1000_ms"] = Math.round(Math.max(...times));
  return figures;
};

function numbers(file: string): number[] {
  return readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
}

/** The OR-Library layout: per instance all durations, then all weights, then all due dates. */
function weightedTardiness(file: string, count: number): SequenceItem[][] {
  const values = numbers(file);
  return Array.from({ length: Math.floor(values.length / (3 * count)) }, (_, instance) => {
    const row = (part: number) => values.slice((3 * instance + part) * count, (3 * instance + part + 1) * count);
    const [durations, weights, dues] = [row(0), row(1), row(2)];
    return durations.map((duration, k) => ({ name: `${k}`, duration, delay: delayAfter(dues[k]!, weights[k]!) }));
  });
}

function solve(instances: SequenceItem[][], known: readonly number[]): SetFigures {
  let best = 0;
  let total = 0;
  let worst = 0;
  let gap = 0;
  for (const [instance, items] of instances.entries()) {
    const begun = performance.now();
    const { cost } = sequence(items, { seed: instance });
    const ms = performance.now() - begun;
    total += ms;
    worst = Math.max(worst, ms);
    if (cost <= known[instance]!) best++;
    else gap = Math.max(gap, (cost - known[instance]!) / Math.max(1, known[instance]!));
  }
  return {
    best,
    of: instances.length,
    ms_per_instance: Math.round(total / instances.length),
    worst_ms: Math.round(worst),
    worst_gap_pct: Number((100 * gap).toFixed(4)),
  };
}

/** As the public sets were made: durations 1–100, weights 1–10, due dates spread over 60 % of the work. */
function made(count: number, tightness: number): SequenceItem[] {
  const random = randomStream(`sequence ${count} ${tightness}`);
  const durations = Array.from({ length: count }, () => 1 + random.nextInt(100));
  const work = durations.reduce((sum, duration) => sum + duration, 0);
  return durations.map((duration, k) => {
    const due = Math.round(work * (1 - tightness - 0.3 + 0.6 * random.nextUniform()));
    return { name: `${k}`, duration, delay: delayAfter(due, 1 + random.nextInt(10)) };
  });
}
