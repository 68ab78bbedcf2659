import type { Spread } from "@throughline/domain/simulation/what-if/outcome";
import { type ReactNode, useCallback } from "react";
import { Area } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { EndLabels, Line, roomForWords } from "../ui/charts/lines.tsx";
import type { Place } from "../ui/charts/paths.ts";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale } from "../ui/charts/scales.ts";
import { linearTicks, numberText } from "../ui/charts/ticks.ts";
import type { Series } from "./series.ts";

export type WeeksChartProps = {
  series: readonly Series[];
  title: string;
  note: ReactNode;
  unit: string;
  /** The value at the end of each week; undefined draws no band. */
  valuesOf: (one: Series) => readonly Spread[];
  /** Where the value stands today, before the first week. */
  start?: number;
  /** Where the axis ends at least. */
  top?: number;
  hasBand?: boolean;
  fileName: string;
  actions?: ReactNode;
};

/** A value week by week: a line for each alternative, and for the first two a band in which nine of ten runs lie. */
export function WeeksChart({
  series,
  title,
  note,
  unit,
  valuesOf,
  start,
  top = 1,
  hasBand = true,
  fileName,
  actions,
}: WeeksChartProps) {
  const weeks = series[0] ? valuesOf(series[0]).length : 0;
  const scene = useCallback(
    (plot: Plot): Scene => {
      const first = start === undefined ? 1 : 0;
      const all = series.map((one) => ({ one, values: valuesOf(one) }));
      const highest = Math.max(
        top,
        start ?? 0,
        ...all.flatMap(({ values }) => values.map((value) => (hasBand ? value.high : value.mean))),
      );
      const x = {
        ...linearScale([first, Math.max(first + 1, weeks)], plot.x),
        ticks: (count: number) => linearTicks(first, weeks, Math.min(count, weeks), true),
      };
      const y = linearScale([0, highest], plot.y, { nice: plot.yTicks });
      const along = (values: readonly Spread[], of: (value: Spread) => number): Place[] => [
        ...(start === undefined ? [] : [[x.at(0), y.at(start)] as const]),
        ...values.map((value, at) => [x.at(at + 1), y.at(of(value))] as const),
      ];
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit={unit} />
            {hasBand
              ? all.slice(0, 2).map(({ one, values }) => {
                  const tops = along(values, ({ high }) => high);
                  return (
                    <g key={one.name} opacity={0.75}>
                      <Area
                        xs={tops.map(([at]) => at)}
                        tops={tops.map(([, at]) => at)}
                        bottoms={along(values, ({ low }) => low).map(([, at]) => at)}
                        fill={one.ground}
                      />
                    </g>
                  );
                })
              : null}
            {all.map(({ one, values }) => (
              <Line
                key={one.name}
                places={along(values, ({ mean }) => mean)}
                stroke={one.stroke}
                {...(one.dash ? { dash: one.dash } : {})}
              />
            ))}
            <FootAxis plot={plot} scale={x} unit="weeks from now" />
            <EndLabels
              plot={plot}
              words={all.map(({ one, values }) => ({
                y: y.at(values.at(-1)?.mean ?? 0),
                text: one.short,
                sample: one.stroke,
              }))}
            />
          </>
        ),
        marks: Array.from({ length: weeks }, (_, at) => ({
          id: `${at}`,
          x: x.at(at + 1),
          y: y.at(all[0]!.values[at]!.mean),
          also: all.slice(1).map(({ values }) => y.at(values[at]!.mean)),
          title: `Week ${at + 1}`,
          lines: all.map(({ one, values }) => `${one.name}: ${spreadText(values[at]!, hasBand)}`),
        })),
      };
    },
    // All of it follows from the outcomes.
    // oxlint-disable-next-line react/exhaustive-deps
    [series, title, valuesOf],
  );
  return (
    <Chart
      title={title}
      note={note}
      sentence={series
        .map(
          (one) =>
            `${one.name}: ${spreadText(valuesOf(one).at(-1) ?? { mean: 0, low: 0, high: 0 }, hasBand)} ${unit} in week ${weeks}`,
        )
        .join("; ")}
      margins={{ right: roomForWords(series.map(({ short }) => `□ ${short}`)) }}
      height={230}
      scene={scene}
      fileName={fileName}
      actions={actions}
      twin={() => ({
        columns: [
          { title: "Week", isNumber: true },
          ...series.flatMap(({ name }) => [
            { title: name, isNumber: true, text: cell },
            ...(hasBand
              ? [
                  { title: `${name}, nine in ten from`, isNumber: true, text: cell },
                  { title: "to", isNumber: true, text: cell },
                ]
              : []),
          ]),
        ],
        rows: Array.from({ length: weeks }, (_, at) => [
          at + 1,
          ...series.flatMap((one) => {
            const { mean, low, high } = valuesOf(one)[at]!;
            return hasBand ? [mean, low, high] : [mean];
          }),
        ]),
      })}
    />
  );
}

const cell = (value: string | number | null): string =>
  typeof value === "number" ? numberText(value, 1) : (value ?? "–");

const spreadText = ({ mean, low, high }: Spread, hasBand: boolean): string =>
  hasBand ? `${numberText(mean)} (${numberText(low)} to ${numberText(high)})` : numberText(mean);
