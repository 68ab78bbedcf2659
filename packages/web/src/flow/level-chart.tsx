import { useDirectory } from "../organization/directory.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { BarsChart } from "./bars-chart.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { percentText } from "./flow-words.ts";

/** How often each stage's service level was kept, beside what was promised. */
export function LevelChart({ flow }: FlowChartProps) {
  const { workflows } = useDirectory();
  const { stages, all } = flow.levels;
  const isOne = new Set(stages.map(({ workflowId }) => workflowId)).size <= 1;
  const decided = all === null ? 0 : all.met + all.missed;
  return (
    <BarsChart
      title="Are service levels kept?"
      note={
        all === null || all.share === null
          ? "The stages have service levels, and nothing was decided in this time."
          : `${percentText(all.share)} of ${numberText(decided)} stays in stages with a service level ended in time. The stroke is the promise, the line where the true share may lie with open work weighed in.`
      }
      sentence={stages
        .map(
          ({ name, share, percent }) =>
            `${name}: ${share === null ? "nothing decided" : percentText(share)} of promised ${percent} %`,
        )
        .join("; ")}
      most={1}
      rows={stages.map(({ name, workflowId, percent, days, share, met, missed, undecided, estimate }) => ({
        name,
        value: share ?? 0,
        text: share === null ? "–" : percentText(share),
        goal: percent / 100,
        ...(estimate === null || met + missed === 0 ? {} : { between: [estimate.low, estimate.high] as const }),
        lines: [
          ...(isOne ? [] : [`Workflow ${workflows.get(workflowId)?.name ?? "that is gone"}`]),
          `Promised: ${percent} % within ${numberText(days)} working ${days === 1 ? "day" : "days"}`,
          `${numberText(met)} in time, ${numberText(missed)} late, ${numberText(undecided)} not decided`,
          ...(estimate === null
            ? []
            : [`True share between ${percentText(estimate.low)} and ${percentText(estimate.high)} (95 %)`]),
        ],
      }))}
      fileName="service-levels"
      twin={() => ({
        columns: [
          { title: "Stage" },
          { title: "Promised, %", isNumber: true },
          { title: "Working days", isNumber: true },
          { title: "In time", isNumber: true },
          { title: "Late", isNumber: true },
          { title: "Not decided", isNumber: true },
          { title: "Kept, %", isNumber: true, text: percentCell },
          { title: "At least, %", isNumber: true, text: percentCell },
          { title: "At most, %", isNumber: true, text: percentCell },
        ],
        rows: stages.map(({ name, percent, days, share, met, missed, undecided, estimate }) => [
          name,
          percent,
          days,
          met,
          missed,
          undecided,
          share === null ? null : share * 100,
          estimate === null ? null : estimate.low * 100,
          estimate === null ? null : estimate.high * 100,
        ]),
      })}
    />
  );
}

const percentCell = (value: string | number | null) => (value === null ? "–" : numberText(Number(value), 0));
