/**
 * Sequencing against the OR-Library weighted-tardiness sets (optimal or best known values), and 1,000 made items.
 * Reads ../shared/data/wt or the folder named after `--data=`; a set that is not there is left out.
 */
import { existsSync, readFileSync } from "node:fs";
import { delayAfter } from "@throughline/domain/priority/sequencing/cost-of-delay";
import { sequence } from "@throughline/domain/priority/sequencing/sequence";
import type { SequenceItem } from "@throughline/domain/priority/sequencing/sequencing-problem";
import { randomStream } from "@throughline/domain/numbers/random";
import type { Bench } from "./run.ts";

interface SetFigures {
  best: number;
  of: number;
  ms_per_instance: number;
  worst_ms: number;
  worst_gap_pct: number;
}

export const bench: Bench = async (print, options) => {
  const named = options.find((option) => option.startsWith("--data="))?.slice("--data=".length);
  const folder = named ?? new URL("../../shared/data/wt", import.meta.url).pathname;
  const figures: Record<string, SetFigures | number> = {};
  print("set      best known reached   ms/instance   slowest ms   worst gap");
  for (const count of [40, 50, 100]) {
    const [values, best] = [`${folder}/wt${count}.txt`, `${folder}/wtopt${count}.txt`];
    if (!existsSync(values) || !existsSync(best)) {
      print(`wt${count}: not in ${folder}, left out`);
      continue;
    }
    const set = solve(weightedTardiness(values, count), numbers(best));
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
    else gap = Math.max(gap, cost / known[instance]! - 1);
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
