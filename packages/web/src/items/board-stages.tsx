import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { Workflow } from "@throughline/contract/workflows";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import { useNavigation } from "../ui/navigation.tsx";
import { toggled } from "../ui/row-selection.ts";
import { useShortcut } from "../ui/shortcuts.ts";
import { BoardColumn } from "./board-column.tsx";
import { arrangeBoard, columnKeeper, type BoardColumn as Column, type LoadedBoard, rankBelow } from "./board-model.ts";
import { BulkBar, useBulkEdit } from "./bulk-bar.tsx";
import { useItemPickers } from "./item-pickers.tsx";
import { itemRows, useItemRowsVersion } from "./item-rows.ts";

const noCards: ReadonlySet<string> = new Set();

/** The card the keyboard is at, for the column that has it: the others need not be drawn again when it moves on. */
const currentIn = (column: Column, itemId: string | null): string | null =>
  column.cards.some((card) => card.itemId === itemId) ? itemId : null;

/**
 * Draws a change and takes the focus along while the key is still being handled: the frame that shows it then has nothing left
 * to do but paint, where focusing within the frame made it render, recalculate styles and lay out once more.
 */
function drawThenFocus(itemId: string, change: () => void): void {
  flushSync(change);
  document.getElementById(`card-${itemId}`)?.focus();
}

/**
 * A board's columns with everything that is done to cards, by pointer and by keyboard. Apart from the page around it, which
 * is not drawn again when a card moves: that halves the work between a keystroke and its frame.
 */
export function BoardStages({
  organization,
  teamKey,
  workflow,
  board,
  isFiltered,
  onCreate,
}: {
  organization: string;
  teamKey: string;
  workflow: Workflow;
  board: LoadedBoard;
  /** Items that arrive meanwhile are shown only where no filter is in use. */
  isFiltered: boolean;
  onCreate: () => void;
}) {
  const navigate = useNavigate();
  const { navigate: go } = useNavigation();
  const here = useHere();
  const directory = useDirectory();
  const now = useNow();
  const zone = here.session.account?.timeZone ?? "UTC";
  const version = useItemRowsVersion();
  const arranged = useMemo(
    () =>
      version >= 0
        ? arrangeBoard(
            workflow,
            board,
            (id) => itemRows.get(id),
            itemRows.all(),
            (row) => !isFiltered && row.archivedAt === null,
          )
        : [],
    [workflow, board, version, isFiltered],
  );
  const [keep] = useState(columnKeeper);
  const columns = useMemo(() => keep(arranged), [keep, arranged]);

  const [current, setCurrent] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const open = useCallback(
    (itemId: string) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, item: itemRows.get(itemId)?.key ?? itemId }),
      } as never),
    [navigate],
  );
  const onMore = useCallback(
    (stageId: string, isDone: boolean) =>
      go(`${paths.list(organization, teamKey)}?stage=${stageId}${isDone ? "&state=done" : ""}`),
    [go, organization, teamKey],
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
    drawThenFocus(card.itemId, () => setCurrent(card.itemId));
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
    if (right !== 0) {
      const rank = rankBelow(target.cards, current, target.cards.at(-1)?.itemId ?? null);
      // Its element is made anew in the other column; the focus goes with it.
      drawThenFocus(current, () => move(current, target.stageId, { rank }));
      return;
    }
    const row = column.cards.findIndex((card) => card.itemId === current);
    const others = column.cards.filter((card) => card.itemId !== current);
    const place = Math.max(0, Math.min(others.length, row + down));
    if (place === row) return;
    const afterItemId = others[place - 1]?.itemId ?? null;
    const rank = rankBelow(column.cards, current, afterItemId);
    drawThenFocus(current, () => move(current, column.stageId, { afterItemId, rank }));
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

  return (
    <>
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
            const stage = workflow.stages[at];
            if (!stage) return null;
            return (
              <BoardColumn
                key={column.stageId}
                column={column}
                stage={stage}
                isHandOff={at > 0 && workflow.stages[at - 1]?.teamId !== stage.teamId}
                directory={directory}
                now={now}
                zone={zone}
                current={currentIn(column, current ?? firstCard)}
                selection={selection.size === 0 ? noCards : selection}
                canDrag={here.may("item.write")}
                onOpen={open}
                onCurrent={setCurrent}
                onMore={onMore}
                {...(firstCard === null && at === 0 && !isFiltered && here.may("item.write")
                  ? { begin: <Button onPress={onCreate}>Make the first item</Button> }
                  : {})}
              />
            );
          })}
        </div>
      </div>
      {selection.size > 0 ? (
        <BulkBar
          itemIds={[...selection]}
          onClear={() => setSelection(new Set())}
          onPick={(kind) => pick(kind, [...selection])}
          bulk={bulk}
        />
      ) : null}
      {pickers}
    </>
  );
}
