import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { ItemRow } from "@throughline/contract/items";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { client } from "../client.ts";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { TeamTabs } from "../organization/team-tabs.tsx";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { toggled } from "../ui/row-selection.ts";
import { arrangeBoard, rankBelow } from "./board-model.ts";
import { BoardColumn } from "./board-column.tsx";
import { BulkBar, useBulkEdit } from "./bulk-bar.tsx";
import { classes } from "./item-marks.tsx";
import { itemRows, useItemRowsVersion } from "./item-rows.ts";
import { useItemPickers } from "./item-pickers.tsx";
import { NewItem } from "./new-item.tsx";

type BoardSearch = { workflow?: string; text?: string; owner?: string; class?: string; item?: string };

/** A team's work as columns, live. */
export function BoardPage() {
  const { organization, teamKey } = useParams({ strict: false }) as { organization: string; teamKey: string };
  const search = useSearch({ strict: false }) as BoardSearch;
  const navigate = useNavigate();
  const { navigate: go } = useNavigation();
  const here = useHere();
  const directory = useDirectory();
  const now = useNow();
  const zone = here.session.account?.timeZone ?? "UTC";
  const team = directory.teamByKey.get(teamKey);
  const workflows = useMemo(
    () =>
      [...directory.workflows.values()]
        .filter(
          (each) =>
            each.archivedAt === null &&
            (each.teamId === team?.teamId || each.stages.some((stage) => stage.teamId === team?.teamId)),
        )
        .toSorted(
          (a, b) =>
            Number(b.teamId === team?.teamId) - Number(a.teamId === team?.teamId) || a.name.localeCompare(b.name),
        ),
    [directory.workflows, team?.teamId],
  );
  const workflow = workflows.find((each) => each.workflowId === search.workflow) ?? workflows[0];
  const filter = {
    ...(search.text ? { text: search.text } : {}),
    ...(search.owner ? { owner: search.owner } : {}),
    ...(search.class ? { class: search.class as ItemRow["classOfService"] } : {}),
  };
  const board = useQuery({
    queryKey: ["board", workflow?.workflowId, filter],
    queryFn: async () => {
      const answer = await client.readBoard({ workflowId: workflow?.workflowId ?? "", ...filter });
      itemRows.put(answer.rows);
      return answer;
    },
    enabled: workflow !== undefined,
    placeholderData: (before) => before,
  });
  const isSlow = useIsSlow(board.isLoading);
  const version = useItemRowsVersion();
  const isFiltered = Object.keys(filter).length > 0;
  const columns = useMemo(
    () =>
      workflow && board.data && version >= 0
        ? arrangeBoard(
            workflow,
            board.data,
            (id) => itemRows.get(id),
            itemRows.all(),
            (row) => !isFiltered && row.archivedAt === null,
          )
        : [],
    [workflow, board.data, version, isFiltered],
  );

  const [current, setCurrent] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [isCreating, setCreating] = useState(false);
  const setSearch = useCallback(
    (more: Partial<Record<keyof BoardSearch, string | undefined>>) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, ...more }),
        replace: true,
      } as never),
    [navigate],
  );
  const open = useCallback(
    (itemId: string) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, item: itemRows.get(itemId)?.key ?? itemId }),
      } as never),
    [navigate],
  );
  const targets = () => (selection.size > 0 ? [...selection] : current === null ? [] : [current]);
  const bulk = useBulkEdit(() => setSelection(new Set()));
  const { element: pickers, pick, move } = useItemPickers(targets, bulk.apply);

  const drop = useEffectEvent((itemId: string, stageId: string, onCard: string | null, isAbove: boolean) => {
    const cards = columns.find((column) => column.stageId === stageId)?.cards ?? [];
    const others = cards.filter((card) => card.itemId !== itemId);
    const at = others.findIndex((card) => card.itemId === onCard);
    const afterItemId =
      onCard === null ? (others.at(-1)?.itemId ?? null) : isAbove ? (others[at - 1]?.itemId ?? null) : onCard;
    move(itemId, stageId, { afterItemId, rank: rankBelow(cards, itemId, afterItemId) });
  });
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data;
          const stageId = location.current.dropTargets
            .map((each) => each.data["stageId"])
            .find((id) => typeof id === "string");
          if (!target || stageId === undefined) return;
          const onCard = typeof target["itemId"] === "string" ? target["itemId"] : null;
          drop(String(source.data["itemId"]), stageId, onCard, extractClosestEdge(target) === "top");
        },
      }),
    [],
  );

  const step = (right: number, down: number) => {
    const at = columns.findIndex((column) => column.cards.some((card) => card.itemId === current));
    const row = at < 0 ? -1 : (columns[at]?.cards.findIndex((card) => card.itemId === current) ?? -1);
    let next = at < 0 ? columns.findIndex((column) => column.cards.length > 0) : at + right;
    if (right !== 0) while (columns[next]?.cards.length === 0) next += right;
    const cards = columns[next]?.cards;
    const card = cards?.[Math.max(0, Math.min(cards.length - 1, row + down))];
    if (!card) return;
    setCurrent(card.itemId);
    requestAnimationFrame(() => document.getElementById(`card-${card.itemId}`)?.focus());
  };
  useShortcut("j", () => step(0, 1), { title: "Next card", group: "Board" });
  useShortcut("k", () => step(0, -1), { title: "Previous card", group: "Board" });
  useShortcut("ArrowDown", () => step(0, 1));
  useShortcut("ArrowUp", () => step(0, -1));
  useShortcut("ArrowRight", () => step(1, 0), { title: "Column to the right", group: "Board" });
  useShortcut("ArrowLeft", () => step(-1, 0), { title: "Column to the left", group: "Board" });
  const carry = (right: number, down: number) => {
    const at = columns.findIndex((column) => column.cards.some((card) => card.itemId === current));
    const column = columns[at];
    const target = columns[at + right];
    if (current === null || !column || !target) return;
    // Its element is made anew in the other column; the focus goes with it.
    requestAnimationFrame(() => document.getElementById(`card-${current}`)?.focus());
    if (right !== 0)
      return move(current, target.stageId, {
        rank: rankBelow(target.cards, current, target.cards.at(-1)?.itemId ?? null),
      });
    const row = column.cards.findIndex((card) => card.itemId === current);
    const others = column.cards.filter((card) => card.itemId !== current);
    const place = Math.max(0, Math.min(others.length, row + down));
    if (place === row) return;
    const afterItemId = others[place - 1]?.itemId ?? null;
    move(current, column.stageId, { afterItemId, rank: rankBelow(column.cards, current, afterItemId) });
  };
  const carries = { group: "Board", isEnabled: here.may("item.write") };
  useShortcut("shift+ArrowRight", () => carry(1, 0), { ...carries, title: "Carry the card to the next stage" });
  useShortcut("shift+ArrowLeft", () => carry(-1, 0), { ...carries, title: "Carry the card to the stage before" });
  useShortcut("shift+ArrowUp", () => carry(0, -1), { ...carries, title: "Carry the card up" });
  useShortcut("shift+ArrowDown", () => carry(0, 1), { ...carries, title: "Carry the card down" });
  useShortcut("x", () => current !== null && setSelection(toggled(selection, current)), {
    title: "Select",
    group: "Items",
  });
  useShortcut("Escape", () => setSelection(new Set()), { isEnabled: selection.size > 0 });

  // Tab has to reach the cards before one of them was ever current.
  const firstCard = columns.find((column) => column.cards.length > 0)?.cards[0]?.itemId ?? null;

  if (!team && directory.teams.size > 0)
    return <EmptyState title="There is no such team">It may have been renamed or archived.</EmptyState>;
  const owners = [...directory.people.values()]
    .filter((person) => person.state === "active")
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <PageHeader
        title={team?.name ?? ""}
        actions={
          here.may("item.write") ? (
            <Button
              tone="primary"
              icon={<Icon of={Plus} size={14} />}
              onPress={() => setCreating(true)}
              isDisabled={!workflow}
            >
              New item
            </Button>
          ) : undefined
        }
        tabs={<TeamTabs organization={organization} teamKey={teamKey} current="board" />}
        toolbar={
          <>
            {workflows.length > 1 ? (
              <Select
                label="Workflow"
                isLabelHidden
                tone="quiet"
                choices={workflows.map((each) => ({ id: each.workflowId, name: each.name }))}
                value={workflow?.workflowId ?? null}
                onChange={(id) => setSearch({ workflow: id ?? undefined })}
              />
            ) : null}
            <SearchField
              label="Filter cards"
              value={search.text ?? ""}
              onChange={(text) => setSearch({ text: text || undefined })}
            />
            <Select
              label="Owner"
              isLabelHidden
              tone="quiet"
              choices={[
                { id: "", name: "Everyone" },
                { id: "me", name: "Mine" },
                { id: "none", name: "Nobody's" },
                ...owners.map((person) => ({ id: person.personId, name: person.name })),
              ]}
              value={search.owner ?? ""}
              onChange={(id) => setSearch({ owner: id || undefined })}
            />
            <Select
              label="Class of service"
              isLabelHidden
              tone="quiet"
              choices={[
                { id: "", name: "All classes" },
                ...Object.entries(classes).map(([id, { name }]) => ({ id, name })),
              ]}
              value={search.class ?? ""}
              onChange={(id) => setSearch({ class: id || undefined })}
            />
          </>
        }
      />
      {board.isError ? (
        <ErrorState title="The board could not be read" onRetry={() => void board.refetch()}>
          Nothing is lost. Try again.
        </ErrorState>
      ) : !workflow && directory.teams.size > 0 && directory.workflows.size > 0 ? (
        <EmptyState
          title="No workflow yet"
          action={
            here.may("workflow.design") ? (
              <Button onPress={() => go(`${paths.workflows(organization)}?new=1&team=${team?.teamId ?? ""}`)}>
                Draw a workflow
              </Button>
            ) : undefined
          }
        >
          A workflow gives this team its stages. Its items then stand here as cards.
        </EmptyState>
      ) : columns.length === 0 ? (
        <div className="p-4">{isSlow ? <SkeletonRows rows={8} /> : null}</div>
      ) : (
        <div
          className="min-h-0 flex-1 snap-x overflow-x-auto scroll-thin max-md:snap-mandatory"
          role="group"
          aria-label="Stages"
          // Without a card there is nothing in it to reach by Tab, and the arrow keys must be able to scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={firstCard === null ? 0 : -1}
        >
          <div className="flex h-full min-w-max divide-x divide-rule">
            {columns.map((column, at) => {
              const stage = workflow?.stages[at];
              if (!stage) return null;
              return (
                <BoardColumn
                  key={column.stageId}
                  column={column}
                  stage={stage}
                  isHandOff={at > 0 && workflow?.stages[at - 1]?.teamId !== stage.teamId}
                  directory={directory}
                  now={now}
                  zone={zone}
                  current={current ?? firstCard}
                  selection={selection}
                  canDrag={here.may("item.write")}
                  onOpen={open}
                  onCurrent={setCurrent}
                  onMore={() =>
                    go(
                      `${paths.list(organization, teamKey)}?stage=${stage.stageId}${stage.kind === "done" ? "&state=done" : ""}`,
                    )
                  }
                />
              );
            })}
          </div>
        </div>
      )}
      {selection.size > 0 ? (
        <BulkBar
          itemIds={[...selection]}
          onClear={() => setSelection(new Set())}
          onPick={(kind) => pick(kind, [...selection])}
          bulk={bulk}
        />
      ) : null}
      {pickers}
      {isCreating && workflow ? <NewItem onClose={() => setCreating(false)} workflowId={workflow.workflowId} /> : null}
    </>
  );
}
