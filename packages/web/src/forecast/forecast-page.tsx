import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { classes } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { AsOf } from "./as-of.tsx";
import { ForecastAnswers, ForecastBasis } from "./forecast-answers.tsx";
import { ForecastProblem } from "./forecast-problem.tsx";
import { forecastQuery } from "./forecast-queries.ts";
import { forecastInput, subjectOf, type ForecastSearch } from "./forecast-search.ts";
import { ItemRisks } from "./item-risks.tsx";
import { SubjectChoice } from "./subject-choice.tsx";

/** When work will be done, of a team or of the whole organization; all of what is asked stands in the address. */
export function ForecastPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const { teamByKey, teams } = useDirectory();
  const search = useSearch({ strict: false }) as ForecastSearch;
  const team = teamKey === undefined ? undefined : teamByKey.get(teamKey);
  const isKnown = teamKey === undefined || team !== undefined;
  const input = forecastInput(search, team?.teamId);
  const query = useQuery({ ...forecastQuery(input), enabled: isKnown, placeholderData: (before) => before });
  const { onSearch, hrefOf } = useAddress();
  const isSlow = useIsSlow(query.isLoading);
  const { data } = query;
  if (!isKnown && teams.size > 0)
    return <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>;
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "Forecast" : (team?.name ?? teamKey)}
        tabs={
          teamKey === undefined ? undefined : (
            <TeamTabs organization={organization} teamKey={teamKey} current="forecast" />
          )
        }
        toolbar={
          <>
            <ScopeChoice search={search} teamId={team?.teamId} onSearch={onSearch} />
            {data ? (
              <AsOf
                at={query.dataUpdatedAt}
                lastNumber={data.lastNumber}
                isWorking={query.isFetching}
                onRefresh={() => void query.refetch()}
              />
            ) : null}
          </>
        }
      />
      <PageBody>
        <PageSection title="When will it be done?">
          <SubjectChoice
            key={team?.teamId ?? ""}
            search={search}
            onSearch={onSearch}
            wantedName={query.isPlaceholderData ? null : (data?.wanted.name ?? null)}
          />
          {query.isError ? (
            <ForecastProblem
              error={query.error}
              onRetry={() => void query.refetch()}
              onClear={
                subjectOf(search) === "open"
                  ? undefined
                  : () => onSearch({ count: undefined, parent: undefined, view: undefined, order: undefined })
              }
            />
          ) : !data ? (
            <Loading isSlow={isSlow} />
          ) : null}
        </PageSection>
        {data && !query.isError ? (
          <div
            className={
              query.isPlaceholderData ? "@container opacity-60 transition-opacity" : "@container transition-opacity"
            }
          >
            <ForecastAnswers forecast={data} search={search} onSearch={onSearch} hrefOf={hrefOf} />
          </div>
        ) : null}
        {isKnown && search["on"] === undefined ? (
          <PageSection title="Which items are at risk?">
            <ItemRisks search={search} teamId={team?.teamId} onSearch={onSearch} hrefOf={hrefOf} />
          </PageSection>
        ) : null}
        {data && !query.isError ? <ForecastBasis forecast={data} /> : null}
      </PageBody>
    </>
  );
}

/** Changes what the address asks, and the address of an item beside this page. */
function useAddress() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const search = useSearch({ strict: false }) as ForecastSearch;
  const onSearch = useCallback(
    (more: ForecastSearch) =>
      void navigate({ to: ".", replace: true, search: (before: ForecastSearch) => ({ ...before, ...more }) } as never),
    [navigate],
  );
  const hrefOf = useCallback(
    (item: string) => {
      const given = Object.entries({ ...search, item }).filter((entry): entry is [string, string] => Boolean(entry[1]));
      return `${pathname}?${new URLSearchParams(given).toString()}`;
    },
    [pathname, search],
  );
  return { onSearch, hrefOf };
}

/** Narrows the work to one workflow or one class of service. */
function ScopeChoice({
  search,
  teamId,
  onSearch,
}: {
  search: ForecastSearch;
  teamId: string | undefined;
  onSearch: (more: ForecastSearch) => void;
}) {
  const { workflows } = useDirectory();
  const offered = [...workflows.values()]
    .filter(
      ({ archivedAt, stages }) =>
        archivedAt === null && (teamId === undefined || stages.some((stage) => stage.teamId === teamId)),
    )
    .map(({ workflowId, name }) => ({ id: workflowId, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      {offered.length > 1 || search["workflow"] ? (
        <Select
          label="Workflow"
          isLabelHidden
          tone="quiet"
          choices={[{ id: "", name: "All workflows" }, ...offered]}
          value={search["workflow"] ?? ""}
          onChange={(workflow) => onSearch({ workflow: workflow || undefined })}
        />
      ) : null}
      <Select
        label="Class of service"
        isLabelHidden
        tone="quiet"
        choices={[{ id: "", name: "Any class" }, ...Object.entries(classes).map(([id, { name }]) => ({ id, name }))]}
        value={search["class"] ?? ""}
        onChange={(service) => onSearch({ class: service || undefined })}
      />
    </>
  );
}

function Loading({ isSlow }: { isSlow: boolean }) {
  return (
    <div role="status" aria-label="Working out the forecast" className="min-h-80 space-y-4 pt-4">
      {isSlow ? (
        <>
          <SkeletonText width={46} />
          <SkeletonText width={30} />
          <div aria-hidden className="h-52 max-w-150 rounded bg-sunk" />
        </>
      ) : null}
    </div>
  );
}
