import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { durationUnit } from "../ui/charts/duration-unit.ts";
import { spreadLabels, textWidth } from "../ui/charts/label-places.ts";
import { Boxes } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale } from "../ui/charts/scales.ts";
import { linearTicks, numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import type { FlowChartProps } from "./chart-props.ts";
import { itemsText, percentText, took } from "./flow-words.ts";

/** How many finished items took how long. */
export function SpreadChart({ flow }: FlowChartProps) {
  const { histogram, spread } = flow.finished;
  const { width, counts, beyond } = histogram;
  const total = spread?.count ?? 0;
  const unit = durationUnit(width * counts.length, flow.time === "working");
  const bin = (at: number) =>
    `${numberText((at * width) / unit.length)}–${numberText(((at + 1) * width) / unit.length)} ${unit.name}`;
  const last = took(width * counts.length, flow);
  const scene = (plot: Plot): Scene => {
    const reach = Math.max(1, counts.length) * width;
    const x = {
      ...linearScale([0, reach], plot.x),
      ticks: (count: number) =>
        linearTicks(0, reach / unit.length, count).map(({ value, text }) => ({ value: value * unit.length, text })),
    };
    const y = linearScale([0, Math.max(1, ...counts)], plot.y, { nice: plot.yTicks, isWhole: true });
    const levels = spread
      ? ([50, 85, 95] as const)
          .map((p) => ({ x: x.at(spread[`p${p}`]), text: `${p} %` }))
          .filter((level) => level.x <= plot.x[1])
      : [];
    const middles = spreadLabels(
      levels.map((level) => ({ middle: level.x, room: textWidth(level.text) + 6 })),
      plot.x[0],
      plot.x[1] + 16,
    );
    const column = (x.at(width) - x.at(0)) * 0.88;
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          <Boxes
            boxes={counts.map((count, at) => ({
              x: x.at(at * width) + column * 0.06,
              y: y.at(count),
              width: column,
              height: plot.y[0] - y.at(count),
            }))}
            fill={tint("accent-mark", 0.7)}
          />
          <FootAxis plot={plot} scale={x} unit={unit.name} />
          {levels.map((level, at) => (
            <g key={level.text} aria-hidden>
              <line
                x1={level.x}
                x2={level.x}
                y1={plot.y[1] - 2}
                y2={plot.y[0]}
                className="stroke-ink"
                strokeDasharray="4 3"
              />
              <text x={middles[at]} y={plot.y[1] - 8} textAnchor="middle" className="fill-ink tabular-nums">
                {level.text}
              </text>
            </g>
          ))}
        </>
      ),
      marks: counts.map((count, at) => ({
        id: `${at}`,
        x: x.at((at + 0.5) * width),
        y: y.at(count),
        title: bin(at),
        lines: [
          itemsText(count),
          `${percentText(counts.slice(0, at + 1).reduce((sum, n) => sum + n, 0) / Math.max(1, total))} took up to this long`,
        ],
      })),
    };
  };
  return (
    <Chart
      title="How much do times differ?"
      note={
        beyond > 0
          ? `${itemsText(beyond)} took longer than ${last} and ${beyond === 1 ? "stands" : "stand"} beyond the right edge.`
          : "Finished items by the time they took."
      }
      sentence={`Finished items by the time they took, in steps of ${took(width, flow)}.`}
      scene={scene}
      fileName="time-spread"
      twin={() => ({
        columns: [{ title: "Time" }, { title: "Items", isNumber: true }],
        rows: [
          ...counts.map((count, at) => [bin(at), count]),
          ...(beyond > 0 ? [[`longer than ${last}`, beyond]] : []),
        ],
      })}
    />
  );
}
