import type { WhatIfChange } from "@throughline/domain/simulation/what-if/changes";
import { useCallback, useMemo } from "react";
import { useDirectory } from "../organization/directory.ts";
import { Banner } from "../ui/banner.tsx";
import { absoluteTime } from "../ui/relative-time.ts";
import { useZone } from "../ui/time-text.tsx";
import { AlternativesList, nameOf } from "./alternatives-list.tsx";
import { FitReport } from "./fit-report.tsx";
import { LeverPanel } from "./lever-panel.tsx";
import { leverGroups } from "./levers.ts";
import { RunProblem, RunStatus } from "./run-status.tsx";
import { useWhatIfRun } from "./use-what-if-run.ts";
import {
  alternativesOf,
  alternativeText,
  type Drafted,
  type Letter,
  letters,
  runsOf,
  weeksOf,
  type WhatIfSearch,
} from "./what-if-address.ts";
import type { WhatIfBase, WhatIfScope } from "./what-if-base.ts";
import { WhatIfResult } from "./what-if-result.tsx";

export type WhatIfDeskProps = {
  base: WhatIfBase;
  scope: WhatIfScope;
  search: WhatIfSearch;
  onSearch: (more: WhatIfSearch) => void;
};

/** On the left what can be changed, on the right what comes of it. */
export function WhatIfDesk({ base, scope, search, onSearch }: WhatIfDeskProps) {
  const zone = useZone();
  const stageName = useStageName(base);
  const groups = useMemo(() => leverGroups(base, stageName), [base, stageName]);
  const drafted = alternativesOf(search);
  const chosen: Letter =
    letters.find((letter) => letter === search["edit"] && drafted.some((one) => one.letter === letter)) ??
    drafted.at(-1)?.letter ??
    "a";
  const edited: Drafted = drafted.find(({ letter }) => letter === chosen) ?? { letter: chosen, name: "", changes: [] };
  const asked = drafted.filter(({ changes }) => changes.length > 0);
  const named = asked.map((one) =>
    asked.some((other) => other !== one && nameOf(other) === nameOf(one))
      ? `${nameOf(one)} (${one.letter.toUpperCase()})`
      : nameOf(one),
  );
  const running = useWhatIfRun({
    base,
    scope,
    alternatives: useStable(asked.map(({ changes }, at) => ({ name: named[at]!, changes }))),
    runs: runsOf(search),
    weeks: weeksOf(search),
  });
  const write = ({ letter, name, changes }: Drafted) =>
    onSearch({ [letter]: alternativeText(name, changes), edit: letter });
  const onChanges = (changes: readonly WhatIfChange[]) => write({ ...edited, changes });
  return (
    <>
      {base.isPast ? (
        <div className="mb-4">
          <Banner meaning="info">{`History ends on ${absoluteTime(Date.parse(base.asOf), zone)}; simulations begin there.`}</Banner>
        </div>
      ) : null}
      <FitReport base={base} />
      <div className="mt-5 grid print:block gap-x-8 gap-y-6 border-t border-rule-strong pt-4 lg:grid-cols-[19rem_minmax(0,1fr)] xl:grid-cols-[21rem_minmax(0,1fr)]">
        <section aria-label="What to change" className="min-w-0 print:hidden">
          <h2 className="mb-2 flex min-h-8 items-center text-base font-semibold">What if…</h2>
          <AlternativesList
            drafted={drafted}
            chosen={chosen}
            groups={groups}
            onChoose={(letter) => onSearch({ edit: letter })}
            onAdd={(letter) => onSearch({ [letter]: alternativeText("", []), edit: letter })}
            onChange={write}
            onRemove={(letter) => onSearch({ [letter]: undefined, edit: undefined })}
          />
          <h3 className="mt-5 mb-1 text-dense font-semibold text-muted">{`Change in ${nameOf(edited)}`}</h3>
          <LeverPanel key={chosen} groups={groups} changes={edited.changes} onChanges={onChanges} />
        </section>
        <section aria-label="What comes of it" className="min-w-0">
          <div className="mb-2 flex flex-wrap items-center gap-x-4">
            <h2 className="text-base font-semibold">
              {asked.length === 0 ? "If nothing changes" : "What comes of it"}
            </h2>
            <RunStatus running={running} />
          </div>
          <RunProblem running={running} />
          {running.answer ? (
            <div
              aria-busy={!running.isCurrent}
              className={running.isCurrent ? "transition-opacity" : "opacity-50 transition-opacity"}
            >
              <WhatIfResult
                answer={running.answer}
                base={base}
                stageName={stageName}
                stage={search["stage"]}
                onStage={(stage) => onSearch({ stage })}
              />
            </div>
          ) : null}
        </section>
      </div>
    </>
  );
}

/** The same list as before as long as it says the same: it is made anew from the address at each turn. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** A stage's name, with its workflow's where several workflows are in it. */
function useStageName(base: WhatIfBase): (stage: string) => string {
  const { stages, workflows } = useDirectory();
  return useCallback(
    (id: string) => {
      const name = base.names.stages[id] ?? "A stage";
      const inWorkflows = new Set(
        base.model.stages.flatMap(({ id: used, kind }) =>
          kind === "done" ? [] : (stages.get(used)?.workflowId ?? []),
        ),
      );
      const workflow = workflows.get(stages.get(id)?.workflowId ?? "")?.name;
      return inWorkflows.size > 1 && workflow ? `${name} (${workflow})` : name;
    },
    [base, stages, workflows],
  );
}
