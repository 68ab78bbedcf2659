import { useCallback } from "react";
import { Area } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { EndLabels, Line, roomForWords } from "../ui/charts/lines.tsx";
import { Dots } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { timeScale } from "../ui/charts/scales.ts";
import { colour, tint } from "../ui/charts/tint.ts";
import { dayText, noonOf, signedDays } from "./forecast-days.ts";
import type { Forecast } from "./forecast-queries.ts";

type Step = Forecast["story"][number];

/** The 85 % date as it was told each week, between the dates of 50 and of 95 %. */
export function StoryChart({ forecast: { story, today } }: { forecast: Forecast }) {
  const told = story.filter((step) => step.dates[1]);
  const last = told.at(-1);
  const words = [
    { at: 2, text: "95 %" },
    { at: 1, text: `85 %: ${last?.dates[1] ? dayText(last.dates[1], today) : ""}` },
    { at: 0, text: "50 %" },
  ];
  const scene = useCallback(
    (plot: Plot): Scene => {
      const dates = told.flatMap((step) => step.dates.filter((day) => day !== null));
      const x = timeScale([noonOf(told[0]!.day), noonOf(told.at(-1)!.day)], plot.x, "UTC");
      const lowest = Math.min(...dates.map(noonOf));
      const highest = Math.max(...dates.map(noonOf));
      const room = Math.max(2 * 86_400_000, (highest - lowest) * 0.08);
      const y = timeScale([lowest - room, highest + room], plot.y, "UTC");
      const xs = told.map(({ day }) => x.at(noonOf(day)));
      // Where 95 % is too far to tell, the band ends at the picture's edge.
      const place = (step: Step, at: number) => (step.dates[at] ? y.at(noonOf(step.dates[at])) : plot.y[1]);
      const likely = told.map((step, at) => [xs[at]!, place(step, 1)] as const);
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit="done by" />
            <Area
              xs={xs}
              tops={told.map((step) => place(step, 2))}
              bottoms={told.map((step) => place(step, 0))}
              fill={tint("accent-mark", 0.14)}
            />
            <Line places={likely} stroke={colour("accent-mark")} width={2} />
            <Dots places={likely} fill={colour("accent-mark")} size={6} />
            <FootAxis plot={plot} scale={x} />
            <EndLabels plot={plot} words={words.map(({ at, text }) => ({ y: place(told.at(-1)!, at), text }))} />
          </>
        ),
        marks: told.map((step, at) => ({
          id: step.day,
          x: xs[at]!,
          y: place(step, 1),
          title: `Told on ${dayText(step.day, today)}`,
          lines: [
            `85 % by ${dayText(step.dates[1]!, today)}, ${step.count} to do`,
            ...step.reasons.map(({ text, days }) => `${text}: ${signedDays(days)}`),
          ],
        })),
      };
    },
    // All of it follows from the story.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [story],
  );
  if (told.length < 2) return null;
  return (
    <Chart
      title="Which date was told when?"
      note="The line is the 85 % date, the band reaches from 50 % to 95 %."
      sentence={`The 85 % date as told on ${told.length} days, now ${last?.dates[1] ? dayText(last.dates[1], today) : "too far to tell"}.`}
      height={260}
      margins={{ left: 56, right: roomForWords(words.map(({ text }) => text)) }}
      scene={scene}
      fileName="forecast-over-time"
      twin={() => ({
        columns: [
          { title: "Told on" },
          { title: "To do", isNumber: true },
          { title: "50 %" },
          { title: "85 %" },
          { title: "95 %" },
          { title: "Why it moved" },
        ],
        rows: story.map(({ day, count, dates, reasons }) => [
          day,
          count,
          ...dates,
          reasons.map(({ text, days }) => `${text} (${signedDays(days)})`).join(", "),
        ]),
      })}
    />
  );
}
