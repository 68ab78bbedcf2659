import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback, useMemo } from "react";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { dayText } from "./day-text.ts";
import { FlowFigures } from "./flow-figures.tsx";
import { type FlowSearch, flowQuery, narrowing } from "./flow-search.ts";
import { FlowToolbar } from "./flow-toolbar.tsx";
import { asOf, useAsOf } from "./use-as-of.ts";
import { FiguresProblem } from "./figures-problem.tsx";

/** How work flows, of a team or of everything: the figures in words, then the pictures. All it shows is in its address. */
export function FlowPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const search = useSearch({ strict: false }) as FlowSearch;
  const navigate = useNavigate();
  const here = useHere();
  const zone = useZone();
  const { teamByKey } = useDirectory();
  const team = teamKey === undefined ? null : teamByKey.get(teamKey);
  const teamId = team?.teamId ?? null;
  const query = useMemo(() => flowQuery(search, teamId, zone), [search, teamId, zone]);
  const figures = useQuery({
    queryKey: ["flow", query],
    queryFn: ({ signal }) => client.readFlow(query, { signal }),
    enabled: here.may("flow.read") && team !== undefined,
    placeholderData: (before) => before,
    // Figures that were looked at a while ago are worked out anew when they are opened.
    staleTime: 30_000,
    retry: false,
  });
  const flow = figures.data;
  const isSlow = useIsSlow(figures.isLoading);
  const isBehind = useAsOf(figures.dataUpdatedAt, () => void figures.refetch());

  const setSearch = useCallback(
    (more: FlowSearch) =>
      void navigate({ to: ".", search: (before: FlowSearch) => ({ ...before, ...more }), replace: true } as never),
    [navigate],
  );
  const onOpen = useCallback(
    (item: string) => void navigate({ to: ".", search: (before: FlowSearch) => ({ ...before, item }) } as never),
    [navigate],
  );
  const hrefOf = useCallback((key: string) => paths.item(organization, key), [organization]);
  const isNarrowed = narrowing.some((name) => search[name] !== undefined);
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "Flow" : (team?.name ?? teamKey)}
        note={flow === undefined ? undefined : asOf(figures.dataUpdatedAt, zone)}
        tabs={
          teamKey === undefined ? undefined : <TeamTabs organization={organization} teamKey={teamKey} current="flow" />
        }
        actions={
          isBehind || figures.isFetching ? (
            <Button
              size="small"
              icon={<Icon of={RotateCw} size={14} />}
              isPending={figures.isFetching}
              onPress={() => void figures.refetch()}
            >
              Refresh
            </Button>
          ) : undefined
        }
        toolbar={<FlowToolbar search={search} onSearch={setSearch} teamId={teamId} flow={flow} />}
      />
      <PageBody>
        {!here.may("flow.read") ? (
          <NoAccessState what="how work flows" grantedBy="an owner or an admin" />
        ) : figures.isError ? (
          <FiguresProblem
            title="The figures could not be worked out"
            error={figures.error}
            onRetry={() => void figures.refetch()}
            onClear={() => setSearch(cleared(search))}
          />
        ) : flow === undefined ? (
          isSlow ? (
            <SkeletonText />
          ) : null
        ) : flow.items === 0 ? (
          <EmptyState
            title={isNarrowed ? "No item fits these filters" : "Nothing has flowed yet"}
            action={
              isNarrowed ? (
                <Button onPress={() => setSearch(Object.fromEntries(narrowing.map((name) => [name, undefined])))}>
                  Clear the filters
                </Button>
              ) : (
                <>
                  <Link href={teamKey === undefined ? paths.items(organization) : paths.board(organization, teamKey)}>
                    {teamKey === undefined ? "Go to all items" : "Go to the board"}
                  </Link>
                  {here.may("import.run") ? <Link href={paths.import(organization)}>Import a history</Link> : null}
                </>
              )
            }
          >
            {isNarrowed
              ? "Take a filter off to see more."
              : "As soon as items move through stages, this page tells how long they take, where they pile up and what holds them."}
          </EmptyState>
        ) : (
          <>
            {flow.endedAt === null ? null : (
              <div className="mb-4">
                <Banner meaning="info">
                  {`History ends on ${dayText(flow.endedAt, flow.zone)}; shown up to then.`}
                </Banner>
              </div>
            )}
            <div aria-busy={figures.isPlaceholderData} className={figures.isPlaceholderData ? "opacity-60" : ""}>
              <FlowFigures flow={flow} onOpen={onOpen} hrefOf={hrefOf} search={search} onSearch={setSearch} />
            </div>
          </>
        )}
      </PageBody>
    </>
  );
}

const cleared = (search: FlowSearch): FlowSearch =>
  Object.fromEntries(
    Object.keys(search)
      .filter((name) => name !== "item")
      .map((name) => [name, undefined]),
  );
