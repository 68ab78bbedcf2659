import { BandAxis, bandNamesRoom, ValueAxis } from "../ui/charts/axes.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import { EndLabels, roomForWords } from "../ui/charts/lines.tsx";
import { Boxes, Dots, Rings } from "../ui/charts/marks.tsx";
import type { Plot, Scene } from "../ui/charts/plot.ts";
import { bandScale } from "../ui/charts/scales.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { colour, tint } from "../ui/charts/tint.ts";
import type { FlowChartProps } from "./chart-props.ts";
import { bandName, itemsText, percentText, took, unitOf } from "./flow-words.ts";
import { StepsChoice } from "./steps-choice.tsx";
import { stepsFor, stepsIn, timesScale } from "./time-scale.ts";

/** Open items by the stage they stand in and their age, over the ages at which finished ones left that stage. */
export function AgeingChart({ flow, onOpen, hrefOf, search, onSearch }: FlowChartProps) {
  const { items, more, bands } = flow.ageing;
  const chosen = stepsIn(search["ages"]);
  const longest = Math.max(1, ...items.map(({ age }) => age), ...bands.map(({ ages }) => ages?.p95 ?? 0));
  const usual = Math.max(0, ...bands.map(({ ages }) => ages?.p85 ?? 0));
  const steps = chosen ?? stepsFor(longest, usual);
  const names = bands.map(({ bandId }) => bandName(flow.bands.find((band) => band.bandId === bandId)!));
  const words = ["95 % left by here", "85 %", "50 %"];
  const scene = (plot: Plot): Scene => {
    const x = bandScale(bands.length, plot.x, 0.12);
    const shortest = [...items.map(({ age }) => age), ...bands.flatMap(({ ages }) => (ages ? [ages.p50] : []))]
      .filter((age) => age > 0)
      .reduce((least, age) => Math.min(least, age), longest);
    const { scale, unit } = timesScale(steps, { shortest, longest }, flow, plot);
    const foot = plot.y[0];
    const box = (at: number, low: number, high: number) => {
      const [bottom, top] = [Math.min(foot, scale.at(low)), Math.max(plot.y[1], scale.at(high))];
      return { x: x.at(at), y: top, width: x.width, height: bottom - top };
    };
    // Before the clock starts everything is at age zero: there no age is unusual.
    const withAges = bands.flatMap(({ ages }, at) => (ages === null || ages.p95 === 0 ? [] : [{ at, ages }]));
    // Items side by side in their stage's column, so that equal ages do not hide each other.
    const within = new Map<string, number>();
    const placed = items.flatMap((item) => {
      const at = bands.findIndex(({ bandId }) => bandId === item.bandId);
      if (at < 0) return [];
      const order = within.get(item.bandId) ?? 0;
      within.set(item.bandId, order + 1);
      // Steps of the golden ratio: neighbours in age stand apart, without chance.
      const share = (0.5 + order * 0.618_034) % 1;
      return [{ item, at: [x.at(at) + x.width * (0.12 + 0.76 * share), scale.at(item.age)] as const }];
    });
    const lastAges = withAges.at(-1)?.ages;
    const dots = placed.filter(({ item }) => !item.blocked).map(({ at }) => at);
    const rings = placed.filter(({ item }) => item.blocked).map(({ at }) => at);
    return {
      drawn: (
        <>
          <Boxes boxes={withAges.map(({ at, ages }) => box(at, 0, ages.p50))} fill={tint("faint", 0.09)} />
          <Boxes boxes={withAges.map(({ at, ages }) => box(at, ages.p50, ages.p85))} fill={tint("faint", 0.19)} />
          <Boxes boxes={withAges.map(({ at, ages }) => box(at, ages.p85, ages.p95))} fill={tint("warn-mark", 0.28)} />
          <Boxes boxes={withAges.map(({ at, ages }) => box(at, ages.p95, Infinity))} fill={tint("bad-mark", 0.13)} />
          <ValueAxis plot={plot} scale={scale} unit={unit} />
          <BandAxis plot={plot} scale={x} names={names} leans />
          <Dots places={dots} fill={colour("ink")} size={6} opacity={0.8} />
          <Rings places={rings} stroke={colour("bad-mark")} size={8} />
          {lastAges === undefined ? null : (
            <EndLabels
              plot={plot}
              words={[lastAges.p95, lastAges.p85, lastAges.p50].map((age, at) => ({
                y: Math.min(foot, scale.at(age)),
                text: words[at]!,
              }))}
            />
          )}
        </>
      ),
      marks: placed
        .map(({ item, at }) => ({
          id: item.key,
          x: at[0],
          y: at[1],
          title: `${item.key} ${item.title}`,
          lines: [
            `${took(item.age, flow)} old, ${took(item.inStage, flow)} in this stage${item.blocked ? ", blocked" : ""}`,
            `${percentText(item.olderThan)} of work is done by this age`,
          ],
        }))
        .toSorted((a, b) => a.x - b.x),
    };
  };
  return (
    <Chart
      title="Which open items are older than usual?"
      note={`Each dot an item under way${items.some(({ blocked }) => blocked) ? ", a ring where it is blocked" : ""}. Behind them the ages at which finished items left the stage.${
        more > 0 ? ` The oldest ${numberText(items.length)} are drawn.` : ""
      }`}
      sentence={`${itemsText(items.length + more)} under way by stage and age; ${numberText(flow.ageing.olderThanP85)} older than 85 % of what was done.`}
      height={320}
      margins={(width) => {
        const right = roomForWords(words);
        const left = steps === "stretched" ? 60 : 44;
        return { right, left, bottom: bandNamesRoom(names, (width - left - right) / Math.max(1, bands.length)) };
      }}
      scene={scene}
      by="xy"
      onOpen={({ id }) => onOpen(id)}
      openHint="Enter or a click opens it"
      actions={
        longest > 2 * usual && usual > 0 ? (
          <StepsChoice steps={steps} onSteps={(chosenSteps) => onSearch({ ages: chosenSteps })} />
        ) : undefined
      }
      fileName="ageing"
      twin={() => {
        const unit = unitOf(longest, flow);
        const inUnits = (value: string | number | null) => numberText(Number(value), 1);
        return {
          columns: [
            { title: "Item" },
            { title: "Title" },
            { title: "Stage" },
            { title: `Age, ${unit.name}`, isNumber: true, text: inUnits },
            { title: `In stage, ${unit.name}`, isNumber: true, text: inUnits },
            { title: "Done by this age, %", isNumber: true, text: (value) => numberText(Number(value), 0) },
            { title: "Blocked" },
          ],
          rows: items.map((item) => [
            item.key,
            item.title,
            names[bands.findIndex(({ bandId }) => bandId === item.bandId)] ?? "",
            item.age / unit.length,
            item.inStage / unit.length,
            item.olderThan * 100,
            item.blocked ? "yes" : "no",
          ]),
          hrefOf: (row) => hrefOf(items[row]?.key ?? ""),
        };
      }}
    />
  );
}
