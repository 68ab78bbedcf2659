import type { Workflow } from "@throughline/contract/workflows";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory, workflowsQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { useAddress } from "../settings/use-address.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { NewWorkflow } from "./new-workflow.tsx";
import { StageStrip } from "./stage-strip.tsx";

/** The ways work goes, team by team. */
export function WorkflowsPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as { new?: string; team?: string };
  const here = useHere();
  const { set } = useAddress();
  const { teams } = useDirectory();
  const workflows = useQuery(workflowsQuery);
  const isSlow = useIsSlow(workflows.isLoading);
  const mayDesign = here.may("workflow.design");
  const isNew = search.new !== undefined && mayDesign;
  const rows = workflows.data ?? [];
  const living = rows.filter((workflow) => workflow.archivedAt === null);
  const archived = rows.filter((workflow) => workflow.archivedAt !== null);
  const byTeam = [...Map.groupBy(living, (workflow) => workflow.teamId)]
    .map(([teamId, own]) => ({ teamId, name: teams.get(teamId)?.name ?? "", own }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <PageHeader
        title="Workflows"
        note={living.length === 0 ? undefined : String(living.length)}
        actions={
          mayDesign ? (
            <Button
              tone={isNew ? "plain" : "primary"}
              icon={<Icon of={Plus} size={14} />}
              onPress={() => set({ new: "1" })}
            >
              New workflow
            </Button>
          ) : undefined
        }
      />
      <PageBody>
        {isNew ? (
          <NewWorkflow teamId={search.team ?? null} onClose={() => set({ new: undefined, team: undefined })} />
        ) : null}
        {workflows.isError ? (
          <ErrorState title="The workflows could not be read" onRetry={() => void workflows.refetch()}>
            The server did not answer. Nothing is lost.
          </ErrorState>
        ) : workflows.isLoading ? (
          isSlow ? (
            <SkeletonRows />
          ) : null
        ) : living.length === 0 && !isNew ? (
          <EmptyState
            title="No workflow yet"
            action={mayDesign ? <Button onPress={() => set({ new: "1" })}>Draw the first one</Button> : undefined}
          >
            A workflow is the way work goes: which stages it passes, which team has it in each, and how much may be
            there at once.
          </EmptyState>
        ) : (
          byTeam.map(({ teamId, name, own }) => (
            <section key={teamId} className="not-first:mt-6">
              <h2 className="mb-1 text-small text-faint">{name}</h2>
              <Rows workflows={own} organization={organization} />
            </section>
          ))
        )}
        {archived.length > 0 ? (
          <details className="mt-8">
            <summary className="cursor-default rounded-small text-dense text-muted">
              Archived ({archived.length})
            </summary>
            <div className="mt-2">
              <Rows workflows={archived} organization={organization} />
            </div>
          </details>
        ) : null}
      </PageBody>
    </>
  );
}

function Rows({ workflows, organization }: { workflows: readonly Workflow[]; organization: string }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule text-dense">
      {workflows.map((workflow) => (
        <li key={workflow.workflowId}>
          <Link
            href={paths.workflow(organization, workflow.workflowId)}
            tone="bare"
            className="block space-y-1 px-2 py-2 hover:bg-hover"
          >
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="truncate font-medium">{workflow.name}</span>
              <span className="shrink-0 text-small text-faint tabular-nums">version {workflow.version}</span>
              <span className="hidden truncate text-small text-muted md:inline">{workflow.description}</span>
            </span>
            <StageStrip stages={workflow.stages} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
