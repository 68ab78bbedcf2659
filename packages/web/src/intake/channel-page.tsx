import type { Channel } from "@throughline/contract/channels";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Archive, ArchiveRestore, ExternalLink, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { refusalSentence } from "../items/item-deeds.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useHere } from "../session/session.ts";
import { useAttempt } from "../session/use-attempt.ts";
import { announce } from "../ui/announcer.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { Link } from "../ui/link.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { useIsNarrow } from "../ui/use-narrow.ts";
import { focusFirstWrong } from "./focus-first-wrong.ts";
import { CopyLink } from "./copy-link.tsx";
import { designOf, designProblems, isSameDesign, tidied, type FormDesign } from "./form-design.ts";
import { FormPreview } from "./form-preview.tsx";
import { QuestionList } from "./question-list.tsx";
import { channelsQuery } from "./request-queries.ts";
import { useDraft } from "./use-draft.ts";

/** A team's form: what it asks, where it stands, whether it is open; beside it what visitors will see. */
export function ChannelPage() {
  const { organization, channelId } = useParams({ strict: false }) as { organization: string; channelId: string };
  const here = useHere();
  const { navigate } = useNavigation();
  const channels = useQuery({ ...channelsQuery, enabled: here.may("channel.read") });
  const isSlow = useIsSlow(channels.isLoading);
  const channel = channels.data?.find((each) => each.channelId === channelId);
  if (!here.may("channel.read"))
    return (
      <>
        <PageHeader title="Forms" />
        <NoAccessState what="forms" grantedBy="an owner or admin of this organization" />
      </>
    );
  if (channels.isError)
    return (
      <ErrorState title="The form could not be read" onRetry={() => void channels.refetch()}>
        Nothing is lost. Try again.
      </ErrorState>
    );
  if (!channels.data) return isSlow ? <SkeletonRows rows={6} /> : null;
  if (!channel)
    return (
      <>
        <PageHeader title="Forms" />
        <EmptyState
          title="There is no such form"
          action={<Button onPress={() => navigate(paths.channels(organization))}>Look at all forms</Button>}
        >
          It was removed, or its link is not whole.
        </EmptyState>
      </>
    );
  return <Designer key={channelId} channel={channel} />;
}

function keep(channel: Channel): void {
  queryClient.setQueryData(channelsQuery.queryKey, (rows) =>
    rows?.map((row) => (row.channelId === channel.channelId ? channel : row)),
  );
}

function Designer({ channel }: { channel: Channel }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { teams } = useDirectory();
  const here = useHere();
  const isNarrow = useIsNarrow();
  const mayDesign = here.may("channel.design");
  const stored = designOf(channel);
  const kept = useDraft<FormDesign>(`channel.${channel.channelId}`, stored);
  const design = kept.isKept ? kept.draft : stored;
  const isDirty = !isSameDesign(design, stored);
  const isBehind = isDirty && design.revision !== channel.revision;
  const { attempt, isPending, failure, clear } = useAttempt();
  const [isTried, setTried] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const problems = designProblems(design);
  const errors = { ...failure?.fields, ...(isTried ? problems : {}) };
  const change = (more: Partial<FormDesign>) => {
    kept.type({ ...design, ...more });
    clear();
  };
  const at = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] });

  const save = async (revision: number) => {
    setTried(true);
    if (Object.keys(problems).length > 0) {
      announce(Object.values(problems).join(". "), "assertive");
      const wrong = Object.keys(problems).find((name) => name.startsWith("questions."));
      if (wrong !== undefined) setOpenId(design.questions[Number(wrong.split(".")[1])]?.id ?? null);
      focusFirstWrong();
      return;
    }
    const { revision: _from, questions, ...rest } = tidied(design);
    const saved = await attempt(() =>
      client.changeChannel({ channelId: channel.channelId, revision, ...rest, questions: [...questions] }),
    );
    if (!saved) {
      void queryClient.invalidateQueries({ queryKey: channelsQuery.queryKey });
      return;
    }
    keep(saved.done);
    kept.forget();
    setTried(false);
    showToast({ text: `${saved.done.name} is saved` });
    announce(`${saved.done.name} is saved`);
  };
  useShortcut("mod+s", () => void save(design.revision), {
    title: "Save the form",
    isEnabled: isDirty && !isBehind && mayDesign,
  });

  /** What takes effect at once; what is being designed goes on from the revision that makes. */
  const set = async (more: { isOpen?: boolean; archived?: boolean }, sentence: string, undo?: () => void) => {
    try {
      const after = await client.changeChannel({ channelId: channel.channelId, revision: channel.revision, ...more });
      keep(after);
      if (kept.isKept && design.revision === channel.revision) kept.type({ ...design, revision: after.revision });
      if (undo) showUndo(sentence, undo);
      announce(sentence);
    } catch (error) {
      showToast({ text: `${channel.name} was not changed`, detail: refusalSentence(error), meaning: "bad" });
      void queryClient.invalidateQueries({ queryKey: channelsQuery.queryKey });
    }
  };
  const isArchived = channel.archivedAt !== null;
  const archive = (archived: boolean): Promise<void> =>
    set({ archived }, `${channel.name} is ${archived ? "archived" : "restored"}`, () => {
      const now = queryClient.getQueryData(channelsQuery.queryKey)?.find((row) => row.channelId === channel.channelId);
      if (now)
        void client
          .changeChannel({ channelId: now.channelId, revision: now.revision, archived: !archived })
          .then(keep, () => void queryClient.invalidateQueries({ queryKey: channelsQuery.queryKey }));
    });
  const path = paths.form(organization, channel.slug);
  return (
    <>
      <PageHeader
        path={<Link href={paths.channels(organization)}>Forms</Link>}
        title={channel.name}
        note={isNarrow ? undefined : teams.get(channel.teamId)?.name}
        actions={
          mayDesign ? (
            <>
              <Menu label="More" trigger={<IconButton label="More" icon={<Icon of={MoreHorizontal} />} />}>
                <MenuItem
                  id="archive"
                  icon={<Icon of={isArchived ? ArchiveRestore : Archive} size={14} />}
                  onAction={() => void archive(!isArchived)}
                >
                  {isArchived ? "Restore" : "Archive"}
                </MenuItem>
              </Menu>
              {isDirty ? (
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
                Save
              </Button>
            </>
          ) : undefined
        }
      />
      {isArchived ? (
        <Banner meaning="info">This form is archived: its address leads nowhere until it is restored.</Banner>
      ) : null}
      {isBehind ? (
        <Banner
          meaning="warn"
          action={
            <span className="flex gap-2">
              <Button size="small" onPress={kept.forget}>
                Take theirs
              </Button>
              <Button size="small" onPress={() => void save(channel.revision)}>
                Save mine over it
              </Button>
            </span>
          }
        >
          Someone changed this form since you began. What you wrote is still here.
        </Banner>
      ) : null}
      <PageBody>
        <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_25rem]">
          <fieldset disabled={!mayDesign} className="min-w-0">
            <FailureNotice failure={failure} shown={Object.keys(errors)} />
            <PageSection
              title="Address"
              note="Anyone who has it can send a request; no account is needed."
              actions={
                <Switch
                  isSelected={channel.isOpen}
                  isDisabled={!mayDesign || isArchived}
                  onChange={(isOpen) => void set({ isOpen }, `${channel.name} is ${isOpen ? "open" : "closed"}`)}
                >
                  {channel.isOpen ? "Open" : "Closed"}
                </Switch>
              }
            >
              <CopyLink label="Public address" path={path} />
              <p className="mt-2 text-dense">
                <Link href={path} target="_blank" className="inline-flex items-center gap-1">
                  Open it <Icon of={ExternalLink} size={12} />
                </Link>
              </p>
            </PageSection>
            <PageSection title="What it says">
              <div className="space-y-3">
                <TextField
                  label="Name"
                  value={design.name}
                  onChange={(name) => change({ name })}
                  maxLength={120}
                  {...at("name")}
                />
                <TextArea
                  label="Introduction"
                  description="Markdown. What this form is for, and what happens next."
                  value={design.introduction}
                  onChange={(introduction) => change({ introduction })}
                  maxLength={5000}
                  {...at("introduction")}
                />
                <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
                  <TextField
                    label="End of the address"
                    description="A changed address leaves links to the old one behind."
                    value={design.slug}
                    onChange={(slug) => change({ slug })}
                    maxLength={63}
                    spellCheck="false"
                    {...at("slug")}
                  />
                  <NumberField
                    label="Answer within"
                    description="Working hours of the team, for the clock in triage."
                    unit="hours"
                    minValue={1}
                    maxValue={2000}
                    value={design.firstResponseHours}
                    onChange={(firstResponseHours) => change({ firstResponseHours })}
                    {...at("firstResponseHours")}
                  />
                </div>
              </div>
            </PageSection>
            <PageSection title="Questions" note="What must be known before work can start.">
              <QuestionList
                questions={design.questions}
                errors={errors}
                openId={openId}
                onOpen={setOpenId}
                onChange={(questions) => change({ questions })}
              />
            </PageSection>
          </fieldset>
          <div className="min-w-0 self-start scroll-thin xl:sticky xl:top-0 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto">
            <FormPreview design={design} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
