/**
 * Process discovery, replay, precision and alignments on public logs, beside published figures where there are some; times on
 * 260,000 events, made by repeating the first log. Reads the logs in ../shared/data/logs or in what `--data=` names.
 */
import { alignLog } from "../packages/domain/src/process/align.ts";
import { conformance } from "../packages/domain/src/process/conformance.ts";
import { deviationInWords } from "../packages/domain/src/process/conformance-in-words.ts";
import { directlyFollows } from "../packages/domain/src/process/directly-follows.ts";
import { eventLog } from "../packages/domain/src/process/event-log.ts";
import { mineTree } from "../packages/domain/src/process/inductive-miner.ts";
import { etcPrecision } from "../packages/domain/src/process/precision.ts";
import { writeTree } from "../packages/domain/src/process/process-tree.ts";
import { replayFitness } from "../packages/domain/src/process/token-replay.ts";
import { treeToNet } from "../packages/domain/src/process/tree-to-net.ts";
import { variantsOf } from "../packages/domain/src/process/variants.ts";
import { publicLogs } from "./read-log.ts";
import type { LogEvent } from "../packages/domain/src/process/event-log.ts";
import type { Bench } from "./run.ts";

const REFERENCE: Readonly<Record<string, string>> = {
  helpdesk: "IM 1.000/.513, IMf .988/.791, alignments 27–49 s",
  bpi2013: "IM 1.000/.626, IMf .966/.716",
};
const MANY = 260_000;

export const bench: Bench = async (print, options) => {
  const figures: Record<string, unknown> = {};
  let times: object | undefined;
  for await (const { name, cases } of publicLogs(options, print)) {
    const reference = REFERENCE[name];
    const events = cases.flatMap(({ id, events }) =>
      events.map(({ activity, at }): LogEvent => ({ case: id, activity, at })),
    );
    const log = eventLog(events);
    print(
      `${name}: ${log.cases.length} cases, ${events.length} events, ${log.activities.length} activities, ${variantsOf(log).length} variants${reference ? ` (reference ${reference})` : ""}`,
    );
    const own: Record<string, number> = {};
    for (const [key, infrequent] of [
      ["im", 0],
      ["imf", 0.2],
    ] as const) {
      const tree = mineTree(log, infrequent);
      const net = treeToNet(tree);
      const replay = replayFitness(log, net);
      const precision = etcPrecision(log, net);
      const started = performance.now();
      const aligned = alignLog(log, net);
      const seconds = (performance.now() - started) / 1000;
      print(
        `  ${key.padEnd(3)}  fitness ${replay.fitness.toFixed(4)}  precision ${precision.toFixed(4)}  fitting ${(100 * replay.fittingShare).toFixed(1)} %  alignments ${aligned.fitness.toFixed(4)} in ${seconds.toFixed(2)} s, ${aligned.allOptimal ? "all proven cheapest" : "not all proven cheapest"}${aligned.alignedShare < 1 ? `, ${(100 * aligned.alignedShare).toFixed(0)} % of cases, the rest would take too long` : ""}`,
      );
      print(`       ${writeTree(tree, log.activities)}`);
      own[`${key}_fitness`] = replay.fitness;
      own[`${key}_precision`] = precision;
      own["align_s"] = Math.max(own["align_s"] ?? 0, seconds);
    }
    figures[name] = own;
    if (name === "helpdesk") {
      const order = ["Assign seriousness", "Take in charge ticket", "Resolve ticket", "Closed"];
      const workflow = order.map((stage, i) => ({
        name: stage,
        next: order.slice(i + 1, i + 2),
        done: i === order.length - 1,
      }));
      const held = conformance(log, workflow);
      print(`  Held against ${order.join(" → ")}: ${(100 * held.conformingShare).toFixed(1)} % conform.`);
      for (const deviation of held.deviations.slice(0, 5)) print(`    ${deviationInWords(deviation, held)}`);
    }
    times ??= timesOnMany(events, print);
  }
  return { ...figures, ...times };
};

/** A log repeated under new case names until it has about 260,000 events. */
function timesOnMany(events: readonly LogEvent[], print: (line: string) => void) {
  const many: LogEvent[] = [];
  for (let copy = 0; many.length < MANY; copy++)
    for (const event of events) many.push({ ...event, case: `${event.case}/${copy}` });
  const median = (run: () => unknown): number => {
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    }).sort((a, b) => a - b);
    return times[2]!;
  };
  const columns_ms = median(() => eventLog(many));
  const log = eventLog(many);
  const graph_ms = median(() => directlyFollows(log));
  const im_ms = median(() => mineTree(log));
  const imf_ms = median(() => mineTree(log, 0.2));
  const dfg_ms = columns_ms + graph_ms;
  print(
    `${many.length} events: to columns ${columns_ms.toFixed(0)} ms, graph with times ${graph_ms.toFixed(0)} ms (together ${dfg_ms.toFixed(0)}, bar 300), IM ${im_ms.toFixed(0)} ms (bar 1000), IMf ${imf_ms.toFixed(0)} ms`,
  );
  return { dfg_ms, im_ms };
}
