import type { ReactNode } from "react";
import { AgeingChart } from "./ageing-chart.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { CumulativeChart } from "./cumulative-chart.tsx";
import { DataQuality } from "./data-quality.tsx";
import { leadOf } from "./flow-words.ts";
import { LevelChart } from "./level-chart.tsx";
import { LoadChart } from "./load-chart.tsx";
import { ProgressChart } from "./progress-chart.tsx";
import { SharesChart } from "./shares-chart.tsx";
import { SpreadChart } from "./spread-chart.tsx";
import { ThroughputChart } from "./throughput-chart.tsx";
import { TimesChart } from "./times-chart.tsx";
import { BlockedChart, EfficiencyChart, HandOffsChart } from "./waits-charts.tsx";

/** The figures in words, then the pictures, each with the question it answers. */
export function FlowFigures({ onBy, ...props }: FlowChartProps & { readonly onBy: (by: string) => void }) {
  const { flow } = props;
  const { lead, more } = leadOf(flow);
  const hasFinished = flow.finished.spread !== null;
  return (
    <div className="@container space-y-8">
      <div className="max-w-190 space-y-1">
        <p className="text-lead text-balance">{lead}</p>
        {more.length === 0 ? null : <p className="text-base text-muted">{more.join(" ")}</p>}
      </div>
      {hasFinished ? <TimesChart {...props} /> : null}
      <Pair>
        <AgeingChart {...props} />
        {hasFinished ? <SpreadChart {...props} /> : null}
      </Pair>
      <CumulativeChart {...props} />
      <Pair>
        <ThroughputChart {...props} onBy={onBy} />
        <ProgressChart {...props} />
      </Pair>
      <Pair>
        {flow.levels.stages.length > 0 ? <LevelChart {...props} /> : null}
        {flow.loads.length > 0 ? <LoadChart {...props} /> : null}
        {hasFinished ? <EfficiencyChart {...props} /> : null}
        {flow.blocked.length > 0 ? <BlockedChart {...props} /> : null}
        {flow.handOffs.pairs.length > 0 ? <HandOffsChart {...props} /> : null}
        {flow.classes.length > 1 ? <SharesChart {...props} by="class" /> : null}
        {flow.kinds.length > 1 ? <SharesChart {...props} by="kind" /> : null}
      </Pair>
      <DataQuality flow={flow} />
    </div>
  );
}

/** Side by side where there is room for two. */
function Pair({ children }: { children: ReactNode }) {
  return <div className="grid gap-x-10 gap-y-8 *:min-w-0 @4xl:grid-cols-2">{children}</div>;
}
