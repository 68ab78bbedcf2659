import type { Workflow } from "@throughline/contract/workflows";
import { useParams } from "@tanstack/react-router";
import { client } from "../client.ts";
import { workflowsQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { showToast } from "../ui/toast-queue.ts";

/** Puts a workflow away that holds no open items. */
export function ArchiveWorkflow({ workflow, onClose }: { workflow: Workflow; onClose: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { navigate } = useNavigation();
  const { attempt, isPending, failure } = useAttempt();
  const archive = async () => {
    const archived = await attempt(() =>
      client.archiveWorkflow({ workflowId: workflow.workflowId, revision: workflow.revision }),
    );
    if (!archived) return;
    queryClient.setQueryData(workflowsQuery.queryKey, (rows) =>
      rows?.map((row) => (row.workflowId === workflow.workflowId ? archived.done : row)),
    );
    showToast({ text: `${workflow.name} is archived` });
    onClose();
    navigate(paths.workflows(organization));
  };
  return (
    <ConfirmDialog
      title={`Archive ${workflow.name}?`}
      confirm="Archive workflow"
      isOpen
      isPending={isPending}
      onClose={onClose}
      onConfirm={() => void archive()}
    >
      <p>
        It leaves the boards and takes no new items. Finished items keep their stages and history. A workflow cannot be
        brought back.
      </p>
      <div className="mt-3">
        <FailureNotice failure={failure} />
      </div>
    </ConfirmDialog>
  );
}
