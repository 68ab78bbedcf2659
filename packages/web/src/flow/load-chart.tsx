import { useDirectory } from "../organization/directory.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import { BarsChart } from "./bars-chart.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { percentText } from "./flow-words.ts";

/** How full each stage was on average, against its limit. */
export function LoadChart({ flow }: FlowChartProps) {
  const { workflows } = useDirectory();
  const rows = flow.loads;
  const isOne = new Set(rows.map(({ workflowId }) => workflowId)).size <= 1;
  const full = rows.filter((row) => row.full !== null).toSorted((a, b) => (b.full ?? 0) - (a.full ?? 0))[0];
  return (
    <BarsChart
      title="How full were the stages?"
      note={
        full === undefined || full.full === 0
          ? `Items in each stage, on average over the time. ${full === undefined ? "None of these stages has a limit." : "None was ever at its limit."}`
          : `Items in each stage, on average; the stroke is today's limit. ${full.name} was at its limit ${percentText(full.full ?? 0)} of the time.`
      }
      sentence={rows
        .map(
          ({ name, mean, limit }) => `${name}: ${numberText(mean)} on average${limit === null ? "" : ` of ${limit}`}`,
        )
        .join("; ")}
      fill={tint("accent-mark", 0.6)}
      most={Math.max(...rows.map(({ mean, limit }) => Math.max(mean, limit ?? 0)), 1)}
      rows={rows.map(({ name, workflowId, mean, limit, most, last, full: share }) => ({
        name,
        value: mean,
        text: limit === null ? numberText(mean) : `${numberText(mean)} of ${limit}`,
        ...(limit === null ? {} : { goal: limit }),
        lines: [
          ...(isOne ? [] : [`Workflow ${workflows.get(workflowId)?.name ?? "that is gone"}`]),
          `${numberText(mean)} on average, at most ${numberText(most)}, ${numberText(last)} at the end`,
          ...(share === null
            ? ["No limit"]
            : [`At or above its limit of ${limit} for ${percentText(share)} of the time`]),
        ],
      }))}
      fileName="stage-load"
      twin={() => ({
        columns: [
          { title: "Stage" },
          { title: "Limit", isNumber: true },
          { title: "Average", isNumber: true },
          { title: "Most", isNumber: true },
          { title: "At the end", isNumber: true },
          {
            title: "At its limit, %",
            isNumber: true,
            text: (value) => (value === null ? "–" : numberText(Number(value), 0)),
          },
        ],
        rows: rows.map(({ name, limit, mean, most, last, full: share }) => [
          name,
          limit,
          mean,
          most,
          last,
          share === null ? null : share * 100,
        ]),
      })}
    />
  );
}
