import { useCallback } from "react";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { durationScale, durationUnit, inUnit } from "../ui/charts/duration-unit.ts";
import { EndLabels, Line, roomForWords } from "../ui/charts/lines.tsx";
import type { Place } from "../ui/charts/paths.ts";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import type { Series } from "./series.ts";

/** Told in the table and under the pointer. */
const told = [10, 25, 50, 75, 85, 95] as const;

/** What share of items is done within what time, a line for each alternative. */
export function TimesChart({ series }: { series: readonly Series[] }) {
  const shown = series.filter(({ outcome }) => outcome.times.length > 0);
  // Beyond the 97th percentile a line is nearly flat and stretches the picture for nothing.
  const longest = Math.max(1, ...shown.map(({ outcome }) => outcome.times[97]!));
  const unit = durationUnit(longest);
  const scene = useCallback(
    (plot: Plot): Scene => {
      const x = durationScale(longest, plot.x, unit, plot.xTicks);
      const y = linearScale([0, 100], plot.y);
      const placesOf = ({ outcome }: Series): Place[] => [
        [x.at(0), y.at(0)],
        ...outcome.times.map((time, percent): Place => [x.at(time), y.at(percent)]).filter(([at]) => at <= plot.x[1]),
      ];
      const lines = shown.map((one) => ({ one, places: placesOf(one) }));
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit="% done" />
            <line
              aria-hidden
              x1={plot.x[0]}
              x2={plot.x[1]}
              y1={y.at(85)}
              y2={y.at(85)}
              className="stroke-edge"
              strokeDasharray="1 3"
            />
            <text aria-hidden x={plot.x[1] - 2} y={y.at(85) + 12} textAnchor="end" className="fill-faint">
              85 %
            </text>
            {lines.map(({ one, places }) => (
              <Line key={one.name} places={places} stroke={one.stroke} {...(one.dash ? { dash: one.dash } : {})} />
            ))}
            <FootAxis plot={plot} scale={x} unit={`${unit.name} from arrival to done`} />
            <EndLabels
              plot={plot}
              words={lines.map(({ one, places }) => ({ y: places.at(-1)![1], text: one.short, sample: one.stroke }))}
            />
          </>
        ),
        marks: shown.flatMap((one) =>
          told.map((percent) => ({
            id: `${one.name} ${percent}`,
            x: x.at(one.outcome.times[percent]!),
            y: y.at(percent),
            title: one.name,
            lines: [`${percent} % done within ${inUnit(one.outcome.times[percent]!, unit)}`],
          })),
        ),
      };
    },
    // All of it follows from the outcomes.
    // oxlint-disable-next-line react/exhaustive-deps
    [series],
  );
  return (
    <Chart
      title="How long do items take?"
      note="Of what arrives in these weeks; what is not done when the simulation ends counts with the time it has taken so far."
      sentence={shown
        .map(
          ({ name, outcome }) =>
            `${name}: half done within ${inUnit(outcome.times[50]!, unit)}, 85 % within ${inUnit(outcome.times[85]!, unit)}`,
        )
        .join("; ")}
      margins={{ right: roomForWords(series.map(({ short }) => `□ ${short}`)) }}
      scene={scene}
      by="xy"
      fileName="what-if-times"
      twin={() => ({
        columns: [
          { title: "Share done within" },
          ...series.map(({ name }) => ({ title: `${name} (${unit.name})`, isNumber: true, text: numberCell })),
        ],
        rows: [5, ...told, 90, 99]
          .toSorted((a, b) => a - b)
          .map((percent) => [
            `${percent} %`,
            ...series.map(({ outcome }) => (outcome.times.length === 0 ? null : outcome.times[percent]! / unit.length)),
          ]),
      })}
    />
  );
}

const numberCell = (value: string | number | null): string =>
  typeof value === "number" ? numberText(value, 1) : (value ?? "–");
