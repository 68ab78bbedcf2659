import { useParams } from "@tanstack/react-router";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";

export function WhatIfPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const { teamByKey } = useDirectory();
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "What-if" : (teamByKey.get(teamKey)?.name ?? teamKey)}
        tabs={
          teamKey === undefined ? undefined : (
            <TeamTabs organization={organization} teamKey={teamKey} current="what-if" />
          )
        }
      />
      <PageBody>{null}</PageBody>
    </>
  );
}
