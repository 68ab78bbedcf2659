import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback } from "react";
import { asOf, useAsOf } from "../flow/use-as-of.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { ForecastAnswers, ForecastBasis } from "./forecast-answers.tsx";
import { ForecastProblem } from "./forecast-problem.tsx";
import { forecastQuery } from "./forecast-queries.ts";
import { forecastInput, subjectOf, type ForecastSearch } from "./forecast-search.ts";
import { ItemRisks } from "./item-risks.tsx";
import { ScopeChoice } from "../flow/scope-choice.tsx";
import { SubjectChoice } from "./subject-choice.tsx";

/** When work will be done, of a team or of the whole organization; all of what is asked stands in the address. */
export function ForecastPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const { teamByKey, teams } = useDirectory();
  const here = useHere();
  const zone = useZone();
  const search = useSearch({ strict: false }) as ForecastSearch;
  const team = teamKey === undefined ? undefined : teamByKey.get(teamKey);
  const isKnown = teamKey === undefined || team !== undefined;
  const mayRead = here.may("flow.read");
  const query = useQuery({
    ...forecastQuery(forecastInput(search, team?.teamId)),
    enabled: isKnown && mayRead,
    placeholderData: (before) => before,
  });
  const { onSearch, hrefOf } = useAddress();
  const isSlow = useIsSlow(query.isLoading);
  const refresh = useCallback(() => {
    for (const key of ["forecast", "item-forecasts"])
      void queryClient.invalidateQueries({ queryKey: [key], refetchType: "active" });
  }, []);
  const isBehind = useAsOf(query.dataUpdatedAt, refresh);
  const data = query.isError ? undefined : query.data;
  if (!isKnown && teams.size > 0)
    return <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>;
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "Forecast" : (team?.name ?? teamKey)}
        note={data ? asOf(query.dataUpdatedAt, zone) : undefined}
        tabs={
          teamKey === undefined ? undefined : (
            <TeamTabs organization={organization} teamKey={teamKey} current="forecast" />
          )
        }
        actions={
          isBehind || (query.isFetching && data !== undefined) ? (
            <Button size="small" icon={<Icon of={RotateCw} size={14} />} isPending={query.isFetching} onPress={refresh}>
              Refresh
            </Button>
          ) : undefined
        }
        toolbar={
          mayRead ? (
            <ScopeChoice
              search={search}
              onSearch={onSearch}
              teamId={team?.teamId}
              by={["workflow", "class", "label"]}
            />
          ) : undefined
        }
      />
      <PageBody>
        {mayRead ? (
          <>
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
                  onClear={subjectOf(search) === "open" ? undefined : () => onSearch(nothingChosen)}
                />
              ) : data ? (
                <div
                  aria-busy={query.isPlaceholderData}
                  className={query.isPlaceholderData ? "@container opacity-60" : "@container"}
                >
                  <ForecastAnswers forecast={data} search={search} onSearch={onSearch} hrefOf={hrefOf} />
                </div>
              ) : (
                <Loading isSlow={isSlow} />
              )}
            </PageSection>
            {isKnown && search["on"] === undefined ? (
              <PageSection title="Which items are at risk?">
                <ItemRisks search={search} teamId={team?.teamId} onSearch={onSearch} hrefOf={hrefOf} />
              </PageSection>
            ) : null}
            {data ? <ForecastBasis forecast={data} /> : null}
          </>
        ) : (
          <NoAccessState what="forecasts" grantedBy="an owner or an admin" />
        )}
      </PageBody>
    </>
  );
}

const nothingChosen = { count: undefined, parent: undefined, view: undefined, order: undefined };

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
