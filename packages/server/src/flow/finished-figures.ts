import { cycleTimes, spreadOf } from "@throughline/domain/flow/cycle-time";
import { kaplanMeier, survivalQuantile } from "@throughline/domain/flow/kaplan-meier";
import { itemLifetimes } from "@throughline/domain/flow/lifetimes";
import { thinned } from "@throughline/domain/flow/thinned";
import { timeHistogram } from "@throughline/domain/flow/time-histogram";
import type { FlowLook } from "./flow-look.ts";

const mostPoints = 3_000;

/** How long finished items took. */
export function finishedFigures({ flow, window, clock, elapsed, iso }: FlowLook) {
  const { history, items } = flow;
  const finished = cycleTimes(history, clock, { window, elapsed });
  const times = finished.map(({ time }) => time);
  const spread = spreadOf(times) ?? null;
  const earlier = { from: window.from - (window.to - window.from), to: window.from };
  const before = cycleTimes(history, clock, { window: earlier, elapsed }).map(({ time }) => time);
  const p95 = spread?.p95 ?? Infinity;
  return {
    spread,
    before: spreadOf(before) ?? null,
    estimate: estimateOf(),
    points: thinned(finished, mostPoints, ({ time }) => time > p95).map(({ flow: { item }, finishedAt, time }) => {
      const { key = "", title = "", classOfService = "standard" } = items.get(item) ?? {};
      return { key, title, class: classOfService, at: iso(finishedAt), time };
    }),
    histogram: histogramOf(),
  };

  function histogramOf() {
    const { width, counts, beyond } = timeHistogram(times);
    return { width, counts: [...counts], beyond };
  }

  function estimateOf() {
    const lifetimes = itemLifetimes(history, clock, { from: window.from, to: window.to, elapsed });
    if (lifetimes.length === 0) return null;
    const curve = kaplanMeier(lifetimes);
    const at = (p: number) => survivalQuantile(curve, p) ?? null;
    return {
      p50: at(0.5),
      p85: at(0.85),
      p95: at(0.95),
      open: lifetimes.filter((lifetime) => !lifetime.finished).length,
    };
  }
}
