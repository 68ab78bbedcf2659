import type { HandOff } from "@throughline/contract/hand-offs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { Badge, type Meaning } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { HandOffDecision } from "./hand-off-decision.tsx";

const words: Record<HandOff["state"], { name: string; meaning: Meaning }> = {
  offered: { name: "Waiting", meaning: "info" },
  accepted: { name: "Accepted", meaning: "good" },
  declined: { name: "Declined", meaning: "bad" },
  expired: { name: "Expired", meaning: "warn" },
  withdrawn: { name: "Withdrawn", meaning: "neutral" },
};

/** What a team is offered and what it offers, with how long each waited. */
export function HandOffsPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const { teamByKey } = useDirectory();
  const team = teamByKey.get(teamKey);
  return (
    <>
      <PageHeader
        title={team?.name ?? ""}
        tabs={<TeamTabs organization={organization} teamKey={teamKey} current="hand-offs" />}
      />
      <PageBody>
        {team ? (
          <>
            <HandOffList
              title="Offered to us"
              note="Accept what your team takes on, or send it back with the reason."
              filter={{ to: team.teamId, state: "offered" }}
              empty="Nothing waits for your team's answer."
            />
            <HandOffList
              title="Offered by us"
              note="A move into another team's stage is offered to them. Until they accept, it is still yours."
              filter={{ from: team.teamId, state: "offered" }}
              empty="Nothing of yours waits for another team."
            />
            <HandOffList
              title="Decided"
              filter={{ to: team.teamId, state: "accepted,declined,expired,withdrawn" }}
              empty="No hand-off to this team was decided yet."
            />
          </>
        ) : null}
      </PageBody>
    </>
  );
}

function HandOffList({
  title,
  note,
  filter,
  empty,
}: {
  title: string;
  note?: string;
  filter: { to?: string; from?: string; state: string };
  empty: string;
}) {
  const list = useInfiniteQuery({
    queryKey: ["hand-offs", filter],
    queryFn: ({ pageParam }) => client.listHandOffs({ ...filter, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const isSlow = useIsSlow(list.isLoading);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <PageSection title={title} {...(note === undefined ? {} : { note })}>
      {list.isError ? (
        <ErrorState title="This could not be read" onRetry={() => void list.refetch()}>
          Nothing is lost. Try again.
        </ErrorState>
      ) : list.isLoading ? (
        isSlow ? (
          <SkeletonRows rows={3} />
        ) : null
      ) : rows.length === 0 ? (
        <p className="text-dense text-faint">{empty}</p>
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {rows.map((row) => (
            <HandOffLine key={row.handOffId} row={row} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button tone="quiet" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </PageSection>
  );
}

function HandOffLine({ row }: { row: HandOff }) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string>;
  const { teams, stages, people } = useDirectory();
  const { name, meaning } = words[row.state];
  const open = () => void navigate({ to: ".", search: { ...search, item: row.itemKey } } as never);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <button
          type="button"
          onClick={open}
          className="min-h-6 max-w-full truncate text-left text-dense hover:underline"
        >
          <span className="text-muted">{row.itemKey}</span> {row.itemTitle}
        </button>
        <p className="flex flex-wrap items-center gap-x-1.5 text-small text-muted">
          <span>{teams.get(row.fromTeamId)?.name}</span>
          <span>({stages.get(row.fromStageId)?.name ?? "a former stage"})</span>
          <Icon of={ArrowRight} size={12} />
          <span>{teams.get(row.toTeamId)?.name}</span>
          <span>({stages.get(row.toStageId)?.name ?? "a former stage"})</span>
        </p>
        {row.note ? <p className="text-small text-muted">“{row.note}”</p> : null}
        {row.reason ? <p className="text-small text-ink">Reason: {row.reason}</p> : null}
      </div>
      <div className="text-small text-muted">
        <p>
          {row.offeredBy ? (people.get(row.offeredBy)?.name ?? "Someone") : "Throughline"},{" "}
          <TimeText at={row.offeredAt} />
        </p>
        <p>
          {row.state === "offered" ? "Waiting" : "Waited"} {hours(row.waitedHours)} of working time
        </p>
      </div>
      <Badge meaning={meaning}>{name}</Badge>
      {row.state === "offered" ? (
        <HandOffDecision
          itemId={row.itemId}
          itemKey={row.itemKey}
          fromTeamId={row.fromTeamId}
          toTeamId={row.toTeamId}
        />
      ) : null}
    </li>
  );
}

const hours = (value: number): string =>
  value < 1 ? `${Math.round(value * 60)} min` : `${Number(value.toFixed(1))} h`;
