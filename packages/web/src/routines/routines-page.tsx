import type { Routine } from "@throughline/contract/routines";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { dayAt } from "./next-times.ts";
import { routinesQuery } from "./routine-deeds.ts";
import { newDesign } from "./routine-design.ts";
import { RoutineEditor } from "./routine-editor.tsx";
import { RoutineLine } from "./routine-line.tsx";

/** What is made again and again; `?routine=` opens one of them, `?routine=new` makes one. */
export function RoutinesPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as { routine?: string };
  const here = useHere();
  const { workflows, teams } = useDirectory();
  const routines = useQuery({ ...routinesQuery, enabled: here.may("routine.read") });
  // When the form was opened; its first day must not change while one designs.
  const [now] = useState(() => Date.now());
  if (!here.may("routine.read"))
    return (
      <>
        <PageHeader title="Routines" />
        <NoAccessState what="routines" grantedBy="an owner or admin of this organization" />
      </>
    );
  const wanted = search.routine || undefined;
  if (wanted !== undefined && routines.data && workflows.size + teams.size > 0) {
    const routine = routines.data.find((row) => row.routineId === wanted) ?? null;
    if (routine === null && (wanted !== "new" || !here.may("routine.design")))
      return (
        <EmptyState
          title="There is no such routine"
          action={<Link href={paths.routines(organization)}>All routines</Link>}
        >
          Its link may not be whole.
        </EmptyState>
      );
    const own = [...workflows.values()]
      .filter((workflow) => workflow.archivedAt === null)
      .toSorted((a, b) => Number(isMine(b.teamId)) - Number(isMine(a.teamId)) || a.name.localeCompare(b.name))[0];
    const zone = teams.get(own?.teamId ?? "")?.timeZone ?? here.session.account?.timeZone ?? "UTC";
    return (
      <RoutineEditor key={wanted} routine={routine} fresh={newDesign(own?.workflowId ?? "", zone, dayAt(zone, now))} />
    );
  }
  return <List organization={organization} routines={routines} />;

  function isMine(teamId: string): boolean {
    return teams.get(teamId)?.members.some((member) => member.personId === here.personId) ?? false;
  }
}

function List({
  organization,
  routines,
}: {
  organization: string;
  routines: { data: Routine[] | undefined; isError: boolean; isLoading: boolean; refetch: () => unknown };
}) {
  const here = useHere();
  const navigate = useNavigate();
  const { workflows } = useDirectory();
  const isSlow = useIsSlow(routines.isLoading);
  const rows = routines.data ?? [];
  const active = rows.filter((row) => row.archivedAt === null);
  const archived = rows.filter((row) => row.archivedAt !== null);
  const canMake = here.may("routine.design") && [...workflows.values()].some((each) => each.archivedAt === null);
  const make = canMake ? (
    <Button
      tone="primary"
      icon={<Icon of={Plus} size={14} />}
      onPress={() => void navigate({ to: ".", search: { routine: "new" } } as never)}
    >
      New routine
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title="Routines" actions={rows.length > 0 ? make : undefined} />
      <PageBody>
        {routines.isError ? (
          <ErrorState title="The routines could not be read" onRetry={() => void routines.refetch()}>
            Nothing is lost. Try again.
          </ErrorState>
        ) : routines.isLoading ? (
          isSlow ? (
            <SkeletonRows rows={5} />
          ) : null
        ) : rows.length === 0 ? (
          <EmptyState
            title="No routine yet"
            action={make ?? <Link href={paths.workflows(organization)}>Draw a workflow first</Link>}
          >
            A routine makes the same item again and again: every Monday, on the last Friday of a month, or some days
            after the last one is done.
          </EmptyState>
        ) : (
          <>
            <ul className="divide-y divide-rule border-b border-rule" aria-label="Routines">
              {active.map((row) => (
                <RoutineLine key={row.routineId} routine={row} />
              ))}
            </ul>
            {archived.length === 0 ? null : (
              <PageSection title="Archived" note="They make nothing until they are restored.">
                <ul className="divide-y divide-rule border-y border-rule" aria-label="Archived routines">
                  {archived.map((row) => (
                    <RoutineLine key={row.routineId} routine={row} />
                  ))}
                </ul>
              </PageSection>
            )}
          </>
        )}
      </PageBody>
    </>
  );
}
