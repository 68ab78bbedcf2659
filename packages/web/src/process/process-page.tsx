import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback, useMemo } from "react";
import { FiguresProblem } from "../flow/figures-problem.tsx";
import { asOf, useAsOf } from "../flow/use-as-of.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { useHere } from "../session/session.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { type ProcessAnswer, processQuery } from "./process-query.ts";
import { lookOf, type ProcessSearch } from "./process-search.ts";
import { ProcessToolbar } from "./process-toolbar.tsx";
import { ProcessView } from "./process-view.tsx";
import { count, counted } from "./process-words.ts";

/** How work really goes, of a team or of everything, held against the workflow as it was meant. */
export function ProcessPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const search = useSearch({ strict: false }) as ProcessSearch;
  const navigate = useNavigate();
  const here = useHere();
  const zone = useZone();
  const { teamByKey } = useDirectory();
  const team = teamKey === undefined ? null : teamByKey.get(teamKey);
  const teamId = team?.teamId;
  const look = useMemo(() => lookOf(search, teamId, zone), [search, teamId, zone]);
  const mayRead = here.may("flow.read");
  const query = useQuery({
    ...processQuery(look.asked, look.time),
    enabled: mayRead && team !== undefined,
    placeholderData: (before) => before,
  });
  const process = query.data;
  const isSlow = useIsSlow(query.isLoading);
  const refresh = useCallback(() => {
    for (const key of ["process", "process-model", "process-items"])
      void queryClient.invalidateQueries({ queryKey: [key] });
  }, []);
  const isBehind = useAsOf(query.dataUpdatedAt, refresh);
  const onSearch = useCallback(
    (more: ProcessSearch) =>
      void navigate({ to: ".", search: (before: ProcessSearch) => ({ ...before, ...more }), replace: true } as never),
    [navigate],
  );
  const onOpen = useCallback(
    (item: string) => void navigate({ to: ".", search: (before: ProcessSearch) => ({ ...before, item }) } as never),
    [navigate],
  );
  const startOver = useCallback(() => void navigate({ to: ".", search: {}, replace: true } as never), [navigate]);
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "Process" : (team?.name ?? teamKey)}
        note={process ? asOf(query.dataUpdatedAt, zone) : undefined}
        tabs={
          teamKey === undefined ? undefined : (
            <TeamTabs organization={organization} teamKey={teamKey} current="process" />
          )
        }
        actions={
          isBehind || (query.isFetching && process !== undefined) ? (
            <Button size="small" icon={<Icon of={RotateCw} size={14} />} isPending={query.isFetching} onPress={refresh}>
              Refresh
            </Button>
          ) : undefined
        }
        toolbar={
          mayRead && (process?.workflows.length ?? 0) > 0 ? (
            <ProcessToolbar search={search} onSearch={onSearch} process={process} />
          ) : undefined
        }
      />
      <PageBody>
        {!mayRead ? (
          <NoAccessState what="how work goes" grantedBy="an owner or an admin" />
        ) : query.isError ? (
          <FiguresProblem
            title="The process could not be worked out"
            error={query.error}
            onRetry={() => void query.refetch()}
            onClear={startOver}
          />
        ) : process === undefined ? (
          isSlow ? (
            <SkeletonText />
          ) : null
        ) : process.items === 0 ? (
          <Nothing process={process} organization={organization} teamKey={teamKey} onClear={startOver} />
        ) : (
          <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? "opacity-60" : ""}>
            {process.endedAt === null ? null : (
              <div className="mb-3">
                <Banner meaning="info">{`History ends on ${day(process.endedAt, zone)}; shown up to then.`}</Banner>
              </div>
            )}
            <p className="mb-4 text-dense text-muted">{summary(process, zone)}</p>
            <ProcessView
              process={process}
              look={look}
              search={search}
              onSearch={onSearch}
              onOpen={onOpen}
              workflowHref={
                process.workflow && here.may("workflow.design")
                  ? paths.workflow(organization, process.workflow.workflowId)
                  : null
              }
            />
          </div>
        )}
      </PageBody>
    </>
  );
}

const day = (at: string, zone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "long" }).format(Date.parse(at));

/** What is looked at, in a sentence or two. */
function summary({ items, moves, firstAt, lastAt, leftOut, workflow }: ProcessAnswer, zone: string): string {
  const when = firstAt && lastAt ? `, ${day(firstAt, zone)} to ${day(lastAt, zone)}` : "";
  const bound = leftOut === 0 ? "" : ` The ${count(leftOut)} that finished longest ago are left out.`;
  return `${counted(items, "item")} of ${workflow?.name ?? "one workflow"} with ${counted(moves, "move")}${when}.${bound}`;
}

function Nothing({
  process,
  organization,
  teamKey,
  onClear,
}: {
  process: ProcessAnswer;
  organization: string;
  teamKey: string | undefined;
  onClear: () => void;
}) {
  if (process.workflow !== null)
    return (
      <EmptyState title="No item fits" action={<Button onPress={onClear}>Show all items</Button>}>
        {`Nothing of ${process.workflow.name} came in in this time or fits these filters.`}
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nothing has moved yet"
      action={
        <Link href={teamKey === undefined ? paths.items(organization) : paths.board(organization, teamKey)}>
          {teamKey === undefined ? "Go to all items" : "Go to the board"}
        </Link>
      }
    >
      As soon as items move from stage to stage, this page draws the ways they really take, how often and how long,
      beside the workflow as it was meant. A history from elsewhere can be imported.
    </EmptyState>
  );
}
