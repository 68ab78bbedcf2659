import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { ForecastDays } from "../forecast/forecast-day.tsx";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useLeaving } from "../intake/leaving-rows.ts";
import { itemRows } from "../items/item-rows.ts";
import { useItemPickers } from "../items/item-pickers.tsx";
import { NewItem } from "../items/new-item.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LimitCount } from "../ui/hairline-meter.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { PullChecklist } from "./pull-checklist.tsx";
import { leavingItems, pull } from "./queue-deeds.ts";
import { QueueLine } from "./queue-line.tsx";
import { queueQuery } from "./queue-query.ts";

type Shown = { readonly itemId: string; readonly isOverriding: boolean };

/** So many positions the server sends; a guest may get fewer for another reason. */
const mostShown = 500;

const focus = (itemId: string) => document.getElementById(`line-${itemId}`)?.focus();

/** What a team should pull, in order, each position with its reason; pulled from here. */
export function QueuePage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const navigate = useNavigate();
  const here = useHere();
  const { teamByKey, teams, stages } = useDirectory();
  const team = teamByKey.get(teamKey);
  const queue = useQuery({ ...queueQuery(team?.teamId ?? ""), enabled: team !== undefined });
  const isSlow = useIsSlow(queue.isLoading);
  const leaving = useLeaving(leavingItems);
  const mayWrite = here.may("item.write");
  const [current, setCurrent] = useState<string | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [checking, setChecking] = useState<{ itemId: string | null; lines: readonly string[] } | null>(null);
  const [isCreating, setCreating] = useState(false);
  const { element } = useItemPickers(() => (current === null ? [] : [current]));

  const entries = (queue.data?.entries ?? []).filter((entry) => !leaving.has(entry.itemId));
  const first = entries.find((entry) => entry.held === null);
  const open = useCallback(
    (itemId: string) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, item: itemRows.get(itemId)?.key ?? itemId }),
      } as never),
    [navigate],
  );
  const step = (by: number) => {
    const at = entries.findIndex((entry) => entry.itemId === current);
    const next = entries[Math.max(0, Math.min(entries.length - 1, at + by))];
    if (!next) return;
    setCurrent(next.itemId);
    focus(next.itemId);
  };
  const start = async (itemId: string | null, confirmed: readonly string[] = []) => {
    if (!team || !mayWrite) return;
    const at = entries.findIndex((entry) => entry.itemId === (itemId ?? first?.itemId));
    const neighbour = entries[at + 1] ?? entries[at - 1];
    const pulling = pull({
      teamId: team.teamId,
      itemId,
      expectedId: first?.itemId ?? null,
      confirmed,
      stageName: (stageId) => stages.get(stageId)?.name ?? "work",
      onOpen: open,
    });
    if (itemId !== null && itemId === current) {
      setCurrent(neighbour?.itemId ?? null);
      // After the line has gone, so that the keys go on from where it stood.
      if (neighbour) requestAnimationFrame(() => focus(neighbour.itemId));
    }
    const missing = await pulling;
    if (missing.length > 0) setChecking({ itemId, lines: missing });
  };
  const toggle = useCallback((itemId: string | null, isOverriding: boolean) => {
    if (itemId === null) return;
    setShown((before) =>
      before?.itemId === itemId && (before.isOverriding || !isOverriding) ? null : { itemId, isOverriding },
    );
  }, []);
  // The same from one render to the next, so that of 500 lines only those that changed are drawn again.
  const startNow = useRef(start);
  useEffect(() => {
    startNow.current = start;
  });
  const onPull = useCallback((itemId: string) => void startNow.current(itemId), []);
  const onFacts = useCallback((itemId: string) => toggle(itemId, false), [toggle]);
  const onClose = useCallback((itemId: string) => {
    setShown(null);
    focus(itemId);
  }, []);
  const onLine = { group: "Queue", isEnabled: current !== null };
  useShortcut("j", () => step(1), { title: "Next item", group: "Queue" });
  useShortcut("k", () => step(-1), { title: "Previous item", group: "Queue" });
  useShortcut("ArrowDown", () => step(1));
  useShortcut("ArrowUp", () => step(-1));
  useShortcut("n", () => void start(null), { title: "Pull the next", group: "Queue", isEnabled: mayWrite });
  useShortcut("shift+Enter", () => void start(current), {
    ...onLine,
    title: "Pull this one",
    isEnabled: mayWrite && current !== null,
  });
  useShortcut("w", () => toggle(current, false), { ...onLine, title: "Why it stands here: the facts" });
  useShortcut("o", () => toggle(current, true), {
    ...onLine,
    title: "Put ahead, or take that back",
    isEnabled: mayWrite && current !== null,
  });

  if (!team)
    return teams.size === 0 ? null : (
      <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>
    );
  const { data } = queue;
  return (
    <>
      <PageHeader
        title={team.name}
        actions={
          mayWrite ? (
            <Button
              tone="primary"
              isDisabled={first === undefined}
              onPress={() => void start(null)}
              after={<KeyHint keys="n" tone="on-solid" />}
            >
              Pull the next
            </Button>
          ) : undefined
        }
        tabs={<TeamTabs organization={organization} teamKey={teamKey} current="queue" />}
        toolbar={
          data ? (
            <div className="flex min-h-8 flex-wrap items-baseline gap-x-6 pt-1 gap-y-1 text-dense text-muted">
              <span className="tabular-nums">
                {data.total === 1 ? "1 item waits" : `${data.total.toLocaleString("en")} items wait`}
              </span>
              <span className="inline-flex items-baseline gap-2">
                In progress
                <LimitCount
                  count={data.inProgress}
                  limit={data.capacity > 0 ? data.capacity : null}
                  what={`items of ${team.name} in progress`}
                />
              </span>
              {data.capacity > 0 && data.inProgress >= data.capacity ? (
                <span className="max-md:hidden">
                  The team has its hands full: finish something before pulling more.
                </span>
              ) : null}
            </div>
          ) : undefined
        }
      />
      <PageBody>
        {queue.isError ? (
          <ErrorState title="The queue could not be read" onRetry={() => void queue.refetch()}>
            Nothing is lost. Try again.
          </ErrorState>
        ) : !data ? (
          isSlow ? (
            <SkeletonRows rows={8} />
          ) : null
        ) : entries.length === 0 ? (
          <EmptyState
            title="Nothing waits"
            action={mayWrite ? <Button onPress={() => setCreating(true)}>Make an item</Button> : undefined}
          >
            What this team has accepted and not begun stands here, in the order to pull it: expedited first, then fixed
            dates, then by what waiting costs for each day of effort.
          </EmptyState>
        ) : (
          <>
            <ForecastDays team={team.teamId}>
              <ol className="divide-y divide-rule border-b border-rule" aria-label={`Queue of ${team.name}`}>
                {entries.map((entry) => (
                  <QueueLine
                    key={entry.itemId}
                    entry={entry}
                    isCurrent={entry.itemId === current}
                    mayWrite={mayWrite}
                    facts={shown?.itemId === entry.itemId ? (shown.isOverriding ? "overriding" : "shown") : "hidden"}
                    onOpen={open}
                    onCurrent={setCurrent}
                    onPull={onPull}
                    onFacts={onFacts}
                    onClose={onClose}
                  />
                ))}
              </ol>
            </ForecastDays>
            {data.entries.length >= mostShown && data.total > data.entries.length ? (
              <p className="py-3 text-small text-muted">
                The first {data.entries.length.toLocaleString("en")} of {data.total.toLocaleString("en")} are shown.
              </p>
            ) : null}
          </>
        )}
      </PageBody>
      {element}
      {checking ? (
        <PullChecklist
          what={checking.itemId === null ? "the next item" : (itemRows.get(checking.itemId)?.key ?? "it")}
          lines={checking.lines}
          onClose={() => setChecking(null)}
          onConfirm={() => {
            setChecking(null);
            void start(checking.itemId, checking.lines);
          }}
        />
      ) : null}
      {isCreating ? <NewItem onClose={() => setCreating(false)} /> : null}
    </>
  );
}
