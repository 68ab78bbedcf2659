import { BandAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { LevelLines, roomForWords } from "../ui/charts/lines.tsx";
import { Boxes } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { bandScale, linearScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import { Select } from "../ui/select.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { dayText, monthText, shortDayText } from "./day-text.ts";

/** What came in beside what was finished, by day, week or month. */
export function ThroughputChart({ flow, onSearch }: FlowChartProps) {
  const { by, buckets, arrived, finished } = flow.throughput;
  const whole = buckets.filter(({ isWhole }) => isWhole);
  const mean = whole.length === 0 ? null : whole.reduce((sum, bucket) => sum + bucket.finished, 0) / whole.length;
  const levels = mean === null ? [] : [{ value: mean, text: `average ${numberText(mean)}` }];
  const name = (from: string) => (by === "month" ? monthText(from, flow.zone) : shortDayText(from, flow.zone));
  const title = (from: string) =>
    by === "month"
      ? monthText(from, flow.zone)
      : by === "week"
        ? `Week of ${dayText(from, flow.zone)}`
        : dayText(from, flow.zone);
  const scene = (plot: Plot): Scene => {
    const x = bandScale(buckets.length, plot.x, 0.25);
    const y = linearScale([0, Math.max(1, ...buckets.flatMap((bucket) => [bucket.arrived, bucket.finished]))], plot.y, {
      nice: plot.yTicks,
      isWhole: true,
    });
    const half = x.width / 2;
    const box = (at: number, side: 0 | 1, count: number) => ({
      x: x.at(at) + side * half,
      y: y.at(count),
      width: Math.max(0.75, half * 0.92),
      height: plot.y[0] - y.at(count),
    });
    const of = (isWhole: boolean, side: 0 | 1) =>
      buckets.flatMap((bucket, at) =>
        bucket.isWhole === isWhole ? [box(at, side, side === 0 ? bucket.arrived : bucket.finished)] : [],
      );
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          <Boxes boxes={of(true, 0)} fill={tint("faint", 0.4)} />
          <Boxes boxes={of(false, 0)} fill={tint("faint", 0.2)} />
          <Boxes boxes={of(true, 1)} fill={tint("accent-mark", 0.85)} />
          <Boxes boxes={of(false, 1)} fill={tint("accent-mark", 0.4)} />
          <BandAxis plot={plot} scale={x} names={buckets.map(({ from }) => name(from))} />
          <LevelLines plot={plot} scale={y} levels={levels} />
        </>
      ),
      marks: buckets.map((bucket, at) => ({
        id: bucket.from,
        x: x.middle(at),
        y: y.at(Math.max(bucket.arrived, bucket.finished)),
        title: title(bucket.from),
        lines: [
          `${numberText(bucket.arrived)} came in`,
          `${numberText(bucket.finished)} finished`,
          ...(bucket.dropped > 0 ? [`${numberText(bucket.dropped)} dropped`] : []),
          ...(bucket.isWhole ? [] : [`not a whole ${by}`]),
        ],
      })),
    };
  };
  return (
    <Chart
      title="Does as much get finished as comes in?"
      note={
        <>
          <Sample fill={tint("faint", 0.4)} /> {numberText(arrived)} came in,{" "}
          <Sample fill={tint("accent-mark", 0.85)} /> {numberText(finished)} {finished === 1 ? "was" : "were"} finished.
          {buckets.some(({ isWhole }) => !isWhole) ? ` Paler where it is not a whole ${by}.` : ""}
        </>
      }
      sentence={`Items that came in and items finished by ${by}: ${numberText(arrived)} came in and ${numberText(finished)} were finished in all.`}
      margins={{ right: roomForWords(levels.map(({ text }) => text)) }}
      scene={scene}
      actions={
        <Select
          label="Count by"
          isLabelHidden
          tone="quiet"
          value={by}
          onChange={(id) => onSearch({ by: id })}
          choices={[
            { id: "day", name: "By day" },
            { id: "week", name: "By week" },
            { id: "month", name: "By month" },
          ]}
        />
      }
      fileName="throughput"
      twin={() => ({
        columns: [
          { title: "From", text: (value) => dayText(String(value), flow.zone) },
          { title: "Came in", isNumber: true },
          { title: "Finished", isNumber: true },
          { title: "Dropped", isNumber: true },
        ],
        rows: buckets.map((bucket) => [bucket.from, bucket.arrived, bucket.finished, bucket.dropped]),
      })}
    />
  );
}

/** A small square of a fill beside the words that name it. */
export function Sample({ fill }: { fill: string }) {
  return (
    <span
      aria-hidden
      className="inline-block size-2.5 rounded-small align-baseline print:border"
      style={{ background: fill }}
    />
  );
}
