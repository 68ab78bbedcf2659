import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { PageHeader } from "../frame/page-header.tsx";
import { workflowsQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { WorkflowEditor } from "./workflow-editor.tsx";

/** One workflow: drawn, explained, and edited by whoever may. */
export function WorkflowPage() {
  const { organization, workflowId } = useParams({ strict: false }) as { organization: string; workflowId: string };
  const workflows = useQuery(workflowsQuery);
  const isSlow = useIsSlow(workflows.isLoading);
  const workflow = workflows.data?.find((each) => each.workflowId === workflowId);
  if (workflow) return <WorkflowEditor key={workflowId} workflow={workflow} />;
  return (
    <>
      <PageHeader title="Workflow" path={<Link href={paths.workflows(organization)}>Workflows</Link>} />
      {workflows.isError ? (
        <ErrorState title="The workflow could not be read" onRetry={() => void workflows.refetch()}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : workflows.isLoading ? (
        <div className="p-4">{isSlow ? <SkeletonRows /> : null}</div>
      ) : (
        <EmptyState
          title="There is no such workflow"
          action={<Link href={paths.workflows(organization)}>All workflows</Link>}
        >
          The address may be mistyped.
        </EmptyState>
      )}
    </>
  );
}
