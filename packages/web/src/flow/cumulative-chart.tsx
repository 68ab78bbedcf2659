import { Area } from "../ui/charts/areas.tsx";
import { FootAxis, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { EndLabels, roomForWords } from "../ui/charts/lines.tsx";
import { fitText } from "../ui/charts/label-places.ts";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { linearScale, timeScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import { Select } from "../ui/select.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { momentText } from "./day-text.ts";
import { bandName } from "./flow-words.ts";

/** How many items stood in each stage, instant by instant; what is done counts from the window's beginning. */
export function CumulativeChart({ flow, search, onSearch }: FlowChartProps) {
  const { at, counts } = flow.cumulative;
  // Done lies at the foot and what has just arrived on top; a reopened item may bring done below where it began.
  const rows = flow.bands
    .map((band, i) => {
      const least = band.kind === "done" ? Math.min(...counts[i]!) : 0;
      return { band, name: bandName(band), values: counts[i]!.map((count) => count - least) };
    })
    .toReversed();
  const open = rows.filter(({ band }) => band.kind !== "done");
  const done = rows.filter(({ band }) => band.kind === "done");
  const sumAt = (some: typeof rows, i: number) => some.reduce((sum, { values }) => sum + values[i]!, 0);
  // Where far more is done than was ever open, the open work would be a thread on a mountain.
  const isDwarfed = sumAt(done, at.length - 1) > 4 * Math.max(1, ...at.map((_, i) => sumAt(open, i)));
  const withDone = search["done"] === undefined ? !isDwarfed : search["done"] === "with";
  const doneFirst = withDone ? [...done, ...open] : open;
  const text = (name: string, last: number, isDone: boolean) => `${name} ${isDone ? "+" : ""}${numberText(last)}`;
  const labels = doneFirst.map(({ band, name, values }) => text(name, values.at(-1) ?? 0, band.kind === "done"));
  const scene = (plot: Plot): Scene => {
    const x = timeScale([Date.parse(flow.from), Date.parse(flow.to)], plot.x, flow.zone);
    const tops = doneFirst.map((_, row) =>
      at.map((__, i) => doneFirst.slice(0, row + 1).reduce((sum, each) => sum + each.values[i]!, 0)),
    );
    const y = linearScale([0, Math.max(1, ...(tops.at(-1) ?? []))], plot.y, { nice: plot.yTicks, isWhole: true });
    const xs = at.map((instant) => x.at(Date.parse(instant)));
    const fills = fillsOf(doneFirst.map(({ band }) => band.kind));
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          {doneFirst.map(({ band }, row) => (
            <Area
              key={band.bandId}
              as="steps"
              xs={xs}
              tops={tops[row]!.map((value) => y.at(value))}
              bottoms={row === 0 ? at.map(() => plot.y[0]) : tops[row - 1]!.map((value) => y.at(value))}
              fill={fills[row]!}
              hasEdge={(plot.x[1] - plot.x[0]) / at.length > 2}
            />
          ))}
          <FootAxis plot={plot} scale={x} />
          <EndLabels
            plot={plot}
            words={doneFirst.map(({ values }, row) => ({
              y: y.at((tops[row]!.at(-1) ?? 0) - (values.at(-1) ?? 0) / 2),
              text: fitText(labels[row]!, plot.right - 24),
              sample: fills[row]!,
            }))}
          />
        </>
      ),
      marks: at.map((instant, i) => ({
        id: instant,
        x: xs[i]!,
        y: y.at(tops.at(-1)?.[i] ?? 0),
        title: momentText(instant, flow.zone),
        lines: doneFirst
          .map(({ band, name, values }) => `${name} ${band.kind === "done" ? "+" : ""}${numberText(values[i]!)}`)
          .toReversed(),
      })),
    };
  };
  const isByKind = flow.bands.some(({ bandId }) => bandId === "queue");
  return (
    <Chart
      title="Where does work pile up?"
      note={`Items in each stage over time, stacked${isByKind ? " by kind of stage; choose a workflow to see its stages" : ""}. A band that widens is work piling up before the next stage.`}
      sentence={`Items by stage over time. At the end: ${labels.toReversed().join(", ")}.`}
      height={320}
      margins={(width) => ({ right: Math.min(roomForWords(labels) + 12, width * 0.36) })}
      scene={scene}
      actions={
        <Select
          label="What is stacked"
          isLabelHidden
          tone="quiet"
          value={withDone ? "with" : "without"}
          onChange={(id) => onSearch({ done: id })}
          choices={[
            { id: "without", name: "Open work" },
            { id: "with", name: "With what is done" },
          ]}
        />
      }
      fileName="cumulative-flow"
      twin={() => ({
        columns: [
          { title: "Time", text: (value) => momentText(String(value), flow.zone) },
          ...flow.bands.map((band) => ({ title: bandName(band), isNumber: true })),
          { title: "Arrived in all", isNumber: true },
          { title: "Dropped in all", isNumber: true },
        ],
        rows: at.map((instant, i) => [
          instant,
          ...counts.map((row) => row[i]!),
          flow.cumulative.arrived[i]!,
          flow.cumulative.dropped[i]!,
        ]),
      })}
    />
  );
}

/** Waiting is grey, work is the accent, done is faint; neighbours of a kind differ in strength. */
function fillsOf(kinds: readonly ("queue" | "active" | "done")[]): string[] {
  let [queues, actives, dones] = [0, 0, 0];
  return kinds.map((kind) => {
    if (kind === "done") return tint("faint", [0.12, 0.18, 0.08][dones++ % 3]!);
    if (kind === "queue") return tint("faint", [0.5, 0.36, 0.62][queues++ % 3]!);
    return tint("accent-mark", [0.85, 0.5, 0.68, 0.36][actives++ % 4]!);
  });
}
