import { memo, type ReactNode } from "react";
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

/** The figures in words, then the pictures, each with the question it answers; drawn anew only where they or the address change. */
export const FlowFigures = memo(function FlowFigures(props: FlowChartProps) {
  const { flow } = props;
  const { lead, more } = leadOf(flow);
  const hasFinished = flow.finished.spread !== null;
  return (
    <div className="@container space-y-8">
      <div className="max-w-190 space-y-1">
        <p className="text-lead">{unbroken(lead)}</p>
        {more.length === 0 ? null : <p className="text-base text-muted">{unbroken(more.join(" "))}</p>}
      </div>
      <Group title="How long work takes">
        {hasFinished ? <TimesChart {...props} /> : null}
        <Pair>
          <AgeingChart {...props} />
          {hasFinished ? <SpreadChart {...props} /> : null}
        </Pair>
      </Group>
      <Group title="How much work there is">
        <CumulativeChart {...props} />
        <Pair>
          <ThroughputChart {...props} />
          <ProgressChart {...props} />
        </Pair>
      </Group>
      <Group title="What holds work, and what it is made of">
        <Columns>
          {flow.levels.stages.length > 0 ? <LevelChart {...props} /> : null}
          {flow.loads.length > 0 ? <LoadChart {...props} /> : null}
          {hasFinished ? <EfficiencyChart {...props} /> : null}
          {flow.blocked.length > 0 ? <BlockedChart {...props} /> : null}
          {flow.handOffs.pairs.some(({ total }) => total > 0) ? <HandOffsChart {...props} /> : null}
          {flow.classes.length > 1 ? <SharesChart {...props} by="class" /> : null}
          {flow.kinds.length > 1 ? <SharesChart {...props} by="kind" /> : null}
        </Columns>
      </Group>
      <DataQuality flow={flow} />
    </div>
  );
});

/** Charts that belong together, with a heading to go to for who hears the page. */
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-8">
      <h2 className="sr-only">{title}</h2>
      {children}
    </section>
  );
}

/** Charts of unlike heights, in two columns where there is room. */
function Columns({ children }: { children: ReactNode }) {
  return <div className="gap-x-10 *:mb-8 @4xl:columns-2">{children}</div>;
}

/** Side by side where there is room for two. */
function Pair({ children }: { children: ReactNode }) {
  return <div className="grid gap-x-10 gap-y-8 *:min-w-0 @4xl:grid-cols-2">{children}</div>;
}

/** A figure and its unit stay on one line. */
const unbroken = (text: string) => text.replaceAll(/(\d) (?=%|days?\b|hours?\b|minutes?\b)/g, "$1\u00a0");
