import { Area } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { LevelLines, Line, roomForWords } from "../ui/charts/lines.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale, timeScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { colour, tint } from "../ui/charts/tint.ts";
import type { FlowChartProps } from "./chart-props.ts";
import { momentText } from "./day-text.ts";

/** How much was under way at once, against the limits. */
export function ProgressChart({ flow }: FlowChartProps) {
  const { counts, mean, limit, most, least, last } = flow.inProgress;
  const { at } = flow.cumulative;
  const levels = [
    { value: mean, text: `average ${numberText(mean)}` },
    ...(limit === null
      ? []
      : [{ value: limit, text: `limits ${numberText(limit)}`, stroke: colour("warn-mark"), dash: "1 0" }]),
  ];
  const scene = (plot: Plot): Scene => {
    const x = timeScale([Date.parse(flow.from), Date.parse(flow.to)], plot.x, flow.zone);
    const y = linearScale([0, Math.max(1, most, limit ?? 0)], plot.y, { nice: plot.yTicks, isWhole: true });
    const xs = at.map((instant) => x.at(Date.parse(instant)));
    const ys = counts.map((count) => y.at(count));
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items under way" />
          <Area as="steps" xs={xs} tops={ys} bottoms={ys.map(() => plot.y[0])} fill={tint("accent-mark", 0.16)} />
          <Line as="steps" places={xs.map((place, i) => [place, ys[i]!])} stroke={colour("accent-mark")} />
          <FootAxis plot={plot} scale={x} />
          <LevelLines plot={plot} scale={y} levels={levels} />
        </>
      ),
      marks: at.map((instant, i) => ({
        id: instant,
        x: xs[i]!,
        y: ys[i]!,
        title: momentText(instant, flow.zone),
        lines: [`${numberText(counts[i]!)} under way`],
      })),
    };
  };
  return (
    <Chart
      title="How much is under way at once?"
      note={
        limit === null
          ? `Between ${numberText(least)} and ${numberText(most)}. There is no limit over all stages to hold it against.`
          : `Between ${numberText(least)} and ${numberText(most)}; the limits of the active stages together allow ${numberText(limit)} today.`
      }
      sentence={`Items under way over time: ${numberText(mean)} on average, at most ${numberText(most)}, ${numberText(last)} at the end.`}
      margins={{ right: roomForWords(levels.map(({ text }) => text)) }}
      scene={scene}
      fileName="work-in-progress"
      twin={() => ({
        columns: [
          { title: "Time", text: (value) => momentText(String(value), flow.zone) },
          { title: "Under way", isNumber: true },
        ],
        rows: at.map((instant, i) => [instant, counts[i]!]),
      })}
    />
  );
}
