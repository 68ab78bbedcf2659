import { useCallback } from "react";
import { Fan } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { EndLabels, Line, roomForWords } from "../ui/charts/lines.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale, timeScale } from "../ui/charts/scales.ts";
import { colour, tint } from "../ui/charts/tint.ts";
import { dayAfter, dayText, noonOf } from "./forecast-days.ts";
import type { Forecast } from "./forecast-queries.ts";

/** What was finished so far, and from today on the fan of what may be, added up. */
export function HowManyChart({ forecast }: { forecast: Forecast }) {
  const {
    today,
    howMany: { sentence, fan, past, days, by },
  } = forecast;
  // As much of the past as of what is ahead, so that the two can be compared; two weeks at least.
  const shown = past.slice(-Math.max(14, days));
  const [sure = 0, likely = 0, middle = 0] = fan.at(-1)?.atLeast ?? [];
  const words = [
    { share: 2, text: `50 %: ${middle.toLocaleString("en")} or more` },
    { share: 1, text: `85 %: ${likely.toLocaleString("en")} or more` },
    { share: 0, text: `95 %: ${sure.toLocaleString("en")} or more` },
  ];
  const scene = useCallback(
    (plot: Plot): Scene => {
      let sum = 0;
      const before = shown.map(({ day, finished }) => ({ day, sum: (sum += finished) }));
      const yesterday = dayAfter(today, -1);
      const first = dayAfter(before[0]?.day ?? today, -1);
      const x = timeScale([noonOf(first), noonOf(by)], plot.x, "UTC");
      const highest = sum + (fan.at(-1)?.atLeast.at(-1) ?? 0);
      const y = linearScale([0, Math.max(1, highest)], plot.y, { nice: plot.yTicks, isWhole: true });
      const xs = [x.at(noonOf(yesterday)), ...fan.map(({ day }) => x.at(noonOf(day)))];
      const line = (share: number) => [y.at(sum), ...fan.map(({ atLeast }) => y.at(sum + (atLeast[share] ?? 0)))];
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit={`items finished since ${dayText(dayAfter(first, 1), today)}`} />
            <Fan
              xs={xs}
              bands={[
                { low: line(0), high: line(4), fill: tint("accent-mark", 0.14) },
                { low: line(1), high: line(3), fill: tint("accent-mark", 0.28) },
              ]}
              middle={line(2)}
              stroke={colour("accent-mark")}
            />
            <Line
              as="steps"
              places={[
                [x.at(noonOf(first)), y.at(0)],
                ...before.map((each) => [x.at(noonOf(each.day)), y.at(each.sum)] as const),
              ]}
              stroke={colour("ink")}
            />
            <line
              aria-hidden
              x1={xs[0]}
              x2={xs[0]}
              y1={plot.y[1]}
              y2={plot.y[0]}
              className="stroke-edge"
              strokeDasharray="2 3"
            />
            <text aria-hidden x={xs[0]! - 5} y={plot.y[1] + 4} textAnchor="end" dy="0.32em" className="fill-muted">
              until now
            </text>
            <FootAxis plot={plot} scale={x} />
            <EndLabels plot={plot} words={words.map(({ share, text }) => ({ y: line(share).at(-1)!, text }))} />
          </>
        ),
        marks: [
          ...before.map((each, at) => ({
            id: each.day,
            x: x.at(noonOf(each.day)),
            y: y.at(each.sum),
            title: dayText(each.day, today),
            lines: [`${shown[at]!.finished} finished`, `${each.sum} since ${dayText(shown[0]!.day, today)}`],
          })),
          ...fan.map(({ day, atLeast }, at) => ({
            id: day,
            x: xs[at + 1]!,
            y: line(2)[at + 1]!,
            also: [line(1)[at + 1]!],
            title: `By ${dayText(day, today)}`,
            lines: [
              `50 %: ${atLeast[2] ?? 0} or more`,
              `85 %: ${atLeast[1] ?? 0} or more`,
              `95 %: ${atLeast[0] ?? 0} or more`,
            ],
          })),
        ],
      };
    },
    // All of it follows from the forecast.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [forecast],
  );
  return (
    <Chart
      title="How many, added up?"
      sentence={sentence}
      height={240}
      margins={{ right: roomForWords(words.map(({ text }) => text)) }}
      scene={scene}
      fileName="how-many"
      twin={() => ({
        columns: [
          { title: "By the end of" },
          { title: "95 %: at least", isNumber: true },
          { title: "85 %: at least", isNumber: true },
          { title: "50 %: at least", isNumber: true },
          { title: "15 %: at least", isNumber: true },
          { title: "5 %: at least", isNumber: true },
        ],
        rows: fan.map(({ day, atLeast }) => [day, ...atLeast]),
      })}
    />
  );
}
