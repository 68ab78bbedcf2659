import { Refused } from "@throughline/contract/client";
import type { Workflow } from "@throughline/contract/workflows";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../client.ts";
import { workflowsQuery } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { designDifference } from "./design-difference.ts";
import { likelyGoal, plainStage } from "./design.ts";
import type { DesignDraft } from "./use-design-draft.ts";

/** What the edit changes, what it does to items under way, where the items of stages that go away go, and why; then Save. */
export function ReviewPanel({
  workflow,
  draft,
  problems,
  teamName,
  onClose,
}: {
  workflow: Workflow;
  draft: DesignDraft;
  problems: readonly { readonly sentence: string }[];
  teamName: (teamId: string) => string;
  onClose: () => void;
}) {
  const { design, base } = draft;
  const { attempt, isPending, failure } = useAttempt();
  const [isSaved, setSaved] = useState(false);
  const gone = base.stages.filter((stage) => !design.stages.some((each) => each.stageId === stage.stageId));
  const moveItems = Object.fromEntries(
    gone.flatMap(({ stageId }) => {
      const chosen = draft.moveItems[stageId];
      const goal = design.stages.some((stage) => stage.stageId === chosen)
        ? chosen
        : likelyGoal(base.stages, design.stages, stageId);
      return goal ? [[stageId, goal]] : [];
    }),
  );
  const stages = design.stages.map(plainStage);
  const isNamed = design.stages.every((stage) => stage.name.trim() !== "");
  const preview = useQuery({
    queryKey: ["workflow-preview", workflow.workflowId, workflow.revision, stages, moveItems],
    queryFn: () => client.previewWorkflow({ workflowId: workflow.workflowId, stages, moveItems }),
    enabled: isNamed && !isSaved,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const touching = (preview.data?.effects ?? []).filter((effect) => effect.items > 0 && effect.effect !== "renamed");
  const differences = designDifference(base, design, teamName);

  const save = async () => {
    const saved = await attempt(async () => {
      try {
        return await client.changeWorkflow({
          workflowId: workflow.workflowId,
          revision: draft.revision,
          name: design.name,
          description: design.description,
          stages,
          moveItems,
          note: draft.note,
        });
      } catch (error) {
        // Shown by the notice above the picture, with the way on.
        const current = error instanceof Refused && error.code === "stale" ? (error.problem.current as Workflow) : null;
        if (current) show(current);
        throw error;
      }
    });
    if (!saved) return;
    setSaved(true);
    draft.discard();
    show(saved.done);
    void queryClient.invalidateQueries({ queryKey: ["versions", workflow.workflowId] });
    void queryClient.invalidateQueries({ queryKey: ["board"] });
    showToast({ text: `${saved.done.name} is at version ${saved.done.version}` });
    onClose();
  };

  return (
    <SidePanel
      label="Review the edit"
      onClose={onClose}
      head={<span className="font-semibold text-ink">Before it is saved</span>}
    >
      <div className="space-y-5 px-4 py-4 text-dense">
        {problems.length === 0 ? null : (
          <section>
            <h2 className="mb-1 font-semibold">To mend first</h2>
            <ul className="space-y-1">
              {problems.map(({ sentence }) => (
                <li key={sentence} className="flex items-start gap-2 text-bad">
                  <span className="flex h-5 items-center">
                    <ShapeMark shape="square" className="text-bad-mark" />
                  </span>
                  {sentence}
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h2 className="mb-1 font-semibold">What changes</h2>
          <ul className="list-disc space-y-0.5 pl-4 text-muted">
            {differences.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
        {gone.length === 0 ? null : (
          <section className="space-y-2">
            <h2 className="font-semibold">Where their items go</h2>
            <p className="text-muted">Finished and archived items of a stage that goes away move too.</p>
            {gone.map((stage) => (
              <Select
                key={stage.stageId}
                label={`From ${stage.name} to`}
                className="max-w-72"
                choices={design.stages.map((each) => ({
                  id: each.stageId,
                  name: each.name,
                  hint: teamName(each.teamId),
                }))}
                value={moveItems[stage.stageId] ?? null}
                onChange={(goal) => draft.setMoveItems({ ...draft.moveItems, [stage.stageId]: goal })}
              />
            ))}
          </section>
        )}
        <section aria-live="polite">
          <h2 className="mb-1 font-semibold">What happens to items under way</h2>
          {preview.isError ? (
            <p className="text-bad">
              This could not be worked out:{" "}
              {preview.error instanceof Refused ? preview.error.message : "the server did not answer"}.
            </p>
          ) : !preview.data ? (
            <p className="text-faint">Working it out…</p>
          ) : touching.length === 0 ? (
            <p className="text-muted">Nothing. No open item changes its stage, its team or its way on.</p>
          ) : (
            <ul className="space-y-1">
              {touching.map((effect) => (
                <li key={`${effect.stageId} ${effect.effect}`} className="flex items-start gap-2">
                  <span className="flex h-5 items-center">
                    <ShapeMark shape="triangle" className="text-warn-mark" />
                  </span>
                  <span className="tabular-nums">{effect.sentence}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <TextArea
          label="Why"
          description="For the list of versions. May stay empty."
          rows={2}
          maxLength={500}
          value={draft.note}
          onChange={draft.setNote}
        />
        <FailureNotice failure={failure} />
        <Button
          tone="primary"
          isPending={isPending}
          isDisabled={problems.length > 0 || !isNamed || draft.isBehind}
          onPress={() => void save()}
        >
          Save version {workflow.version + 1}
        </Button>
      </div>
    </SidePanel>
  );
}

const show = (workflow: Workflow) =>
  queryClient.setQueryData(workflowsQuery.queryKey, (rows) =>
    rows?.map((row) => (row.workflowId === workflow.workflowId ? workflow : row)),
  );
