import { type ReactNode, useCallback } from "react";
import { FootAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { fitText, textWidth } from "../ui/charts/label-places.ts";
import { Boxes, Dots } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";

/** One bar: where most of the runs lie, where half of them do, and the middle. */
export interface SpreadRow {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly stroke: string;
  readonly ground: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export type SpreadRowsChartProps = {
  title: string;
  note: ReactNode;
  rows: readonly SpreadRow[];
  /** What stands along the foot: "items finished in a week". */
  unit: string;
  top: number;
  text: (value: number) => string;
  fileName: string;
};

const rowHeight = 22;
const groupHeight = 22;

/** Spreads of alternatives below each other, gathered in groups: a bar from low to high with the middle on it. */
export function SpreadRowsChart({ title, note, rows, unit, top, text, fileName }: SpreadRowsChartProps) {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const hasGroups = groups.length > 1;
  const names = Math.min(130, Math.max(...rows.map(({ name }) => textWidth(name)), 20));
  const left = Math.ceil(names) + 14;
  const height = rows.length * rowHeight + (hasGroups ? groups.length * groupHeight : 0) + 52;
  const scene = useCallback(
    (plot: Plot): Scene => {
      const x = linearScale([0, top], plot.x, { nice: plot.xTicks });
      let y = plot.y[1];
      const placed = groups.flatMap((group) => {
        const heading = { group, y: y + 14 };
        if (hasGroups) y += groupHeight;
        return rows
          .filter((row) => row.group === group)
          .map((row, at) => {
            const middle = y + rowHeight / 2;
            y += rowHeight;
            return { row, y: middle, heading: at === 0 && hasGroups ? heading : undefined };
          });
      });
      return {
        drawn: (
          <>
            {x.ticks(plot.xTicks).map(({ value }) => (
              <line
                key={value}
                aria-hidden
                x1={x.at(value)}
                x2={x.at(value)}
                y1={plot.y[1]}
                y2={plot.y[0]}
                className="stroke-rule"
              />
            ))}
            {placed.map(({ row, y: middle, heading }) => (
              <g key={row.id} aria-hidden>
                {heading ? (
                  <text x={0} y={heading.y} className="fill-ink font-medium">
                    {heading.group}
                  </text>
                ) : null}
                <text x={left - 10} y={middle} dy="0.32em" textAnchor="end" className="fill-muted">
                  {fitText(row.name, names)}
                </text>
                <Boxes
                  boxes={[
                    { x: x.at(row.low), y: middle - 5, width: Math.max(2, x.at(row.high) - x.at(row.low)), height: 10 },
                  ]}
                  fill={row.ground}
                />
                <Dots places={[[x.at(row.middle), middle]]} fill={row.stroke} size={9} />
              </g>
            ))}
            <FootAxis plot={plot} scale={x} unit={unit} />
          </>
        ),
        marks: placed.map(({ row, y: middle }) => ({
          id: row.id,
          x: x.at(row.middle),
          y: middle,
          title: hasGroups ? `${row.group}, ${row.name}` : row.name,
          lines: [text(row.middle), `nine in ten: ${text(row.low)} to ${text(row.high)}`],
        })),
      };
    },
    // All of it follows from the rows.
    // oxlint-disable-next-line react/exhaustive-deps
    [rows],
  );
  return (
    <Chart
      title={title}
      note={note}
      sentence={rows.map((row) => `${hasGroups ? `${row.group}, ` : ""}${row.name}: ${text(row.middle)}`).join("; ")}
      height={height}
      margins={{ top: 8, left, right: 20 }}
      scene={scene}
      by="y"
      fileName={fileName}
      twin={() => ({
        columns: [
          ...(hasGroups ? [{ title: "Of" }] : []),
          { title: "Alternative" },
          { title: "Middle", isNumber: true, text: cell(text) },
          { title: "Nine in ten from", isNumber: true, text: cell(text) },
          { title: "to", isNumber: true, text: cell(text) },
        ],
        rows: rows.map((row) => [...(hasGroups ? [row.group] : []), row.name, row.middle, row.low, row.high]),
      })}
    />
  );
}

const cell = (text: (value: number) => string) => (value: string | number | null) =>
  typeof value === "number" ? text(value) : (value ?? "–");

export const plainText = (value: number): string => numberText(value);
export const percentText = (percent: number): string => `${numberText(percent, 0)} %`;
