/**
 * The item forecast, walked forward on public logs. At every cut the model knows what had happened by then and nothing
 * else; it then forecasts the remaining time at each entry into a stage up to the next cut, whatever became of the item.
 * The split was fixed before tuning: forecasts made before half of a log's items were finished are for tuning, later ones
 * are reported.
 */
import { readHistory, type FlowEvent } from "@throughline/domain/flow/history";
import { forecastItems } from "@throughline/domain/forecast/item-forecast";
import { itemModel } from "@throughline/domain/forecast/item-model";
import type { Snapshot } from "@throughline/domain/forecast/item-snapshots";
import { chanceWithin, remainingQuantile } from "@throughline/domain/forecast/remaining-distribution";
import { pinball } from "@throughline/domain/forecast/scores";
import { tailedAge, tailedSurvival } from "@throughline/domain/forecast/tailed-survival";
import { quantile } from "@throughline/domain/numbers/quantile";
import { flowOfLog, type LogFlow, teamAttribute } from "./log-flow.ts";
import { type PublicLog, publicLogs } from "./read-log.ts";

const DAY = 86_400_000;
const LEVELS = [0.05, 0.15, 0.25, 0.5, 0.75, 0.85, 0.95];
/** What is known of the cases of two logs; of another log it is found out. */
const KNOWN: Readonly<Record<string, { readonly team: string; readonly words: readonly string[] }>> = {
  helpdesk: { team: "org:resource", words: [] },
  bpi2013: { team: "org:group", words: ["impact", "product", "org:role", "organization country"] },
};
const MOST_WORDS = 6;
const LEAST_ITEMS = 50;

export async function benchItems(
  print: (line: string) => void,
  options: readonly string[],
): Promise<Record<string, object>> {
  const figures: Record<string, object> = {};
  for await (const log of publicLogs(options, print)) {
    const { team, words } = KNOWN[log.name] ?? { team: teamAttribute(log), words: describing(log) };
    const judged = walk(log.name, flowOfLog(log, team, words), options.includes("--tuning"), print);
    if (judged) figures[log.name] = judged;
  }
  return figures;
}

/** Attributes of first events that most cases have and that put them into few groups: what an item is described by. */
function describing({ cases, attributes }: PublicLog): string[] {
  const sizes = attributes
    .filter((name) => !/^(case:)?(concept:name|time:timestamp|lifecycle:transition)$/.test(name))
    .map((name) => {
      const values = cases.map(({ events }) => events[0]!.attribute(name)).filter((value) => value !== "");
      return { name, share: values.length / cases.length, groups: new Set(values).size };
    });
  return sizes
    .filter(({ share, groups }) => share > 0.5 && groups > 1 && groups <= cases.length / 20)
    .sort((a, b) => a.groups - b.groups)
    .slice(0, MOST_WORDS)
    .map(({ name }) => name);
}

interface Sums {
  count: number;
  readonly errors: Record<string, number>;
  pinball: number;
  readonly held: Record<number, number>;
  seconds: number;
}

function walk(name: string, flow: LogFlow, tuning: boolean, print: (line: string) => void): object | undefined {
  const whole = readHistory(flow.events, flow.stages);
  const ends = Float64Array.from(whole.items.flatMap(({ finishedAt }) => finishedAt ?? [])).sort();
  if (ends.length < LEAST_ITEMS) {
    print(`${name}: ${ends.length} finished items are too few to walk forward, left out`);
    return undefined;
  }
  const half = ends[ends.length >> 1]!;
  const [from, to] = tuning ? [ends[Math.floor(ends.length / 5)]!, half] : [half, flow.to];
  const entries: Snapshot[] = whole.items
    .flatMap((item) =>
      item.stays.filter(({ stage }) => stage.kind !== "done").map(({ from: at }) => ({ flow: item, at })),
    )
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at);
  if (entries.length === 0) {
    print(`${name}: nothing was under way in its second half, left out`);
    return undefined;
  }
  const folds = 6;
  const sums: Sums = { count: 0, errors: {}, pinball: 0, held: { 50: 0, 85: 0, 95: 0 }, seconds: 0 };
  for (let fold = 0; fold < folds; fold++) {
    const test = entries.slice(
      Math.floor((fold * entries.length) / folds),
      Math.floor(((fold + 1) * entries.length) / folds),
    );
    if (test.length > 0)
      judge(flow, fold === 0 ? from : entries[Math.floor((fold * entries.length) / folds) - 1]!.at, test, sums);
  }
  const mae = Object.fromEntries(Object.entries(sums.errors).map(([key, sum]) => [key, sum / sums.count]));
  const held = (level: number): number => (100 * sums.held[level]!) / sums.count;
  print(
    `${name} (${tuning ? "tuned on" : "reported"}): ${sums.count} forecasts from ${folds} cuts; mean absolute error in days`,
  );
  print(
    `  ${Object.entries(mae)
      .map(([key, value]) => `${key} ${value.toFixed(2)}`)
      .join(", ")}; fitted in ${sums.seconds.toFixed(1)} s`,
  );
  print(
    `  pinball ${(sums.pinball / sums.count).toFixed(3)}; held at 50 / 85 / 95 %: ${held(50).toFixed(1)} / ${held(85).toFixed(1)} / ${held(95).toFixed(1)} %`,
  );
  return {
    mae_days: Number(mae["forecast"]!.toFixed(2)),
    median_by_stage_mae_days: Number(mae["median by stage"]!.toFixed(2)),
    coverage85: Number(held(85).toFixed(1)),
    pinball_days: Number((sums.pinball / sums.count).toFixed(3)),
  };
}

/** Learns from the events up to `cut` and judges the forecasts of `test`, all later. */
function judge(flow: LogFlow, cut: number, test: readonly Snapshot[], sums: Sums): void {
  const known = readHistory(
    flow.events.filter((event: FlowEvent) => event.at <= cut),
    flow.stages,
  );
  const options = { stageName: flow.stageName, words: flow.words };
  const started = performance.now();
  const model = itemModel(known, cut, { ...options, seed: "bench" });
  sums.seconds += (performance.now() - started) / 1000;
  const forecasts = forecastItems(model, readHistory(flow.events, flow.stages), test, options);
  const usual = usualForecasts(known, flow, cut);
  test.forEach(({ flow: item, at }, i) => {
    const happened = item.finishedAt! - at;
    const add = (key: string, said: number): void => {
      sums.errors[key] = (sums.errors[key] ?? 0) + Math.abs(happened - said) / DAY;
    };
    add("forecast", remainingQuantile(forecasts[i]!, 0.5));
    add("zero", 0);
    add("global median", usual.everywhere);
    const stage = flow.stageName(item.stays.findLast(({ from }) => from <= at)!.stage);
    add("median by stage", usual.byStage.get(stage)?.median ?? usual.everywhere);
    add("Kaplan–Meier by stage", usual.byStage.get(stage)?.curve ?? usual.everywhere);
    for (const level of LEVELS) {
      sums.pinball += pinball(remainingQuantile(forecasts[i]!, level), happened, level) / DAY / LEVELS.length;
    }
    const chance = chanceWithin(forecasts[i]!, happened);
    for (const level of [50, 85, 95]) if (chance <= level / 100) sums.held[level]! += 1;
    sums.count += 1;
  });
}

/** What is usually said: medians over past entries, of finished items alone, or with the unfinished by Kaplan and Meier. */
function usualForecasts(
  known: ReturnType<typeof readHistory>,
  flow: LogFlow,
  cut: number,
): { everywhere: number; byStage: Map<string, { median: number; curve: number }> } {
  const rows = new Map<string, { time: number; finished: boolean }[]>();
  const all: number[] = [];
  for (const { stays, finishedAt } of known.items) {
    for (const { stage, from } of stays) {
      if (stage.kind === "done") continue;
      const name = flow.stageName(stage);
      const row = { time: (finishedAt ?? cut) - from, finished: finishedAt !== undefined };
      const own = rows.get(name);
      if (own) own.push(row);
      else rows.set(name, [row]);
      if (row.finished) all.push(row.time);
    }
  }
  const everywhere = quantile(all, 0.5);
  const byStage = new Map(
    [...rows].map(([name, own]) => {
      const finished = own.filter((row) => row.finished).map(({ time }) => time);
      const median = finished.length > 0 ? quantile(finished, 0.5) : everywhere;
      return [name, { median, curve: tailedAge(tailedSurvival(own), 0.5) }];
    }),
  );
  return { everywhere, byStage };
}
