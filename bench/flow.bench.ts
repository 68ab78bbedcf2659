/** Flow metrics on two public logs beside their published figures, Little's identity, and events swept per second. */
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
import { flowOfLog, type LogFlow } from "./log-flow.ts";
import { readSharedLog } from "./read-xes.ts";
import type { Bench } from "./run.ts";

const DAY = 86_400_000;
const REFERENCE = {
  bpi2013: { file: "bpi_challenge_2013_incidents.xes.gz", mean: 12.08, p50: 7.55, p85: 17.55, p95: 35.69 },
  helpdesk: { file: "Helpdesk.xes.gz", mean: 40.86, p50: 39.86, p85: 50.08, p95: 57.98 },
} as const;

export const bench: Bench = async (print) => {
  const figures: Record<string, object | number> = {};
  let worst = 0;
  const seconds: number[] = [];
  let events = 0;
  for (const [name, reference] of Object.entries(REFERENCE)) {
    const log = readSharedLog(reference.file, print);
    if (log === undefined) continue;
    const flow = flowOfLog(log, "org:group");
    const history = readHistory(flow.events, flow.stages);
    const times = spreadOf(cycleTimes(history, "arrival").map(({ time }) => time / DAY))!;
    print(`${name}: ${times.count} items; days from first to last event, measured / published`);
    print(
      `  mean ${times.mean.toFixed(2)} / ${reference.mean}   P50 ${times.p50.toFixed(2)} / ${reference.p50}` +
        `   P85 ${times.p85.toFixed(2)} / ${reference.p85}   P95 ${times.p95.toFixed(2)} / ${reference.p95}`,
    );
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
