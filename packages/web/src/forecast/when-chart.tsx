import { useCallback } from "react";
import { Area } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { LevelLines, Line, roomForWords } from "../ui/charts/lines.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale, timeScale } from "../ui/charts/scales.ts";
import { colour, tint } from "../ui/charts/tint.ts";
import { chanceText, dayAfter, dayText, noonOf } from "./forecast-days.ts";
import type { Forecast } from "./forecast-queries.ts";

const levels = [0.5, 0.85, 0.95];

/** The chance to be done by each day, with the days of 50, 85 and 95 % in words. */
export function WhenChart({ forecast }: { forecast: Forecast }) {
  const {
    today,
    when: { curve, dates, sentence },
  } = forecast;
  const words = levels.map((level, at) => {
    const day = dates[at];
    return { value: level * 100, text: `${level * 100} %: ${day ? dayText(day, today) : "too far"}` };
  });
  const scene = useCallback(
    (plot: Plot): Scene => {
      const places = [{ day: dayAfter(today, -1), chance: 0 }, ...curve];
      const x = timeScale([noonOf(places[0]!.day), noonOf(places.at(-1)!.day)], plot.x, "UTC");
      const y = linearScale([0, 100], plot.y);
      const line = places.map(({ day, chance }) => [x.at(noonOf(day)), y.at(chance * 100)] as const);
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit="% likely to be done" />
            <Area
              xs={line.map(([place]) => place)}
              tops={line.map(([, place]) => place)}
              bottoms={line.map(() => plot.y[0])}
              fill={tint("accent-mark", 0.14)}
            />
            <Line places={line} stroke={colour("accent-mark")} />
            <LevelLines plot={plot} scale={y} levels={words.map((word) => ({ ...word, stroke: "var(--edge)" }))} />
            {dates.map((day, at) =>
              day === null ? null : (
                <line
                  key={levels[at]}
                  aria-hidden
                  x1={x.at(noonOf(day))}
                  x2={x.at(noonOf(day))}
                  y1={y.at(levels[at]! * 100)}
                  y2={plot.y[0]}
                  className="stroke-ink"
                  strokeDasharray={at === 1 ? undefined : "2 3"}
                  strokeWidth={at === 1 ? 1.25 : 1}
                />
              ),
            )}
            <FootAxis plot={plot} scale={x} />
          </>
        ),
        marks: curve.map(({ day, chance }) => ({
          id: day,
          x: x.at(noonOf(day)),
          y: y.at(chance * 100),
          title: `By ${dayText(day, today)}`,
          lines: [`${chanceText(chance)} likely to be done`],
        })),
      };
    },
    // The words follow from the forecast.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [forecast],
  );
  return (
    <Chart
      title="How likely by which day?"
      sentence={sentence}
      height={240}
      margins={{ right: roomForWords(words.map(({ text }) => text)) }}
      scene={scene}
      fileName="done-by"
      twin={() => ({
        columns: [{ title: "By the end of" }, { title: "Likely to be done, %", isNumber: true }],
        rows: curve.map(({ day, chance }) => [day, Math.round(chance * 1000) / 10]),
      })}
    />
  );
}
