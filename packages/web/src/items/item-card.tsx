import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import type { ItemRow } from "@throughline/contract/items";
import type { Stage } from "@throughline/contract/workflows";
import { Hourglass, ListChecks, OctagonAlert } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import type { Directory } from "../organization/directory.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { HairlineMeter } from "../ui/hairline-meter.tsx";
import { Icon } from "../ui/icon.tsx";
import { durationText } from "../ui/relative-time.ts";
import { ClassMark, DueDay, NoOwner } from "./item-marks.tsx";
import { moveRefusalOf } from "./item-deeds.ts";
import { stageAge } from "./stage-age.ts";

export interface ItemCardProps {
  readonly row: ItemRow;
  readonly stage: Stage;
  readonly directory: Directory;
  readonly now: number;
  readonly zone: string;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly canDrag: boolean;
  readonly onOpen: (itemId: string) => void;
  readonly onCurrent: (itemId: string) => void;
}

/** An item as a card: what it is, what is in its way, how long it has stood here, who has it. */
export const ItemCard = memo(function ItemCard({
  row,
  stage,
  directory,
  now,
  zone,
  isCurrent,
  isSelected,
  canDrag,
  onOpen,
  onCurrent,
}: ItemCardProps) {
  const card = useRef<HTMLLIElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [isDragged, setDragged] = useState(false);
  useEffect(() => {
    const element = card.current;
    if (!element || !canDrag) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ itemId: row.itemId }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        getData: ({ input }) =>
          attachClosestEdge(
            { itemId: row.itemId, stageId: row.stageId },
            { element, input, allowedEdges: ["top", "bottom"] },
          ),
        canDrop: ({ source }) => source.data["itemId"] !== row.itemId,
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [canDrag, row.itemId, row.stageId]);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isCurrent]);

  const age = stageAge(row.stageEnteredAt, stage, now);
  const owner = row.ownerId === null ? null : directory.people.get(row.ownerId);
  const refusal = moveRefusalOf(row.itemId);
  const labels = row.labelIds.flatMap((id) => directory.labels.get(id)?.name ?? []);
  const offered = row.offeredTo && directory.teams.get(row.offeredTo.teamId);
  return (
    <li
      ref={card}
      className={classNames(
        "relative [contain-intrinsic-size:auto_4.75rem] [content-visibility:auto]",
        isDragged && "opacity-40",
      )}
      data-item={row.itemId}
    >
      {edge === null ? null : (
        <span
          className={classNames(
            "absolute inset-x-0 z-10 h-0.5 bg-accent-mark",
            edge === "top" ? "-top-1" : "-bottom-1",
          )}
        />
      )}
      {/* Marks that explain themselves on hover lie above the button, so the card takes the press for all of it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the button has the keys */}
      <div
        onClick={() => onOpen(row.itemId)}
        className={classNames(
          "relative cursor-default rounded border px-2.5 py-2 [&_span[title]]:relative [&_span[title]]:z-1",
          isSelected ? "border-accent-mark bg-accent-tint" : "border-rule bg-raised hover:border-rule-strong",
        )}
      >
        <span className="flex items-center gap-1.5 text-small text-muted">
          <ClassMark of={row.classOfService} />
          <span className="shrink-0">{row.key}</span>
          {row.blockedSince === null ? null : (
            <span
              className="inline-flex min-w-0 items-center gap-1 text-bad"
              title={`Blocked for ${durationText(now - Date.parse(row.blockedSince))}: ${row.blockReason ?? ""}`}
            >
              <Icon of={OctagonAlert} size={12} />
              <span className="truncate">Blocked</span>
            </span>
          )}
          <span className="flex-1" />
          <DueDay row={row} now={now} zone={zone} />
          {owner ? <Avatar name={owner.name} kind={owner.kind} /> : <NoOwner />}
        </span>
        <button
          type="button"
          id={`card-${row.itemId}`}
          aria-label={`${row.key} ${row.title}`}
          aria-pressed={isSelected}
          tabIndex={0}
          onFocus={() => onCurrent(row.itemId)}
          // Its name is its key and title; to press and to see in focus it is the whole card.
          className="mt-0.5 -mb-0.5 block w-full cursor-default py-0.5 text-left text-dense text-ink outline-none after:absolute after:inset-0 after:rounded focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-focus"
        >
          <span className="relative z-1 line-clamp-2">{row.title}</span>
        </button>
        {labels.length > 0 || row.checklistTotal > 0 ? (
          <span className="mt-1 flex min-w-0 gap-2 text-small text-muted">
            {row.checklistTotal > 0 ? (
              <span
                className="flex shrink-0 items-center gap-1 tabular-nums"
                title={`${row.checklistDone} of ${row.checklistTotal} steps done`}
              >
                <Icon of={ListChecks} size={12} />
                {`${row.checklistDone}/${row.checklistTotal}`}
              </span>
            ) : null}
            <span className="relative z-1 truncate">{labels.join(", ")}</span>
          </span>
        ) : null}
        {offered && row.offeredTo ? (
          <span className="mt-1 flex items-center gap-1 text-small text-info">
            <Icon of={Hourglass} size={12} />
            <span className="relative z-1 truncate">{`Offered to ${offered.name}, waiting ${durationText(now - Date.parse(row.offeredTo.offeredAt))}`}</span>
          </span>
        ) : null}
        {refusal ? <span className="mt-1 block text-small text-bad">{refusal}</span> : null}
        {stage.kind === "done" || age.limit === null ? null : (
          <HairlineMeter value={age.days} limit={age.limit} label={age.sentence} className="mt-1.5" />
        )}
      </div>
    </li>
  );
});
