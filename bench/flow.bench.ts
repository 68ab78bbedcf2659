/**
 * Flow metrics on public logs, beside their published figures where there are some, Little's identity, and events swept per
 * second. Reads the logs in ../shared/data/logs or in what `--data=` names. An item is done with its last event.
 */
import { ageingWork } from "@throughline/domain/flow/ageing-work";
import { cumulativeFlow } from "@throughline/domain/flow/cumulative-flow";
import { cycleTimes, spreadOf } from "@throughline/domain/flow/cycle-time";
import { handOffWaits, waitsByPair } from "@throughline/domain/flow/hand-off-waits";
import { readHistory, type FlowHistory } from "@throughline/domain/flow/history";
import { itemLifetimes } from "@throughline/domain/flow/lifetimes";
import { littleGauge } from "@throughline/domain/flow/little";
import { serviceLevel } from "@throughline/domain/flow/service-level";
import { pooledFlowEfficiency, stageTimes } from "@throughline/domain/flow/stage-times";
import { throughput } from "@throughline/domain/flow/throughput";
import { flowOfLog, type LogFlow, teamAttribute } from "./log-flow.ts";
import { publicLogs } from "./read-log.ts";
import type { Bench } from "./run.ts";

const DAY = 86_400_000;
const REFERENCE: Readonly<Record<string, Readonly<Record<"mean" | "p50" | "p85" | "p95", number>>>> = {
  bpi2013: { mean: 12.08, p50: 7.55, p85: 17.55, p95: 35.69 },
  helpdesk: { mean: 40.86, p50: 39.86, p85: 50.08, p95: 57.98 },
};

export const bench: Bench = async (print, options) => {
  const figures: Record<string, object | number> = {};
  let worst = 0;
  const seconds: number[] = [];
  let events = 0;
  for await (const log of publicLogs(options, print)) {
    const { name } = log;
    const reference = REFERENCE[name];
    const flow = flowOfLog(log, teamAttribute(log));
    const history = readHistory(flow.events, flow.stages);
    const times = spreadOf(cycleTimes(history, "arrival").map(({ time }) => time / DAY))!;
    const beside = (key: "mean" | "p50" | "p85" | "p95") =>
      times[key].toFixed(2) + (reference ? ` / ${reference[key]}` : "");
    print(`${name}: ${times.count} items; days from first to last event${reference ? ", measured / published" : ""}`);
    print(`  mean ${beside("mean")}   P50 ${beside("p50")}   P85 ${beside("p85")}   P95 ${beside("p95")}`);
    figures[name] = {
      mean_days: round(times.mean),
      p50_days: round(times.p50),
      p85_days: round(times.p85),
      p95_days: round(times.p95),
    };
    worst = Math.max(worst, worstLittleError(history, flow.from, flow.to));
    for (let run = 0; run < 5; run++) seconds.push(everything(flow) / flow.events.length);
    events += flow.events.length;
  }
  if (events > 0) {
    const perSecond = Math.round(1 / seconds.sort((a, b) => a - b)[seconds.length >> 1]!);
    print(`Little's identity: largest relative gap over whole logs and quarters ${worst.toExponential(2)} (bar 1e-9)`);
    print(`all metrics of a log from its events: ${perSecond.toLocaleString("en")} events per second`);
    figures["little_error"] = worst;
    figures["events_per_s"] = perSecond;
  }
  return figures;
};

function worstLittleError(history: FlowHistory, from: number, to: number): number {
  const quarter = (to - from) / 4;
  const windows = [{ from, to: to + 1 }];
  for (let i = 0; i < 4; i++) windows.push({ from: from + i * quarter, to: from + (i + 1) * quarter });
  return Math.max(
    ...windows.flatMap((window) =>
      (["arrival", "start"] as const).map((clock) => littleGauge(history, clock, window).error),
    ),
  );
}

/** Milliseconds a page of all metrics takes, as seconds. */
function everything({ events, stages, from, to }: LogFlow): number {
  const started = performance.now();
  const history = readHistory(events, stages);
  const days = Float64Array.from({ length: Math.ceil((to - from) / DAY) + 1 }, (_, i) => from + i * DAY);
  const now = to + 1;
  cumulativeFlow(history, days);
  throughput(history, days);
  spreadOf(cycleTimes(history, "start").map(({ time }) => time));
  ageingWork(history, "start", from + (to - from) / 2);
  pooledFlowEfficiency(history.items.map((item) => stageTimes(item, now)));
  waitsByPair(handOffWaits(history, now));
  serviceLevel(itemLifetimes(history, "start", { to: now }), 10 * DAY);
  littleGauge(history, "start", { from, to });
  return (performance.now() - started) / 1000;
}

function round(days: number): number {
  return Math.round(days * 100) / 100;
}
