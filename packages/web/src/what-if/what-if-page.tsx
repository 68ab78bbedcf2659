import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback } from "react";
import { asOf } from "../flow/use-as-of.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { whatIfBaseQuery } from "./what-if-base.ts";
import { scopeOf, type WhatIfSearch } from "./what-if-address.ts";
import { WhatIfDesk } from "./what-if-desk.tsx";
import { WhatIfProblem } from "./what-if-problem.tsx";
import { WhatIfToolbar } from "./what-if-toolbar.tsx";

/** What would be if something were otherwise, of a team or of everything. All that is changed stands in the address, to be shared. */
export function WhatIfPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey?: string };
  const search = useSearch({ strict: false }) as WhatIfSearch;
  const navigate = useNavigate();
  const here = useHere();
  const zone = useZone();
  const { teamByKey, teams } = useDirectory();
  const team = teamKey === undefined ? undefined : teamByKey.get(teamKey);
  const isKnown = teamKey === undefined || team !== undefined;
  const mayRead = here.may("flow.read");
  const scope = scopeOf(search, team?.teamId);
  const query = useQuery({ ...whatIfBaseQuery(scope), enabled: mayRead && isKnown });
  const isSlow = useIsSlow(query.isLoading);
  const base = query.data;
  const onSearch = useCallback(
    (more: WhatIfSearch) =>
      void navigate({ to: ".", replace: true, search: (before: WhatIfSearch) => ({ ...before, ...more }) } as never),
    [navigate],
  );
  if (!isKnown && teams.size > 0)
    return <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>;
  return (
    <>
      <PageHeader
        title={teamKey === undefined ? "What-if" : (team?.name ?? teamKey)}
        note={base === undefined ? undefined : asOf(query.dataUpdatedAt, zone)}
        tabs={
          teamKey === undefined ? undefined : (
            <TeamTabs organization={organization} teamKey={teamKey} current="what-if" />
          )
        }
        actions={
          base && !base.isPast ? (
            <Button
              size="small"
              icon={<Icon of={RotateCw} size={14} />}
              isPending={query.isFetching}
              onPress={() => void query.refetch()}
            >
              Begin from now
            </Button>
          ) : undefined
        }
        toolbar={<WhatIfToolbar search={search} onSearch={onSearch} teamId={team?.teamId} />}
      />
      <PageBody>
        {!mayRead ? (
          <NoAccessState what="how work flows" grantedBy="an owner or an admin" />
        ) : query.isError ? (
          <WhatIfProblem
            error={query.error}
            organization={organization}
            isNarrowed={search["workflow"] !== undefined || search["class"] !== undefined}
            onRetry={() => void query.refetch()}
            onClear={() => onSearch({ workflow: undefined, class: undefined })}
          />
        ) : base === undefined ? (
          <div className="min-h-80 max-w-80 pt-2">
            {isSlow ? <ProgressBar label="Reading how work is done now" text="" /> : null}
          </div>
        ) : (
          <WhatIfDesk base={base} scope={scope} search={search} onSearch={onSearch} />
        )}
      </PageBody>
    </>
  );
}
