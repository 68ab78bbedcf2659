import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { LevelLines, roomForWords } from "../ui/charts/lines.tsx";
import { Dots } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { timeScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { colour } from "../ui/charts/tint.ts";
import type { FlowChartProps } from "./chart-props.ts";
import { dayText } from "./day-text.ts";
import { itemsText, took, unitOf } from "./flow-words.ts";
import { StepsChoice } from "./steps-choice.tsx";
import { stepsFor, stepsIn, timesScale } from "./time-scale.ts";

/** Each finished item by the day it was done and the time it took, with the percentiles. */
export function TimesChart({ flow, onOpen, hrefOf, search, onSearch }: FlowChartProps) {
  const { points, spread } = flow.finished;
  const longest = points.reduce((most, { time }) => Math.max(most, time), 0);
  const usual = stepsFor(longest, spread?.p95 ?? 0);
  const chosen = stepsIn(search["times"]);
  const steps = chosen ?? usual;
  const levels = spread
    ? ([50, 85, 95] as const).map((p) => ({
        value: spread[`p${p}`],
        text: `${p} %: ${took(spread[`p${p}`], flow)}`,
      }))
    : [];
  const scene = (plot: Plot): Scene => {
    const x = timeScale([Date.parse(flow.from), Date.parse(flow.to)], plot.x, flow.zone);
    const shortest = points.reduce((least, { time }) => (time > 0 ? Math.min(least, time) : least), Infinity);
    const { scale, unit } = timesScale(steps, { shortest, longest }, flow, plot);
    const places = points.map(({ at, time }) => [x.at(Date.parse(at)), scale.at(time)] as const);
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={scale} unit={unit} />
          <FootAxis plot={plot} scale={x} />
          <Dots
            places={places}
            fill={colour("accent-mark")}
            size={points.length > 800 ? 4 : 6}
            opacity={points.length > 800 ? 0.45 : 0.7}
          />
          <LevelLines plot={plot} scale={scale} levels={levels} />
        </>
      ),
      marks: points.map(({ key, title, at, time }, i) => ({
        id: key,
        x: places[i]![0],
        y: places[i]![1],
        title: `${key} ${title}`,
        lines: [`${took(time, flow)}, done ${dayText(at, flow.zone)}`],
      })),
    };
  };
  const count = spread?.count ?? 0;
  const from = flow.clock === "start" ? "From the start of work until done" : "From arrival until done";
  return (
    <Chart
      title="How long did finished items take?"
      note={`${from}, each dot an item. Percentiles are of the ${itemsText(count)} finished in this time.${
        points.length < count
          ? ` Of them ${numberText(points.length)} are drawn: all beyond 95 %, the others evenly.`
          : ""
      }`}
      sentence={
        spread
          ? `Times of ${itemsText(count)} by the day they were done: half took up to ${took(spread.p50, flow)}, 85 % up to ${took(spread.p85, flow)}, 95 % up to ${took(spread.p95, flow)}.`
          : "No item was finished in this time."
      }
      height={320}
      margins={{ right: roomForWords(levels.map(({ text }) => text)), left: steps === "stretched" ? 60 : 44 }}
      scene={scene}
      by="xy"
      onOpen={({ id }) => onOpen(id)}
      openHint="Enter or a click opens it"
      actions={
        spread && longest > 2 * spread.p95 ? (
          <StepsChoice steps={steps} onSteps={(chosenSteps) => onSearch({ times: chosenSteps })} />
        ) : undefined
      }
      fileName="times"
      twin={() => {
        const unit = unitOf(spread?.p85 ?? 0, flow);
        return {
          columns: [
            { title: "Item" },
            { title: "Title" },
            { title: "Done", text: (value) => dayText(String(value), flow.zone) },
            { title: `Time, ${unit.name}`, isNumber: true, text: (value) => numberText(Number(value), 1) },
          ],
          rows: points.map(({ key, title, at, time }) => [key, title, at, time / unit.length]),
          hrefOf: (row) => hrefOf(points[row]?.key ?? ""),
        };
      }}
    />
  );
}
