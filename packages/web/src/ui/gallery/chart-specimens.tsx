import { Area, Fan } from "../charts/areas.tsx";
import { BandAxis, FootAxis, ValueAxis } from "../charts/axes.tsx";
import type { ChartProps } from "../charts/chart.tsx";
import { durationScale, durationUnit, inUnit } from "../charts/duration-unit.ts";
import { EndLabels, LevelLines, Line, roomForWords } from "../charts/lines.tsx";
import { Boxes, Dots } from "../charts/marks.tsx";
import { bandScale, linearScale, timeScale } from "../charts/scales.ts";
import { colour, tint } from "../charts/tint.ts";

const day = 86_400_000;
const from = Date.UTC(2026, 0, 12);
const zone = "Europe/Oslo";
/** Something that looks like chance and is the same each time. */
const wobble = (at: number) => (((Math.sin(at * 12.9898) * 43_758.5453) % 1) + 1) % 1;

/** Dots over time with percentiles as lines with their words. */
export function scatterSpecimen(count: number): ChartProps {
  const items = Array.from({ length: count }, (_, at) => ({
    key: `OPS-${at + 1}`,
    at: from + (at / count) * 84 * day,
    time: (0.2 + 12 * wobble(at) ** 3) * day,
  }));
  const unit = durationUnit(12 * day);
  const levels = [
    { value: 1.6 * day, text: "50 %: 1.6 days" },
    { value: 7.9 * day, text: "85 %: 7.9 days" },
    { value: 8.3 * day, text: "95 %: 8.3 days" },
  ];
  return {
    title: "How long did finished items take?",
    note: "From the start of work until done, each dot an item.",
    sentence: `Times of ${count} items; half took under 1.6 days, 85 % under 7.9.`,
    margins: { right: roomForWords(levels.map(({ text }) => text)) },
    by: "xy",
    openHint: "Click or Enter opens it",
    onOpen: () => undefined,
    scene: (plot) => {
      const x = timeScale([from, from + 84 * day], plot.x, zone);
      const y = durationScale(12.2 * day, plot.y, unit);
      return {
        drawn: (
          <>
            <ValueAxis plot={plot} scale={y} unit={unit.name} />
            <FootAxis plot={plot} scale={x} />
            <Dots
              places={items.map((item) => [x.at(item.at), y.at(item.time)])}
              fill={colour("accent-mark")}
              opacity={0.65}
            />
            <LevelLines plot={plot} scale={y} levels={levels} />
          </>
        ),
        marks: items.map((item) => ({
          id: item.key,
          x: x.at(item.at),
          y: y.at(item.time),
          title: item.key,
          lines: [inUnit(item.time, unit)],
        })),
      };
    },
    twin: () => ({
      columns: [{ title: "Item" }, { title: "Days", isNumber: true }],
      rows: items.map((item) => [item.key, item.time / day]),
    }),
  };
}

const stages = ["Ready", "Doing", "Review", "Done"];
const fills = [tint("faint", 0.35), tint("accent-mark", 0.8), tint("accent-mark", 0.5), tint("faint", 0.16)];
const moments = Array.from({ length: 85 }, (_, at) => from + at * day);
const counts = moments.map((_, at) => [
  6 + Math.round(6 * wobble(at)),
  8 + Math.round(3 * wobble(at + 9)),
  1 + Math.round(wobble(at + 5)),
  at,
]);

/** Steps on steps, named at the right edge. */
export const stackSpecimen: ChartProps = {
  title: "Where does work stand?",
  sentence: "Items by stage over twelve weeks; done grows by one a day.",
  margins: { right: roomForWords(stages.map((stage) => `${stage} 85`)) + 12 },
  scene: (plot) => {
    const x = timeScale([from, from + 84 * day], plot.x, zone);
    const y = linearScale([0, 110], plot.y, { nice: 5, isWhole: true });
    const xs = moments.map((at) => x.at(at));
    // Done lies at the foot, what has just arrived on top.
    const order = stages.map((_, at) => at).toReversed();
    const bases = order.map((_, row) =>
      counts.map((count) => order.slice(0, row).reduce((sum, stage) => sum + count[stage]!, 0)),
    );
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          {order.map((stage, row) => (
            <Area
              key={stage}
              as="steps"
              xs={xs}
              bottoms={bases[row]!.map((value) => y.at(value))}
              tops={bases[row]!.map((value, at) => y.at(value + counts[at]![stage]!))}
              fill={fills[stage]!}
            />
          ))}
          <FootAxis plot={plot} scale={x} />
          <EndLabels
            plot={plot}
            words={order.map((stage, row) => ({
              y: y.at(bases[row]!.at(-1)! + counts.at(-1)![stage]! / 2),
              text: `${stages[stage]} ${counts.at(-1)![stage]}`,
              sample: fills[stage]!,
            }))}
          />
        </>
      ),
      marks: moments.map((at, i) => ({
        id: `${at}`,
        x: x.at(at),
        y: y.at(counts[i]!.reduce((sum, count) => sum + count, 0)),
        title: `Day ${i + 1}`,
        lines: stages.map((stage, s) => `${stage} ${counts[i]![s]}`),
      })),
    };
  },
  twin: () => ({
    columns: [{ title: "Day" }, ...stages.map((title) => ({ title, isNumber: true }))],
    rows: counts.map((row, at) => [at + 1, ...row]),
  }),
};

const weeks = Array.from({ length: 12 }, (_, at) => ({
  name: `Week ${at + 1}`,
  done: Math.round(12 * wobble(at + 3)),
}));

/** Columns with a line of their average. */
export const columnsSpecimen: ChartProps = {
  title: "How many items were finished each week?",
  sentence: "Items finished in each of twelve weeks.",
  margins: { right: roomForWords(["average 6.2"]) },
  scene: (plot) => {
    const x = bandScale(weeks.length, plot.x);
    const y = linearScale([0, 12], plot.y, { nice: plot.yTicks, isWhole: true });
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          <Boxes
            boxes={weeks.map(({ done }, at) => ({
              x: x.at(at),
              y: y.at(done),
              width: x.width,
              height: plot.y[0] - y.at(done),
            }))}
            fill={tint("accent-mark", 0.75)}
          />
          <BandAxis plot={plot} scale={x} names={weeks.map(({ name }) => name)} />
          <LevelLines plot={plot} scale={y} levels={[{ value: 6.2, text: "average 6.2" }]} />
        </>
      ),
      marks: weeks.map(({ name, done }, at) => ({
        id: name,
        x: x.middle(at),
        y: y.at(done),
        title: name,
        lines: [`${done} finished`],
      })),
    };
  },
  twin: () => ({
    columns: [{ title: "Week" }, { title: "Finished", isNumber: true }],
    rows: weeks.map(({ name, done }) => [name, done]),
  }),
};

const days = Array.from({ length: 29 }, (_, at) => at);
const spread = (at: number, width: number) => 2.1 * at + width * Math.sqrt(at) * 4;

/** A forecast's fan with a second line to compare it to. */
export const fanSpecimen: ChartProps = {
  title: "How many will be finished by when?",
  sentence: "After 28 days 85 % of forecasts hold 38 items or more, half hold 59.",
  margins: { right: roomForWords(["85 %: 38 or more"]) },
  scene: (plot) => {
    const x = timeScale([from, from + 28 * day], plot.x, zone);
    const y = linearScale([0, 100], plot.y, { nice: 5 });
    const xs = days.map((at) => x.at(from + at * day));
    const line = (width: number) => days.map((at) => y.at(Math.max(0, spread(at, width))));
    return {
      drawn: (
        <>
          <ValueAxis plot={plot} scale={y} unit="items" />
          <Fan
            xs={xs}
            bands={[
              { low: line(-1.6), high: line(1.6), fill: tint("series-1", 0.18) },
              { low: line(-1), high: line(1), fill: tint("series-1", 0.35) },
            ]}
            middle={line(0)}
            stroke={colour("series-1")}
          />
          <Line places={xs.map((place, at) => [place, y.at(1.4 * at)])} stroke={colour("series-2")} dash="5 4" />
          <FootAxis plot={plot} scale={x} />
          <EndLabels
            plot={plot}
            words={[
              { y: line(0).at(-1)!, text: "50 %: 59 or more" },
              { y: line(-1).at(-1)!, text: "85 %: 38 or more" },
              { y: y.at(1.4 * 28), text: "before: 39", sample: colour("series-2") },
            ]}
          />
        </>
      ),
      marks: days.map((at) => ({
        id: `${at}`,
        x: xs[at]!,
        y: line(0)[at]!,
        also: [line(-1)[at]!],
        title: `Day ${at}`,
        lines: [
          `half: ${Math.round(spread(at, 0))} or more`,
          `85 %: ${Math.round(Math.max(0, spread(at, -1)))} or more`,
        ],
      })),
    };
  },
  twin: () => ({
    columns: [{ title: "Day" }, { title: "50 %", isNumber: true }, { title: "85 %", isNumber: true }],
    rows: days.map((at) => [at, Math.round(spread(at, 0)), Math.round(Math.max(0, spread(at, -1)))]),
  }),
};
