/** Plots with axes: round numbers upwards, days along. */
import { weekday } from "@throughline/domain/time/civil-date";
import type { ZoneOffsets } from "@throughline/domain/time/zone-offsets";
import { dateText, dayOf, startOfDay } from "../time-words.ts";
import { ink, type Picture } from "./svg.ts";

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Places of values. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A round number at or above the value. */
export function roundTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * (1 - 1e-9)) ?? 10 * power
  );
}

/** Round values from 0 to the top, about as many as asked for; whole ones where asked. */
export function ticksTo(top: number, count: number, whole = false): number[] {
  const rough = top / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  let step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * (1 - 1e-9)) ?? 10 * power;
  if (whole) step = Math.max(1, Math.round(step));
  const ticks: number[] = [];
  for (let i = 0; i * step <= top * (1 + 1e-9); i++) ticks.push(i * step);
  return ticks;
}

/** A plot over time; `unit` stands above the upward axis. */
export function timePlot(
  picture: Picture,
  frame: PlotFrame,
  {
    from,
    to,
    top,
    unit,
    zone,
    whole = true,
  }: { from: number; to: number; top: number; unit: string; zone: ZoneOffsets; whole?: boolean },
): Plot {
  const plot = scaled(frame, from, to, top);
  upwardAxis(picture, plot, top, unit, whole);
  for (const { at, text } of dayTicks(from, to, Math.max(2, Math.floor(frame.width / 90)), zone)) {
    const x = plot.x(at);
    picture.line(x, frame.top + frame.height, x, frame.top + frame.height + 4, { stroke: ink.faint });
    picture.text(x, frame.top + frame.height + 18, text, { "text-anchor": "middle", fill: ink.faint });
  }
  return plot;
}

/** A plot over plain numbers. */
export function numberPlot(
  picture: Picture,
  frame: PlotFrame,
  {
    right,
    top,
    unit,
    along,
    whole = true,
  }: { right: number; top: number; unit: string; along: string; whole?: boolean },
): Plot {
  const plot = scaled(frame, 0, right, top);
  upwardAxis(picture, plot, top, unit, whole);
  for (const value of ticksTo(right, 8)) {
    const x = plot.x(value);
    picture.line(x, frame.top + frame.height, x, frame.top + frame.height + 4, { stroke: ink.faint });
    picture.text(x, frame.top + frame.height + 18, value.toLocaleString("en"), {
      "text-anchor": "middle",
      fill: ink.faint,
    });
  }
  picture.text(frame.left + frame.width, frame.top + frame.height + 34, along, {
    "text-anchor": "end",
    fill: ink.faint,
  });
  return plot;
}

function scaled(frame: PlotFrame, from: number, to: number, top: number): Plot {
  const span = Math.max(to - from, Number.MIN_VALUE);
  return {
    ...frame,
    x: (value) => frame.left + ((value - from) / span) * frame.width,
    y: (value) => frame.top + frame.height - (value / top) * frame.height,
  };
}

function upwardAxis(picture: Picture, plot: Plot, top: number, unit: string, whole: boolean): void {
  for (const value of ticksTo(top, Math.max(2, Math.floor(plot.height / 50)), whole)) {
    const y = plot.y(value);
    picture.line(plot.left, y, plot.left + plot.width, y, { stroke: value === 0 ? ink.faint : ink.grid });
    picture.text(plot.left - 8, y + 4, value.toLocaleString("en"), { "text-anchor": "end", fill: ink.faint });
  }
  picture.text(plot.left - 8, plot.top - 10, unit, { "text-anchor": "end", fill: ink.faint });
}

/** Days, Mondays, firsts of months or years, whichever are at most `most`. */
function dayTicks(from: number, to: number, most: number, zone: ZoneOffsets): { at: number; text: string }[] {
  const [first, last] = [dayOf(zone, from), dayOf(zone, to)];
  const written = (day: number) => {
    const [year = "", month = "", date = ""] = dateText(day).split("-");
    return { year, month: Number(month), date: Number(date) };
  };
  const rules: ((day: number) => boolean)[] = [
    () => true,
    (day) => weekday(day) === 0,
    (day) => written(day).date === 1,
    (day) => written(day).date === 1 && written(day).month % 3 === 1,
    (day) => written(day).date === 1 && written(day).month === 1,
  ];
  for (const [rule, holds] of rules.entries()) {
    const days: number[] = [];
    for (let day = first; day <= last; day++) if (startOfDay(zone, day) >= from && holds(day)) days.push(day);
    const isLast = rule === rules.length - 1;
    if (days.length > most && !isLast) continue;
    const shown = isLast ? days.filter((_, i) => i % Math.ceil(days.length / most) === 0) : days;
    return shown.map((day, i) => {
      const { year, month, date } = written(day);
      const name = months[month - 1] ?? "";
      const told = i === 0 || written(shown[i - 1]!).year !== year ? ` ${year}` : "";
      return {
        at: startOfDay(zone, day),
        text: rule < 2 ? `${date} ${name}${told}` : rule < 4 ? `${name}${told}` : year,
      };
    });
  }
  return [];
}

/** Instants that cut time into at most `most` equal steps of whole days, the last at or after `to`. */
export function daySteps(from: number, to: number, most: number, zone: ZoneOffsets): number[] {
  const first = dayOf(zone, from);
  const last = dayOf(zone, to) + 1;
  const step = Math.max(1, Math.ceil((last - first) / most));
  const instants: number[] = [];
  for (let day = first; day < last + step; day += step) instants.push(startOfDay(zone, day));
  return instants;
}
