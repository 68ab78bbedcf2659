import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Stage } from "@throughline/contract/workflows";
import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import type { Directory } from "../organization/directory.ts";
import { classNames } from "../ui/class-names.ts";
import { LimitCount } from "../ui/hairline-meter.tsx";
import { itemRows } from "./item-rows.ts";
import type { BoardColumn as Column } from "./board-model.ts";
import { ItemCard } from "./item-card.tsx";
import { StageMark } from "./item-marks.tsx";

export interface BoardColumnProps {
  readonly column: Column;
  readonly stage: Stage;
  /** Whether its team differs from the column before it: entering it is a hand-off. */
  readonly isHandOff: boolean;
  readonly directory: Directory;
  readonly now: number;
  readonly zone: string;
  readonly current: string | null;
  readonly selection: ReadonlySet<string>;
  readonly canDrag: boolean;
  readonly onOpen: (itemId: string) => void;
  readonly onCurrent: (itemId: string) => void;
  /** Shows all of a stage's items in the list. */
  readonly onMore: (stageId: string, isDone: boolean) => void;
  /** On a board without a card: the one next step. */
  readonly begin?: ReactNode;
}

const emptyWords = {
  queue: "Nothing waits",
  active: "Nothing in work",
  done: "Nothing finished in the last 14 days",
} as const satisfies Record<Stage["kind"], string>;

/** One stage: its name, team, limit and service level, and its cards. A full stage says so before the drop. */
export const BoardColumn = memo(function BoardColumn({
  column,
  stage,
  isHandOff,
  directory,
  now,
  zone,
  current,
  selection,
  canDrag,
  onOpen,
  onCurrent,
  onMore,
  begin,
}: BoardColumnProps) {
  const body = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<"no" | "yes" | "full">("no");
  const isFull = stage.wipLimit !== null && stage.wipHard && column.wip >= stage.wipLimit;
  useEffect(() => {
    const element = body.current;
    if (!element || !canDrag) return undefined;
    const comesFromElsewhere = (itemId: unknown) => itemRows.get(String(itemId))?.stageId !== stage.stageId;
    return dropTargetForElements({
      element,
      getData: () => ({ stageId: stage.stageId }),
      onDragEnter: ({ source }) => setOver(isFull && comesFromElsewhere(source.data["itemId"]) ? "full" : "yes"),
      onDragLeave: () => setOver("no"),
      onDrop: () => setOver("no"),
    });
  }, [canDrag, isFull, stage.stageId]);
  const team = directory.teams.get(stage.teamId);
  const cardIds = column.cards.map((card) => card.itemId);
  return (
    <section
      aria-label={stage.name}
      className="flex h-full w-72 max-w-100 shrink-0 grow snap-start flex-col max-md:w-[85vw]"
    >
      <header
        className={classNames(
          "flex min-h-13 shrink-0 items-start gap-2 border-b px-3 py-2",
          isHandOff ? "border-b-info-mark" : "border-b-rule",
        )}
      >
        <span className="pt-1">
          <StageMark kind={stage.kind} isNamed />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-dense font-semibold">{stage.name}</h2>
          <p className="truncate text-small text-muted">
            {isHandOff ? "Hand-off to " : ""}
            {team?.name ?? ""}
            {stage.serviceLevel ? ` · ${stage.serviceLevel.percent} % in ${stage.serviceLevel.days} d` : ""}
          </p>
        </div>
        <LimitCount
          count={stage.wipLimit === null ? column.cards.length + column.more : column.wip}
          limit={stage.wipLimit}
          what={`items in ${stage.name}`}
        />
      </header>
      <div
        ref={body}
        className={classNames(
          "min-h-0 flex-1 overflow-y-auto p-2 scroll-thin",
          over === "yes" && "bg-accent-tint/60",
          over === "full" && "bg-bad-tint",
        )}
      >
        {over === "full" ? (
          <p className="mb-2 rounded bg-raised px-2 py-1 text-small text-bad">
            Full at {stage.wipLimit}.{" "}
            {team ? `${team.name} can pull or finish something here first.` : "Finish something here first."}
          </p>
        ) : null}
        <ul className="flex flex-col gap-2" aria-label={`Items in ${stage.name}`}>
          {column.cards.map((row) => (
            <ItemCard
              key={row.itemId}
              row={row}
              stage={stage}
              directory={directory}
              now={now}
              zone={zone}
              isCurrent={row.itemId === current}
              isSelected={selection.has(row.itemId)}
              canDrag={canDrag}
              onOpen={onOpen}
              onCurrent={onCurrent}
            />
          ))}
        </ul>
        {column.more > 0 ? (
          <button
            type="button"
            onClick={() => onMore(stage.stageId, stage.kind === "done")}
            className="mt-2 w-full rounded px-2 py-1.5 text-small text-muted hover:bg-hover hover:text-ink"
          >
            {column.more.toLocaleString("en")} more, show them in the list
          </button>
        ) : null}
        {cardIds.length === 0 && column.more === 0 ? (
          <p className="px-1 py-3 text-small text-faint">{emptyWords[stage.kind]}</p>
        ) : null}
        {begin === undefined ? null : <div className="px-1">{begin}</div>}
      </div>
    </section>
  );
});
