import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import type { Stage } from "@throughline/contract/workflows";
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Plus, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { StageMark } from "../items/item-marks.tsx";
import { Badge } from "../ui/badge.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu, MenuItem, MenuRule } from "../ui/menu.tsx";
import { limitWords, serviceLevelWords } from "./design-difference.ts";

export type StageRowProps = {
  stage: Stage;
  position: number;
  count: number;
  teamName: string;
  isHandOff: boolean;
  state: "same" | "changed" | "new";
  problem: string | null;
  isCurrent: boolean;
  isReadOnly: boolean;
  onOpen: () => void;
  onPlace: (to: number) => void;
  onAdd: () => void;
  onRemove: () => void;
};

/** A stage in the list. Enter opens it, Alt with the arrows moves it. */
export function StageRow({
  stage,
  position,
  count,
  teamName,
  isHandOff,
  state,
  problem,
  isCurrent,
  isReadOnly,
  onOpen,
  onPlace,
  onAdd,
  onRemove,
}: StageRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<"top" | "bottom" | null>(null);
  const { stageId } = stage;
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current];
    if (!element || !dragHandle || isReadOnly) return undefined;
    const isStage = ({ source }: { source: { data: Record<string | symbol, unknown> } }) =>
      source.data["kind"] === "stage";
    return combine(
      draggable({ element, dragHandle, getInitialData: () => ({ kind: "stage", stageId }) }),
      dropTargetForElements({
        element,
        canDrop: isStage,
        getData: ({ input, element: over }) =>
          attachClosestEdge({ stageId }, { input, element: over, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self, source }) =>
          setEdge(
            source.data["stageId"] === stageId ? null : (extractClosestEdge(self.data) as "top" | "bottom" | null),
          ),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [stageId, isReadOnly]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (by === undefined || isReadOnly) return;
    event.preventDefault();
    onPlace(position + by);
  };
  const facts = [
    ...(stage.wipLimit === null ? [] : [limitWords(stage).replace(/^a /, "")]),
    ...(stage.serviceLevel === null ? [] : [serviceLevelWords(stage.serviceLevel)]),
    ...(stage.entryChecklist.length === 0 ? [] : [`${stage.entryChecklist.length} to confirm on entering`]),
  ];
  return (
    <li ref={row} className={classNames("relative", isCurrent && "bg-accent-tint")}>
      {edge === null ? null : (
        <span
          className={classNames(
            "absolute inset-x-0 z-10 h-0.5 bg-accent-mark",
            edge === "top" ? "-top-px" : "-bottom-px",
          )}
        />
      )}
      <div className="flex items-center gap-1">
        {isReadOnly ? null : (
          <span
            ref={handle}
            className="flex h-9 w-5 shrink-0 cursor-grab items-center justify-center text-faint hover:text-ink"
            title="Drag to another place"
          >
            <Icon of={GripVertical} size={14} />
          </span>
        )}
        <button
          id={`stage-${stageId}`}
          type="button"
          onClick={onOpen}
          onKeyDown={onKeyDown}
          aria-current={isCurrent ? "true" : undefined}
          {...(isReadOnly ? {} : { "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown" })}
          className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 py-1.5 pr-1 text-left md:grid-cols-[auto_minmax(9rem,16rem)_9rem_minmax(0,1fr)]"
        >
          <StageMark kind={stage.kind} isNamed />
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{stage.name}</span>
            {state === "same" ? null : <Badge meaning="accent">{state === "new" ? "New" : "Edited"}</Badge>}
          </span>
          <span className="col-start-2 flex min-w-0 items-center gap-1.5 truncate text-muted max-md:text-small md:col-start-auto">
            {isHandOff ? (
              <svg width="10" height="10" className="shrink-0" role="img" aria-label="hand-off to">
                <path d="M5 0 10 5 5 10 0 5Z" className="fill-accent-mark" />
              </svg>
            ) : null}
            <span className="truncate">{teamName}</span>
          </span>
          <span className="col-start-2 text-small text-muted tabular-nums md:col-start-auto md:truncate">
            {facts.join(" · ")}
          </span>
          {problem === null ? null : <span className="col-start-2 text-small text-bad md:col-end-[-1]">{problem}</span>}
        </button>
        {isReadOnly ? null : (
          <Menu
            label={`More about ${stage.name}`}
            placement="bottom end"
            trigger={
              <IconButton size="small" label={`More about ${stage.name}`} icon={<Icon of={Ellipsis} size={14} />} />
            }
          >
            <MenuItem
              icon={<Icon of={ArrowUp} size={14} />}
              isDisabled={position === 0}
              keys="alt+ArrowUp"
              onAction={() => onPlace(position - 1)}
            >
              Move earlier
            </MenuItem>
            <MenuItem
              icon={<Icon of={ArrowDown} size={14} />}
              isDisabled={position === count - 1}
              keys="alt+ArrowDown"
              onAction={() => onPlace(position + 1)}
            >
              Move later
            </MenuItem>
            <MenuItem icon={<Icon of={Plus} size={14} />} isDisabled={count >= 60} onAction={onAdd}>
              Add a stage after it
            </MenuItem>
            <MenuRule />
            <MenuItem icon={<Icon of={Trash2} size={14} />} isDisabled={count === 1} onAction={onRemove}>
              Take out
            </MenuItem>
          </Menu>
        )}
      </div>
    </li>
  );
}
