import { fitText, textWidth } from "./label-places.ts";
import type { Mark, Plot, Scene } from "./plot.ts";
import type { Scale } from "./scales.ts";
import { Boxes } from "./marks.tsx";
import { linePath } from "./paths.ts";

/** One bar with its name before it and its figure after it. */
export interface BarRow {
  readonly name: string;
  /** How far the bar reaches, in the scale's values. */
  readonly value: number;
  /** The figure in words, after the bar. */
  readonly text: string;
  /** A darker part from the bar's beginning. */
  readonly part?: number;
  /** Where the truth may lie, as a hair-line with ends. */
  readonly between?: readonly [number, number];
  /** What was aimed for, as a stroke across. */
  readonly goal?: number;
  /** What is read on pointing, a line each; the figure unless told. */
  readonly lines?: readonly string[];
}

const rowHeight = 30;

/** The height of a chart of so many bars, with its margins. */
export const barRowsHeight = (count: number): number => Math.max(1, count) * rowHeight + 12;

/** Margins that leave the names and the figures room, and the bars their half; set them on the chart. */
export function barRowsMargins(
  rows: readonly BarRow[],
  width: number,
): { top: number; right: number; bottom: number; left: number } {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => textWidth(text)));
  return {
    top: 4,
    bottom: 8,
    left: Math.min(width * 0.42, widest(rows.map(({ name }) => name)) + 10),
    right: Math.min(width * 0.28, widest(rows.map(({ text }) => text)) + 14),
  };
}

export type BarRowsOptions = {
  plot: Plot;
  rows: readonly BarRow[];
  /** From zero at the left. */
  scale: Scale;
  fill: string;
  partFill?: string;
};

/** Bars under each other, longest first as given: for names that are words. */
export function barRowsScene({ plot, rows, scale, fill, partFill = fill }: BarRowsOptions): Scene {
  const start = plot.x[0];
  const middle = (at: number) => plot.top + at * rowHeight + rowHeight / 2;
  const bar = (value: number, at: number) => ({
    x: start,
    y: middle(at) - 8,
    width: Math.max(value > 0 ? 1.5 : 0, scale.at(value) - start),
    height: 16,
  });
  const marks: Mark[] = rows.map(({ name, value, text, lines }, at) => ({
    id: `${at}`,
    x: Math.max(start, scale.at(value)),
    y: middle(at),
    title: name,
    lines: lines ?? [text],
  }));
  const drawn = (
    <>
      <Boxes boxes={rows.map(({ value }, at) => bar(value, at))} fill={fill} />
      <Boxes boxes={rows.map(({ part = 0 }, at) => bar(part, at))} fill={partFill} />
      <line x1={start} x2={start} y1={plot.top} y2={plot.top + rows.length * rowHeight} className="stroke-edge" />
      {rows.map(({ name, value, text, between, goal }, at) => {
        const y = middle(at);
        const end = Math.max(
          scale.at(value),
          between ? scale.at(between[1]) : 0,
          goal === undefined ? 0 : scale.at(goal),
        );
        return (
          <g key={marks[at]!.id}>
            <text x={start - 8} y={y} dy="0.32em" textAnchor="end" className="fill-ink">
              {fitText(name, start - 8)}
            </text>
            {between === undefined ? null : (
              <path
                d={`${linePath([
                  [scale.at(between[0]), y],
                  [scale.at(between[1]), y],
                ])}${linePath([
                  [scale.at(between[0]), y - 4],
                  [scale.at(between[0]), y + 4],
                ])}${linePath([
                  [scale.at(between[1]), y - 4],
                  [scale.at(between[1]), y + 4],
                ])}`}
                className="fill-transparent stroke-ink"
              />
            )}
            {goal === undefined ? null : (
              <line
                x1={scale.at(goal)}
                x2={scale.at(goal)}
                y1={y - 11}
                y2={y + 11}
                className="stroke-ink"
                strokeWidth={2}
              />
            )}
            <text x={end + 6} y={y} dy="0.32em" className="fill-muted tabular-nums">
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
  return { drawn, marks };
}
