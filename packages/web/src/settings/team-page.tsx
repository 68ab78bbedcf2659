import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PageSection } from "../frame/page-section.tsx";
import { teamsQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Banner } from "../ui/banner.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { ArchiveTeam } from "./archive-team.tsx";
import { Holidays } from "./holidays.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { TeamMembers } from "./team-members.tsx";
import { TeamProperties } from "./team-properties.tsx";
import { WorkingWeek } from "./working-week.tsx";

/** One team: what it is called, who is in it, when it works and how much it takes on. */
export function TeamPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const here = useHere();
  const teams = useQuery(teamsQuery);
  const isSlow = useIsSlow(teams.isLoading);
  const team = teams.data?.find((each) => each.key === teamKey);
  const isReadOnly = !here.may("team.administer") || team?.archivedAt !== null;
  return (
    <SettingsPage
      current="teams"
      title={team?.name ?? teamKey}
      path={<Link href={paths.teams(organization)}>Teams</Link>}
      needs="item.write"
      what="this team"
      measure="text"
      actions={
        team && team.archivedAt === null ? (
          <Link href={paths.board(organization, team.key)}>Open its board</Link>
        ) : undefined
      }
    >
      {team ? (
        <>
          {team.archivedAt === null ? null : (
            <div className="mb-4">
              <Banner meaning="info">
                Archived <TimeText at={team.archivedAt} />. Its finished work keeps its name.
              </Banner>
            </div>
          )}
          {here.may("team.administer") ? null : (
            <p className="mb-4 text-dense text-muted">Owners and admins change teams. This is how it works now.</p>
          )}
          <TeamProperties team={team} isReadOnly={isReadOnly} />
          <PageSection
            title="People"
            note="Leads answer for the team's work. Anyone here may take what is offered to the team."
          >
            <TeamMembers team={team} isReadOnly={isReadOnly} />
          </PageSection>
          <PageSection
            title="Working hours"
            note={`In the team's own time, ${team.timeZone.replaceAll("_", " ")}. Ages, service levels and response clocks count these hours only.`}
          >
            <WorkingWeek
              key={`${team.teamId} ${JSON.stringify(team.calendar.week)}`}
              team={team}
              isReadOnly={isReadOnly}
            />
          </PageSection>
          <PageSection title="Holidays" note="Days on which the team does not work at all.">
            <Holidays team={team} isReadOnly={isReadOnly} />
          </PageSection>
          {isReadOnly ? null : <ArchiveTeam team={team} />}
        </>
      ) : teams.isLoading ? (
        isSlow ? (
          <SkeletonRows />
        ) : null
      ) : (
        <EmptyState
          title={`There is no team ${teamKey}`}
          action={<Link href={paths.teams(organization)}>All teams</Link>}
        >
          The address may be mistyped.
        </EmptyState>
      )}
    </SettingsPage>
  );
}
