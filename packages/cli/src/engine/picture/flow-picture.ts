/** Cumulative flow above, cycle times of finished items with their percentiles below. */
import { cumulativeFlow } from "@throughline/domain/flow/cumulative-flow";
import type { FinishedItem, Spread } from "@throughline/domain/flow/cycle-time";
import type { FlowHistory } from "@throughline/domain/flow/history";
import { DAY } from "@throughline/domain/time/civil-date";
import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { fixed } from "../time-words.ts";
import { daySteps, roundTop, timePlot } from "./axes.ts";
import { fitted, ink, partColours, pathThrough, Picture, spreadLabels } from "./svg.ts";

export interface FlowPicture {
  readonly title: string;
  readonly history: FlowHistory;
  readonly finished: readonly FinishedItem[];
  readonly spread: Spread | undefined;
  readonly from: number;
  readonly to: number;
  readonly zone: ZoneOffsets;
}

/** Stages drawn by themselves; the rest together. */
const MOST_STAGES = 8;
/** Points drawn; of more, evenly many. */
const MOST_POINTS = 4000;

export function flowPicture(shown: FlowPicture): string {
  const picture = new Picture(960, 760, shown.title);
  picture.text(64, 28, shown.title, { "font-size": 16, "font-weight": 600 });
  cumulative(picture, shown);
  scatter(picture, shown);
  return picture.toString();
}

function cumulative(picture: Picture, { history, from, to, zone }: FlowPicture): void {
  const instants = daySteps(from, to, 400, zone);
  const { inStage, arrived } = cumulativeFlow(history, instants);
  const last = instants.length - 1;
  const order = history.stages.map((stage, i) => ({
    stage,
    i,
    weight: inStage[i]!.reduce((sum, count) => sum + count, 0),
  }));
  const bands = bandsOf(order, inStage, instants.length);
  const frame = { left: 64, top: 70, width: 700, height: 260 };
  picture.text(frame.left, 56, "Items in each stage, one upon the other (cumulative flow)", { fill: ink.faint });
  const plot = timePlot(picture, frame, {
    from,
    to: instants[last]!,
    top: roundTop(Math.max(...arrived)),
    unit: "items",
    zone,
  });
  let below = new Float64Array(instants.length);
  const middles: number[] = [];
  for (const [b, band] of bands.entries()) {
    const above = below.map((count, i) => count + band.counts[i]!);
    const points = [
      ...instants.map((at, i) => [plot.x(at), plot.y(above[i]!)] as const),
      ...instants.map((at, i) => [plot.x(at), plot.y(below[i]!)] as const).toReversed(),
    ];
    picture.path(pathThrough(points, true), { fill: colourOf(b), stroke: ink.paper, "stroke-width": 0.5 });
    middles.push(plot.y((above[last]! + below[last]!) / 2) + 4);
    below = above;
  }
  const beside = frame.left + frame.width + 10;
  for (const [b, y] of spreadLabels(middles, 15, frame.top, frame.top + frame.height).entries()) {
    const { name, counts } = bands[b]!;
    picture.rect(beside, y - 9, 9, 9, { fill: colourOf(b) });
    picture.text(beside + 14, y, fitted(`${name}: ${counts[last]!.toLocaleString("en")}`, 165));
  }
}

const colourOf = (band: number): string => partColours[band % partColours.length]!;

/** Done at the bottom, then the last stages first, so that work rises through the picture. */
function bandsOf(
  order: readonly { stage: FlowHistory["stages"][number]; i: number; weight: number }[],
  inStage: readonly Int32Array[],
  length: number,
): { name: string; counts: Float64Array }[] {
  const sum = (some: typeof order) => {
    const counts = new Float64Array(length);
    for (const { i } of some) for (let k = 0; k < length; k++) counts[k]! += inStage[i]![k]!;
    return counts;
  };
  const done = order.filter(({ stage }) => stage.kind === "done");
  const open = order.filter(({ stage }) => stage.kind !== "done");
  const heavy = new Set(open.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_STAGES));
  const rest = open.filter((one) => !heavy.has(one));
  const bands = [{ name: "done", counts: sum(done) }];
  for (const one of open.filter((two) => heavy.has(two)).toReversed())
    bands.push({ name: one.stage.id, counts: sum([one]) });
  if (rest.length > 0) bands.push({ name: `${rest.length} other stages`, counts: sum(rest) });
  return bands;
}

function scatter(picture: Picture, { finished, spread, from, to, zone }: FlowPicture): void {
  const frame = { left: 64, top: 420, width: 700, height: 270 };
  picture.text(frame.left, 406, "Cycle time of each finished item, on the day it was done", { fill: ink.faint });
  // A few very old items must not press all others flat.
  const times = finished.map(({ time }) => time / DAY).sort((a, b) => a - b);
  const top = roundTop(
    Math.max(times[Math.floor(times.length * 0.99)] ?? 0, spread ? (spread.p95 / DAY) * 1.2 : 0, 1e-6),
  );
  const plot = timePlot(picture, frame, { from, to: to + DAY, top, unit: "days", zone, whole: false });
  const step = Math.max(1, Math.ceil(finished.length / MOST_POINTS));
  let beyond = 0;
  for (const [i, { finishedAt, time }] of finished.entries()) {
    if (time / DAY > top) {
      beyond++;
      continue;
    }
    if (i % step !== 0) continue;
    picture.circle(plot.x(finishedAt), plot.y(time / DAY), 2, { fill: ink.accent, "fill-opacity": 0.45 });
  }
  if (spread) {
    const levels = [
      ["50 %", spread.p50],
      ["85 %", spread.p85],
      ["95 %", spread.p95],
    ] as const;
    const ys = levels.map(([, time]) => plot.y(time / DAY));
    const labels = spreadLabels(
      ys.map((y) => y + 4),
      15,
      frame.top,
      frame.top + frame.height + 4,
    );
    for (const [i, [share, time]] of levels.entries()) {
      picture.line(frame.left, ys[i]!, frame.left + frame.width, ys[i]!, {
        stroke: ink.bad,
        "stroke-dasharray": "5 4",
      });
      picture.text(frame.left + frame.width + 10, labels[i]!, `${share} within ${fixed(time / DAY)} d`, {
        fill: ink.bad,
      });
    }
  }
  const left = [beyond > 0 ? `${beyond} above the top` : "", step > 1 ? `one item in ${step} drawn` : ""]
    .filter(Boolean)
    .join("; ");
  if (left !== "") picture.text(frame.left, frame.top + frame.height + 40, left, { fill: ink.faint });
}
