/** How many were finished, and how many may be: the past as a line, the future as a fan. */
import { howMany, type ThroughputForecast } from "@throughline/domain/forecast/throughput-forecast";
import type { DailyCounts } from "../daily-counts.ts";
import { dateText, startOfDay } from "../time-words.ts";
import { roundTop, timePlot } from "./axes.ts";
import { ink, pathThrough, Picture, spreadLabels } from "./svg.ts";

/** Days of the future that are computed; between them the fan is straight. */
const STEPS = 24;

export function forecastPicture(
  name: string,
  { first, counts, zone }: DailyCounts,
  forecast: ThroughputForecast,
  days: number,
  goal: number | undefined,
): string {
  const picture = new Picture(960, 460, `Forecast from ${name}`);
  const last = first + counts.length - 1;
  const past = Math.min(counts.length, days);
  picture.text(64, 28, `Forecast from ${name}: items finished since ${dateText(last - past + 1)}`, {
    "font-size": 16,
    "font-weight": 600,
  });
  const before = [0];
  for (const count of counts.slice(-past)) before.push(before.at(-1)! + count);
  const done = before.at(-1)!;
  const ahead = [
    ...new Set(Array.from({ length: STEPS }, (_, i) => Math.max(1, Math.round(((i + 1) * days) / STEPS)))),
  ];
  const line = (confidence: number) => ahead.map((day) => done + howMany(forecast, day, confidence));
  const [low, lowish, middle, highish, high] = [0.95, 0.85, 0.5, 0.15, 0.05].map(line) as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const top = roundTop(Math.max(high.at(-1)!, goal === undefined ? 0 : done + goal));
  const frame = { left: 64, top: 70, width: 680, height: 310 };
  const at = (day: number) => startOfDay(zone, last + 1 + day);
  const plot = timePlot(picture, frame, { from: at(-past), to: at(days), top, unit: "items", zone });
  const points = (values: readonly number[]) => [
    [plot.x(at(0)), plot.y(done)] as const,
    ...values.map((value, i) => [plot.x(at(ahead[i]!)), plot.y(value)] as const),
  ];
  picture.path(pathThrough([...points(high), ...points(low).toReversed()], true), {
    fill: ink.accent,
    "fill-opacity": 0.15,
  });
  picture.path(pathThrough([...points(highish), ...points(lowish).toReversed()], true), {
    fill: ink.accent,
    "fill-opacity": 0.25,
  });
  picture.path(pathThrough(points(middle)), { fill: "none", stroke: ink.accent, "stroke-width": 2 });
  picture.path(pathThrough(before.map((value, i) => [plot.x(at(i - past)), plot.y(value)] as const)), {
    fill: "none",
    stroke: ink.text,
    "stroke-width": 2,
  });
  picture.line(plot.x(at(0)), frame.top, plot.x(at(0)), frame.top + frame.height, {
    stroke: ink.faint,
    "stroke-dasharray": "2 3",
  });
  picture.text(plot.x(at(0)) - 6, frame.top + 12, `known to ${dateText(last)}`, {
    "text-anchor": "end",
    fill: ink.faint,
  });
  if (goal !== undefined) {
    picture.line(plot.x(at(0)), plot.y(done + goal), frame.left + frame.width, plot.y(done + goal), {
      stroke: ink.bad,
      "stroke-dasharray": "5 4",
    });
    picture.text(plot.x(at(0)) + 6, plot.y(done + goal) - 5, `${goal} more`, { fill: ink.bad });
  }
  const ends = [low, lowish, middle, highish, high].map((values) => values.at(-1)!);
  const words = [
    "95 % likely at least",
    "85 % likely at least",
    "as likely more as less:",
    "15 % likely at least",
    "5 % likely at least",
  ];
  const places = spreadLabels(
    ends.map((value) => plot.y(value) + 4),
    15,
    frame.top,
    frame.top + frame.height + 4,
  );
  for (const [i, y] of places.entries())
    picture.text(frame.left + frame.width + 10, y, `${words[i]} ${(ends[i]! - done).toLocaleString("en")}`, {
      fill: i === 2 ? ink.accent : ink.text,
    });
  picture.text(
    frame.left + frame.width,
    frame.top + frame.height + 40,
    `in ${days} days, by ${dateText(last + days)}`,
    { "text-anchor": "end", fill: ink.faint },
  );
  return picture.toString();
}
