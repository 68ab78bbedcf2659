import type { Team } from "@throughline/contract/teams";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { teamsQuery, useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { weekSummary } from "./calendar-words.ts";
import { NewTeam } from "./new-team.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { useAddress } from "./use-address.ts";

/** The organization's teams; each opens its own page. */
export function TeamsPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as { new?: string };
  const here = useHere();
  const { set } = useAddress();
  const teams = useQuery(teamsQuery);
  const isSlow = useIsSlow(teams.isLoading);
  const rows = (teams.data ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
  const living = rows.filter((team) => team.archivedAt === null);
  const archived = rows.filter((team) => team.archivedAt !== null);
  const mayMake = here.may("team.administer");
  const isNew = search.new !== undefined && mayMake;
  return (
    <SettingsPage
      current="teams"
      title="Teams"
      note={living.length === 0 ? undefined : String(living.length)}
      needs="item.write"
      what="the teams"
      actions={
        mayMake ? (
          <Button
            tone={isNew ? "plain" : "primary"}
            icon={<Icon of={Plus} size={14} />}
            onPress={() => set({ new: "1" })}
          >
            New team
          </Button>
        ) : undefined
      }
    >
      {isNew ? <NewTeam onClose={() => set({ new: undefined })} /> : null}
      {teams.isError ? (
        <ErrorState title="The teams could not be read" onRetry={() => void teams.refetch()}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : teams.isLoading ? (
        isSlow ? (
          <SkeletonRows />
        ) : null
      ) : living.length === 0 ? (
        <EmptyState title="No team yet">
          A team pulls work from one queue, in its own working hours. Make the first one to have a board.
        </EmptyState>
      ) : (
        <TeamRows teams={living} organization={organization} />
      )}
      {archived.length > 0 ? (
        <details className="mt-8">
          <summary className="cursor-default rounded-small text-dense text-muted">Archived ({archived.length})</summary>
          <div className="mt-2">
            <TeamRows teams={archived} organization={organization} />
          </div>
        </details>
      ) : null}
    </SettingsPage>
  );
}

function TeamRows({ teams, organization }: { teams: readonly Team[]; organization: string }) {
  const { people } = useDirectory();
  return (
    <ul className="divide-y divide-rule border-b border-rule text-dense">
      {teams.map((team) => {
        const members = team.members.flatMap(({ personId }) => people.get(personId) ?? []);
        return (
          <li key={team.teamId}>
            <Link
              href={paths.team(organization, team.key)}
              tone="bare"
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-2 py-2 hover:bg-hover md:grid-cols-[minmax(12rem,1fr)_minmax(0,2fr)_9rem]"
            >
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="truncate font-medium">{team.name}</span>
                <span className="text-small text-faint tabular-nums">{team.key}</span>
              </span>
              <span className="order-last col-span-2 truncate text-small text-muted md:order-none md:col-span-1">
                {weekSummary(team.calendar.week)} · {team.timeZone.replaceAll("_", " ")}
              </span>
              <span className="flex items-center justify-end gap-1">
                {members.slice(0, 5).map((person) => (
                  <Avatar key={person.personId} name={person.name} kind={person.kind} />
                ))}
                {members.length > 5 ? (
                  <span className="text-small text-muted tabular-nums">+{members.length - 5}</span>
                ) : null}
                {members.length === 0 ? <span className="text-small text-faint">Nobody yet</span> : null}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
