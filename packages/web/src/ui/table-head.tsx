import { ArrowDown, ArrowUp, Check, Minus } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { classNames } from "./class-names.ts";
import { type Column, type ColumnLayout, widthOf } from "./column-layout.ts";
import { Icon } from "./icon.tsx";

export type Sort = { readonly column: string; readonly direction: "ascending" | "descending" };

export type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  layout: ColumnLayout;
  onLayout: ((layout: ColumnLayout) => void) | undefined;
  sort: Sort | null;
  onSort: ((sort: Sort | null) => void) | undefined;
  /** Undefined where rows cannot be selected. */
  selected: "none" | "some" | "all" | undefined;
  onSelectAll: (all: boolean) => void;
};

/** The table's head: sorts on press, resizes by drag or with Shift and the arrow keys. */
export function TableHead<Row>({
  columns,
  layout,
  onLayout,
  sort,
  onSort,
  selected,
  onSelectAll,
}: TableHeadProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-2 grid h-8 min-w-(--table-width) grid-cols-(--table-columns) border-b border-rule-strong bg-paper text-small text-muted"
    >
      {selected === undefined ? null : (
        <div role="columnheader" className="sticky left-0 z-1 bg-inherit">
          <button
            type="button"
            role="checkbox"
            aria-label="Select all rows"
            aria-checked={selected === "some" ? "mixed" : selected === "all"}
            onClick={() => onSelectAll(selected !== "all")}
            className="flex size-full items-center justify-end pr-1 -outline-offset-2"
          >
            <span
              className={classNames(
                "flex size-4 items-center justify-center rounded-small border",
                selected === "none" ? "border-edge bg-raised" : "border-solid bg-solid text-on-solid",
              )}
            >
              {selected === "none" ? null : <Icon of={selected === "all" ? Check : Minus} size={12} />}
            </span>
          </button>
        </div>
      )}
      {columns.map((column, at) => {
        const direction = sort?.column === column.id ? sort.direction : undefined;
        const resize = (width: number) =>
          onLayout?.({
            ...layout,
            widths: { ...layout.widths, [column.id]: Math.max(column.minWidth ?? 48, Math.round(width)) },
          });
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={column.isSortable ? (direction ?? "none") : undefined}
            style={column.isSticky ? { left: `var(--left-${at})` } : {}}
            className={classNames(
              "relative flex min-w-0 items-center bg-inherit first:pl-2 md:first:pl-3",
              column.align === "end" && "justify-end",
              column.isSticky ? "sticky z-1" : "",
            )}
          >
            {column.isSortable && onSort !== undefined ? (
              <button
                type="button"
                onClick={() => onSort(nextSort(column.id, direction))}
                onKeyDown={(event) => resizeByKey(event, widthOf(column, layout), resize)}
                title={onLayout === undefined ? undefined : "Shift and the arrow keys change the width"}
                className={classNames(
                  "flex h-full min-w-0 items-center gap-1 px-2 -outline-offset-2 hover:text-ink",
                  direction !== undefined && "font-medium text-ink",
                )}
              >
                <span className="truncate">{column.title}</span>
                {direction === undefined ? null : (
                  <Icon of={direction === "ascending" ? ArrowUp : ArrowDown} size={12} />
                )}
              </button>
            ) : (
              <span className="truncate px-2">{column.title}</span>
            )}
            {onLayout === undefined ? null : (
              <span
                aria-hidden
                onPointerDown={(event) => resizeByDrag(event, resize)}
                className="absolute inset-y-0 -right-1 z-1 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1 after:w-px after:bg-transparent hover:after:bg-accent-mark"
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Ascending, descending, and back to the list's own order. */
function nextSort(column: string, direction: Sort["direction"] | undefined): Sort | null {
  if (direction === undefined) return { column, direction: "ascending" };
  return direction === "ascending" ? { column, direction: "descending" } : null;
}

function resizeByKey(event: KeyboardEvent, width: number, resize: (width: number) => void): void {
  const by = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
  if (!event.shiftKey || by === 0) return;
  event.preventDefault();
  resize(width + by);
}

function resizeByDrag(event: PointerEvent<HTMLElement>, resize: (width: number) => void): void {
  const handle = event.currentTarget;
  const start = handle.parentElement?.offsetWidth ?? 0;
  const from = event.clientX;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const onMove = (move: globalThis.PointerEvent) => resize(start + move.clientX - from);
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", onMove), {
    once: true,
  });
}
