import type { Workflow } from "@throughline/contract/workflows";
import { designFaults } from "@throughline/domain/workflow/design";
import { useParams, useSearch } from "@tanstack/react-router";
import { Archive, Ellipsis, History, SquareKanban } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { useAddress } from "../settings/use-address.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Link } from "../ui/link.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { showUndo } from "../ui/toast-queue.ts";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { ArchiveWorkflow } from "./archive-workflow.tsx";
import { addStage, changeStage, placeStage, removeStage } from "./design.ts";
import { ReviewPanel } from "./review-panel.tsx";
import { StageList } from "./stage-list.tsx";
import { StagePanel } from "./stage-panel.tsx";
import { StaleNotice } from "./stale-notice.tsx";
import { useDesignDraft } from "./use-design-draft.ts";
import { VersionsPanel } from "./versions-panel.tsx";
import { WorkflowGraph } from "./workflow-graph.tsx";

type EditorSearch = { stage?: string; review?: string; versions?: string };

/** The picture, the stages in order, and beside them one stage, the review of the edit, or the versions. */
export function WorkflowEditor({ workflow }: { workflow: Workflow }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as EditorSearch;
  const { set } = useAddress();
  const here = useHere();
  const { teams } = useDirectory();
  const isNarrow = useIsNarrow();
  const draft = useDesignDraft(workflow);
  const { design } = draft;
  const [isArchiving, setArchiving] = useState(false);
  const isReadOnly = !here.may("workflow.design") || workflow.archivedAt !== null;
  const teamName = (teamId: string) => teams.get(teamId)?.name ?? "a team";
  const faults = draft.isChanged ? designFaults(design.stages) : [];
  const nameless = design.stages.filter((stage) => stage.name.trim() === "");
  const archivedTeams = design.stages.filter((stage) => teams.get(stage.teamId)?.archivedAt != null);
  const problems = [
    ...(nameless.length > 0
      ? nameless.map(({ stageId }) => ({ stageId, sentence: "This stage needs a name" }))
      : faults),
    ...archivedTeams.map((stage) => ({
      stageId: stage.stageId,
      sentence: `${stage.name} belongs to ${teamName(stage.teamId)}, which is archived; choose another team`,
    })),
  ];
  const stage = design.stages.find((each) => each.stageId === search.stage);
  const show = (parameters: EditorSearch) =>
    set({ stage: undefined, review: undefined, versions: undefined, ...parameters });
  const remove = (stageId: string) => {
    const before = design;
    const name = design.stages.find((each) => each.stageId === stageId)?.name ?? "The stage";
    draft.edit((now) => removeStage(now, stageId));
    if (search.stage === stageId) show({});
    showUndo(`${name} is taken out of the edit`, () => draft.edit(() => before));
  };
  const add = (afterStageId: string | null) => {
    const stageId = crypto.randomUUID();
    draft.edit((now) => addStage(now, stageId, afterStageId, workflow.teamId));
    show({ stage: stageId });
  };
  const team = teams.get(workflow.teamId);
  return (
    <>
      <PageHeader
        title={design.name}
        path={<Link href={paths.workflows(organization)}>Workflows</Link>}
        note={isNarrow ? undefined : `version ${workflow.version}${draft.isChanged ? ", edited" : ""}`}
        actions={
          <>
            {draft.isChanged ? (
              <>
                <Button
                  onPress={() => {
                    const kept = draft.design;
                    draft.discard();
                    show({});
                    showUndo("Your edit is discarded", () => draft.rebase(kept));
                  }}
                >
                  Discard
                </Button>
                <Button
                  tone={search.review === undefined ? "primary" : "plain"}
                  onPress={() => show({ review: "1" })}
                  isDisabled={draft.isBehind}
                >
                  Review and save
                </Button>
              </>
            ) : null}
            <IconButton
              label="Versions"
              icon={<Icon of={History} />}
              isOn={search.versions !== undefined}
              onPress={() => show(search.versions === undefined ? { versions: "1" } : {})}
            />
            <Menu
              label="More"
              trigger={<IconButton label="More" icon={<Icon of={Ellipsis} />} />}
              placement="bottom end"
            >
              {team ? (
                <MenuItem
                  icon={<Icon of={SquareKanban} size={14} />}
                  href={`${paths.board(organization, team.key)}?workflow=${workflow.workflowId}`}
                >
                  Open its board
                </MenuItem>
              ) : null}
              {isReadOnly ? null : (
                <MenuItem isDanger icon={<Icon of={Archive} size={14} />} onAction={() => setArchiving(true)}>
                  Archive workflow
                </MenuItem>
              )}
            </Menu>
          </>
        }
      />
      {workflow.archivedAt === null ? null : (
        <Banner meaning="info">
          Archived <TimeText at={workflow.archivedAt} />. Its finished items keep their stages.
        </Banner>
      )}
      {draft.isBehind ? <StaleNotice workflow={workflow} draft={draft} teamName={teamName} /> : null}
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto scroll-thin">
          {isReadOnly ? (
            design.description === "" ? null : (
              <p className="max-w-170 px-4 py-3 text-muted md:px-5">{design.description}</p>
            )
          ) : (
            <dl className="grid max-w-170 grid-cols-[5.5rem_minmax(0,1fr)] items-baseline gap-y-1.5 px-4 py-3 text-dense md:px-5">
              <dt className="text-muted">Name</dt>
              <dd>
                <InlineEdit
                  label="Name of the workflow"
                  value={design.name}
                  check={(text) =>
                    text === "" ? "Give it a name" : text.length > 120 ? "At most 120 characters" : null
                  }
                  onSave={(name) => draft.edit((now) => ({ ...now, name }))}
                />
              </dd>
              <dt className="text-muted">What it is for</dt>
              <dd>
                <InlineEdit
                  label="What the workflow is for"
                  value={design.description}
                  placeholder="Say which work goes this way"
                  check={(text) => (text.length > 2000 ? "At most 2000 characters" : null)}
                  onSave={(description) => draft.edit((now) => ({ ...now, description }))}
                />
              </dd>
            </dl>
          )}
          <WorkflowGraph
            stages={design.stages}
            teamName={teamName}
            current={search.stage ?? null}
            faulty={new Set(problems.flatMap((each) => each.stageId ?? []))}
            label={`${design.name} as a picture`}
            onOpen={(stageId) => show({ stage: stageId })}
          />
          <StageList
            design={design}
            base={draft.base}
            problems={problems}
            current={search.stage ?? null}
            isReadOnly={isReadOnly}
            teamName={teamName}
            onOpen={(stageId) => show({ stage: stageId })}
            onPlace={(stageId, to) => draft.edit((now) => placeStage(now, stageId, to))}
            onAdd={add}
            onRemove={remove}
          />
        </div>
        {search.review !== undefined && !isReadOnly && draft.isChanged ? (
          <ReviewPanel
            workflow={workflow}
            draft={draft}
            problems={problems}
            teamName={teamName}
            onClose={() => show({})}
          />
        ) : search.versions === undefined ? (
          stage ? (
            <StagePanel
              key={stage.stageId}
              stage={stage}
              stages={design.stages}
              isReadOnly={isReadOnly}
              problems={problems.filter((each) => each.stageId === stage.stageId)}
              onChange={(change) => draft.edit((now) => changeStage(now, stage.stageId, change))}
              onRemove={() => remove(stage.stageId)}
              onClose={() => show({})}
            />
          ) : null
        ) : (
          <VersionsPanel
            workflow={workflow}
            teamName={teamName}
            onClose={() => show({})}
            {...(isReadOnly
              ? {}
              : {
                  onTake: (taken) => {
                    const kept = draft.design;
                    draft.edit((now) => ({ ...now, ...taken }));
                    showUndo("The earlier version is in the edit; review and save it", () => draft.edit(() => kept));
                    show({});
                  },
                })}
          />
        )}
      </div>
      {isArchiving ? <ArchiveWorkflow workflow={workflow} onClose={() => setArchiving(false)} /> : null}
    </>
  );
}
