import type { Routine } from "@throughline/contract/routines";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Archive, ArchiveRestore, MoreHorizontal, Play } from "lucide-react";
import { useState } from "react";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { focusFirstWrong } from "../intake/focus-first-wrong.ts";
import { useDraft } from "../intake/use-draft.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { useAttempt } from "../session/use-attempt.ts";
import { announce } from "../ui/announcer.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { Link } from "../ui/link.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Select } from "../ui/select.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { Switch } from "../ui/switch.tsx";
import { TextField } from "../ui/text-field.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { keepRoutine, routinesQuery, runNow, setRoutine } from "./routine-deeds.ts";
import { designOf, designProblems, inputOf, isSameDesign, type RoutineDesign } from "./routine-design.ts";
import { RoutinePreview } from "./routine-preview.tsx";
import { TemplateFields } from "./template-fields.tsx";
import { TimingFields } from "./timing-fields.tsx";

/** A routine as it is designed; beside it when it comes up next and what it makes. */
export function RoutineEditor({ routine, fresh }: { routine: Routine | null; fresh: RoutineDesign }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const navigate = useNavigate();
  const here = useHere();
  const { workflows, teams } = useDirectory();
  const isNarrow = useIsNarrow();
  const mayDesign = here.may("routine.design");
  const stored = routine ? designOf(routine) : fresh;
  const kept = useDraft<RoutineDesign>(`routine.${routine?.routineId ?? "new"}`, stored);
  const design = kept.isKept ? kept.draft : stored;
  const isDirty = routine === null || !isSameDesign(design, stored);
  const isBehind = routine !== null && isDirty && design.revision !== routine.revision;
  const { attempt, isPending, failure, clear } = useAttempt();
  const [isTried, setTried] = useState(false);
  const problems = designProblems(design);
  const errors = { ...failure?.fields, ...(isTried ? problems : {}) };
  const change = (more: Partial<RoutineDesign>) => {
    kept.type({ ...design, ...more });
    clear();
  };
  const known = [...workflows.values()]
    .filter((workflow) => workflow.archivedAt === null || workflow.workflowId === design.workflowId)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const open = (key: string) =>
    void navigate({ to: ".", search: (before: Record<string, string>) => ({ ...before, item: key }) } as never);

  const save = async (revision: number) => {
    setTried(true);
    if (Object.keys(problems).length > 0) {
      announce(Object.values(problems).join(". "), "assertive");
      focusFirstWrong();
      return;
    }
    const input = inputOf(design);
    const saved = await attempt(() =>
      routine === null
        ? client.createRoutine({ ...input, workflowId: design.workflowId })
        : client.changeRoutine({ ...input, routineId: routine.routineId, revision }),
    );
    if (!saved) {
      void queryClient.invalidateQueries({ queryKey: routinesQuery.queryKey });
      return;
    }
    keepRoutine(saved.done);
    kept.forget();
    setTried(false);
    showToast({ text: `${saved.done.name} is saved` });
    announce(`${saved.done.name} is saved`);
    if (routine === null) void navigate({ to: ".", search: { routine: saved.done.routineId }, replace: true } as never);
  };
  useShortcut("mod+s", () => void save(design.revision), {
    title: "Save the routine",
    isEnabled: mayDesign && isDirty && !isBehind,
  });
  /** What takes effect at once; what is being designed goes on from the revision that makes. */
  const set = async (deed: Parameters<typeof setRoutine>[1]) => {
    if (!routine) return;
    const after = await setRoutine(routine.routineId, deed);
    if (after && kept.isKept && design.revision === routine.revision)
      kept.type({ ...design, revision: after.revision });
  };
  const isArchived = routine !== null && routine.archivedAt !== null;
  const at = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] });
  return (
    <>
      <PageHeader
        path={<Link href={paths.routines(organization)}>Routines</Link>}
        title={routine?.name ?? "New routine"}
        note={routine && !isNarrow ? teams.get(routine.teamId)?.name : undefined}
        actions={
          mayDesign ? (
            <>
              {routine ? (
                <>
                  <Switch
                    isSelected={routine.isActive}
                    isDisabled={isArchived}
                    onChange={(isOn) => void set(isOn ? "resume" : "pause")}
                  >
                    {routine.isActive ? "Active" : "Paused"}
                  </Switch>
                  <Button
                    icon={<Icon of={Play} size={14} />}
                    isDisabled={isArchived}
                    onPress={() => void runNow(routine, open)}
                  >
                    Run now
                  </Button>
                  <Menu label="More" trigger={<IconButton label="More" icon={<Icon of={MoreHorizontal} />} />}>
                    <MenuItem
                      id="archive"
                      icon={<Icon of={isArchived ? ArchiveRestore : Archive} size={14} />}
                      onAction={() => void set(isArchived ? "restore" : "archive")}
                    >
                      {isArchived ? "Restore" : "Archive"}
                    </MenuItem>
                  </Menu>
                </>
              ) : null}
              {kept.isKept && isDirty ? (
                <Button tone="quiet" onPress={kept.forget}>
                  Discard changes
                </Button>
              ) : null}
              <Button
                tone="primary"
                isPending={isPending}
                isDisabled={!isDirty || isBehind}
                onPress={() => void save(design.revision)}
                after={<KeyHint keys="mod+s" tone="on-solid" />}
              >
                {routine ? "Save" : "Make routine"}
              </Button>
            </>
          ) : undefined
        }
      />
      {isArchived ? (
        <Banner meaning="info">This routine is archived: it makes nothing until it is restored.</Banner>
      ) : null}
      {routine?.stuck && !isArchived ? (
        <Banner meaning="warn">
          It is due and could not make its item for <TimeText at={routine.stuck.since} as="since" />:{" "}
          {routine.stuck.detail} It is tried again every minute.
        </Banner>
      ) : null}
      {isBehind && routine ? (
        <Banner
          meaning="warn"
          action={
            <span className="flex gap-2">
              <Button size="small" onPress={kept.forget}>
                Take theirs
              </Button>
              <Button size="small" onPress={() => void save(routine.revision)}>
                Save mine over it
              </Button>
            </span>
          }
        >
          Someone changed this routine since you began. What you wrote is still here.
        </Banner>
      ) : null}
      <PageBody>
        <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <fieldset disabled={!mayDesign} className="min-w-0">
            <FailureNotice failure={failure} shown={Object.keys(errors)} />
            <PageSection title="The routine">
              <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
                <TextField
                  label="Name"
                  value={design.name}
                  onChange={(name) => change({ name })}
                  maxLength={120}
                  {...(routine === null ? { inputRef: focusOnMount } : {})}
                  {...at("name")}
                />
                <Select
                  label="Workflow"
                  isDisabled={routine !== null}
                  choices={known.map((workflow) => ({
                    id: workflow.workflowId,
                    name: workflow.name,
                    hint: teams.get(workflow.teamId)?.name ?? "",
                  }))}
                  value={design.workflowId === "" ? null : design.workflowId}
                  onChange={(workflowId) =>
                    change({
                      workflowId,
                      timeZone: teams.get(workflows.get(workflowId)?.teamId ?? "")?.timeZone ?? design.timeZone,
                      template: { ...design.template, stageId: null },
                    })
                  }
                  {...(routine === null ? {} : { description: "Stays: make another routine for another workflow." })}
                  {...at("workflowId")}
                />
              </div>
            </PageSection>
            <PageSection title="When">
              <TimingFields design={design} onChange={change} errors={errors} />
            </PageSection>
            <PageSection title="What it makes">
              <TemplateFields design={design} onChange={change} errors={errors} />
            </PageSection>
          </fieldset>
          <div className="min-w-0 self-start xl:sticky xl:top-0">
            <RoutinePreview design={design} saved={routine} />
            {routine?.lastMadeAt ? (
              <p className="mt-3 text-small text-muted">
                The last one was made <TimeText at={routine.lastMadeAt} />.
              </p>
            ) : null}
          </div>
        </div>
      </PageBody>
    </>
  );
}
