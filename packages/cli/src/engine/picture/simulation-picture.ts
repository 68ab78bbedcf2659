/** What a simulated organisation does: how long its items take, and how much waits in each stage. */
import { DAY } from "@throughline/domain/time/civil-date";
import type { MeanInterval } from "@throughline/domain/simulation/batch-means";
import { quantileOfSorted } from "@throughline/domain/numbers/quantile";
import { fixed } from "../time-words.ts";
import { numberPlot, roundTop, ticksTo } from "./axes.ts";
import { fitted, ink, Picture } from "./svg.ts";

const BARS = 40;

export function simulationPicture(
  title: string,
  times: Float64Array,
  stages: readonly { readonly name: string; readonly wip: MeanInterval | null }[],
): string {
  const picture = new Picture(960, 430 + stages.length * 26, title);
  picture.text(64, 28, title, { "font-size": 16, "font-weight": 600 });
  histogram(picture, times);
  const left = 230;
  const top = 390;
  picture.text(64, top - 14, "Items in each stage on average, with the 95 % interval of the mean", { fill: ink.faint });
  const most = roundTop(Math.max(...stages.map(({ wip }) => wip?.high ?? 0)));
  const width = 620;
  for (const tick of ticksTo(most, 6)) {
    const x = left + (tick / most) * width;
    picture.line(x, top, x, top + stages.length * 26, { stroke: ink.grid });
    picture.text(x, top + stages.length * 26 + 18, tick.toLocaleString("en"), {
      "text-anchor": "middle",
      fill: ink.faint,
    });
  }
  for (const [i, { name, wip }] of stages.entries()) {
    const y = top + i * 26;
    picture.text(left - 10, y + 17, fitted(name, 160), { "text-anchor": "end" });
    if (!wip) continue;
    picture.rect(left, y + 5, (wip.mean / most) * width, 16, { fill: ink.accent, "fill-opacity": 0.6 });
    const [low, high] = [Math.max(0, wip.low), wip.high].map((value) => left + (value / most) * width) as [
      number,
      number,
    ];
    picture.line(low, y + 13, high, y + 13, { stroke: ink.text, "stroke-width": 1.5 });
    picture.text(high + 6, y + 17, fixed(wip.mean), { fill: ink.faint });
  }
  return picture.toString();
}

function histogram(picture: Picture, times: Float64Array): void {
  const frame = { left: 64, top: 70, width: 700, height: 240 };
  picture.text(frame.left, 56, "Share of items by their time from coming in to done, all runs together", {
    fill: ink.faint,
  });
  if (times.length === 0) {
    picture.text(frame.left, 120, "Nothing was finished.");
    return;
  }
  const right = roundTop(quantileOfSorted(times, 0.99) / DAY);
  const counts = new Float64Array(BARS);
  for (const time of times) {
    const bar = Math.floor((time / DAY / right) * BARS);
    if (bar < BARS) counts[bar]!++;
  }
  const shares = counts.map((count) => (100 * count) / times.length);
  const plot = numberPlot(picture, frame, {
    right,
    top: roundTop(Math.max(...shares)),
    unit: "%",
    along: "days",
    whole: false,
  });
  for (const [bar, share] of shares.entries()) {
    const x = plot.x((bar * right) / BARS);
    picture.rect(x + 0.5, plot.y(share), frame.width / BARS - 1, plot.y(0) - plot.y(share), {
      fill: ink.accent,
      "fill-opacity": 0.6,
    });
  }
  for (const [i, level] of [0.5, 0.85, 0.95].entries()) {
    const days = quantileOfSorted(times, level) / DAY;
    picture.line(plot.x(days), frame.top, plot.x(days), frame.top + frame.height, {
      stroke: ink.bad,
      "stroke-dasharray": "5 4",
    });
    picture.text(plot.x(days) + 4, frame.top + 12 + i * 15, `${level * 100} % within ${fixed(days)} d`, {
      fill: ink.bad,
    });
  }
}
