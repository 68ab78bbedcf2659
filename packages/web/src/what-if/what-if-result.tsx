import type { WhatIfAnswer } from "@throughline/domain/simulation/what-if/what-if-run";
import { useCallback, useMemo } from "react";
import { PageSection } from "../frame/page-section.tsx";
import { Select } from "../ui/select.tsx";
import { ComparisonTable } from "./comparison-table.tsx";
import { outcomeSentence, todaySentence } from "./outcome-words.ts";
import { type Series, seriesOf } from "./series.ts";
import { percentText, plainText, type SpreadRow, SpreadRowsChart } from "./spread-rows-chart.tsx";
import { TimesChart } from "./times-chart.tsx";
import { WeeksChart } from "./weeks-chart.tsx";
import type { WhatIfBase } from "./what-if-base.ts";

export type WhatIfResultProps = {
  answer: WhatIfAnswer;
  base: WhatIfBase;
  stageName: (stage: string) => string;
  /** The stage whose items are drawn; none: all of them. */
  stage: string | undefined;
  onStage: (stage: string | undefined) => void;
};

const finishedOf = ({ outcome }: Series) => outcome.finished;
const backlogOf = ({ outcome }: Series) =>
  outcome.backlog.map(({ mean, low, high }) => ({ mean: 100 * mean, low: 100 * low, high: 100 * high }));

/** What the alternatives do: a sentence each, the figures beside each other, then a picture for each question. */
export function WhatIfResult({ answer, base, stageName, stage, onStage }: WhatIfResultProps) {
  const { outcomes, weeks, runs } = answer;
  const series = useMemo(() => seriesOf(outcomes), [outcomes]);
  const [today, ...others] = outcomes;
  const shownStage = today?.wipByStage.some((one) => one.stage === stage) ? stage : undefined;
  const wipOf = useCallback(
    ({ outcome }: Series) =>
      shownStage === undefined
        ? outcome.wip
        : (outcome.wipByStage.find((one) => one.stage === shownStage)?.mean ?? []).map((mean) => ({
            mean,
            low: mean,
            high: mean,
          })),
    [shownStage],
  );
  const rowsOf = useCallback(
    (group: string, of: (one: Series) => { low: number; middle: number; high: number }): SpreadRow[] =>
      series.map((one) => ({
        id: `${group} ${one.name}`,
        group,
        name: one.name,
        stroke: one.stroke,
        ground: one.ground,
        ...of(one),
      })),
    [series],
  );
  const weekRows = useMemo(
    () =>
      rowsOf("", ({ outcome: { finishedInWeek: spread } }) => ({
        low: spread[5] ?? 0,
        middle: spread[50] ?? 0,
        high: spread[95] ?? 0,
      })),
    [rowsOf],
  );
  const loadRows = useMemo(
    () =>
      (today?.load ?? []).flatMap(({ team }) =>
        rowsOf(base.names.teams[team] ?? "A team", ({ outcome }) => {
          const { mean = 0, low = 0, high = 0 } = outcome.load.find((one) => one.team === team) ?? {};
          return { low: 100 * low, middle: 100 * mean, high: 100 * high };
        }),
      ),
    [rowsOf, today, base],
  );
  if (!today) return null;
  const open = base.model.underWay.length + base.model.standing.reduce((sum, { count }) => sum + count, 0);
  const openAt =
    shownStage === undefined
      ? open
      : base.model.underWay.filter((item) => item.stage === shownStage).length +
        (base.model.standing.find((one) => one.stage === shownStage)?.count ?? 0);
  return (
    <>
      <div className="mb-4 max-w-170 space-y-1.5">
        {others.length === 0 ? <p className="text-lead">{todaySentence(today, weeks)}</p> : null}
        {others.map((outcome) => (
          <p key={outcome.name} className="text-lead">
            {outcomeSentence(outcome.name, outcome, today, weeks)}
          </p>
        ))}
      </div>
      <ComparisonTable series={series} weeks={weeks} />
      <p className="mt-2 max-w-170 text-small text-muted">
        {`${runs} simulations of the next ${weeks} weeks from what is under way now, each with the same chance for every alternative. `}
        {others.length > 0
          ? "Below a figure stands its difference from today: where its mean lies with 95 % certainty, then where nine of ten simulations come out. "
          : "Below a figure stands where nine of ten simulations come out. "}
        Each draws anew how often work comes and how long it takes, as far as history leaves that open.
      </p>
      <PageSection title="Side by side">
        <div className="grid gap-x-10 gap-y-8 2xl:grid-cols-2">
          <TimesChart series={series} />
          <SpreadRowsChart
            title="How much is finished in a week?"
            note="Where the middle week lies, and nine of ten weeks of all simulations."
            rows={weekRows}
            unit="items in a week"
            top={Math.max(1, ...weekRows.map(({ high }) => high))}
            text={plainText}
            fileName="what-if-finished"
          />
          <WeeksChart
            series={series}
            title="How much is under way?"
            note={
              shownStage === undefined
                ? "The mean of all simulations at the end of each week; shaded where nine of ten lie."
                : `Items in ${stageName(shownStage)}: the mean of all simulations at the end of each week.`
            }
            unit="items under way"
            valuesOf={wipOf}
            start={openAt}
            hasBand={shownStage === undefined}
            fileName="what-if-wip"
            actions={
              <Select
                label="Stage"
                isLabelHidden
                tone="quiet"
                className="max-w-44"
                choices={[
                  { id: "", name: "All stages" },
                  ...today.wipByStage.map((one) => ({ id: one.stage, name: stageName(one.stage) })),
                ]}
                value={shownStage ?? ""}
                onChange={(id) => onStage(id || undefined)}
              />
            }
          />
          <WeeksChart
            series={series}
            title="How much is finished, week by week?"
            note="The mean of all simulations; shaded where nine of ten lie."
            unit="items finished in the week"
            valuesOf={finishedOf}
            fileName="what-if-weeks"
          />
          {loadRows.length === 0 ? null : (
            <SpreadRowsChart
              title="How busy are people?"
              note="Share of their working hours that people are at this work or interrupted. Close to 100 % work waits long."
              rows={loadRows}
              unit="% of working hours"
              top={100}
              text={percentText}
              fileName="what-if-load"
            />
          )}
          {today.backlogCount === 0 ? null : (
            <WeeksChart
              series={series}
              title="When is today’s work done?"
              note={`Of the ${today.backlogCount} items under way now, how many are done or given up by the end of each week.`}
              unit="% done"
              valuesOf={backlogOf}
              start={0}
              top={100}
              hasBand={false}
              fileName="what-if-backlog"
            />
          )}
        </div>
      </PageSection>
    </>
  );
}
